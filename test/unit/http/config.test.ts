import { describe, expect, it } from 'vitest';
import { readDocsConfig, readEventBusConfig, readServiceConfig, readTableConfig } from '../../../shared/config.ts';

const environment = { STAGE: 'dev', TIME_ZONE: 'Europe/Berlin', BASE_CURRENCY: 'EUR', TABLE_NAME: 'table' };

describe('the configuration of a function', () => {
  it('should be read from its environment', () => {
    expect(readTableConfig({ ...environment, SERVICE_VERSION: '1.2.3', LOG_LEVEL: 'WARN', PATH: '/bin' })).toEqual({
      stage: 'dev',
      timeZone: 'Europe/Berlin',
      baseCurrency: 'EUR',
      serviceName: 'credence',
      serviceVersion: '1.2.3',
      logLevel: 'WARN',
      tableName: 'table',
    });
  });

  it('should need no table where none is used', () => {
    const { TABLE_NAME, ...rest } = environment;
    expect(readServiceConfig(rest)).not.toHaveProperty('tableName');
    expect(readDocsConfig(rest).tokenUrl).toBe('/oauth2/token');
    expect(readEventBusConfig({ ...rest, EVENT_BUS_NAME: 'bus' }).eventBusName).toBe('bus');
  });

  it('should stop with a sentence that names every wrong variable', () => {
    const wrong = { STAGE: 'dev', TIME_ZONE: 'Moon', BASE_CURRENCY: 'EURO' };
    expect(() => readTableConfig(wrong)).toThrow(
      /TIME_ZONE must be an IANA time zone.*BASE_CURRENCY must be an ISO 4217 currency.*TABLE_NAME is not set.*infra/,
    );
  });
});
