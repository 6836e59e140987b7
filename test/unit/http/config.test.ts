import { describe, expect, it } from 'vitest';
import {
  readDocsConfig,
  readEventBusConfig,
  readMailConfig,
  readServiceConfig,
  readTableConfig,
} from '../../../shared/config.ts';

const environment = {
  STAGE: 'dev',
  TIME_ZONE: 'Europe/Berlin',
  BASE_CURRENCY: 'EUR',
  CALENDAR_COUNTRY: 'DE',
  TABLE_NAME: 'table',
};

describe('the configuration of a function', () => {
  it('should be read from its environment', () => {
    expect(readTableConfig({ ...environment, SERVICE_VERSION: '1.2.3', LOG_LEVEL: 'WARN', PATH: '/bin' })).toEqual({
      stage: 'dev',
      timeZone: 'Europe/Berlin',
      baseCurrency: 'EUR',
      calendarCountry: 'DE',
      companyName: 'Credence',
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

  const mail = { ...environment, MAIL_SENDER: 'credit@example.com', MAIL_CONFIGURATION_SET: 'set' };

  it.each(['https://credit.example.com', 'http://127.0.0.1:4010', 'https://a1.execute-api.eu-central-1.amazonaws.com'])(
    'should take %s as where links lead',
    (address) => {
      expect(readMailConfig({ ...mail, PUBLIC_URL: address }).publicUrl).toBe(address);
    },
  );

  it.each([
    'javascript:alert(1)',
    'credit.example.com',
    '//credit.example.com',
    'https://',
    'https:// x',
    'https://credit.example.com/',
    'https://credit.example.com/path',
    'https://me:secret@credit.example.com',
    'https://credit.example.com\n',
  ])('should not take %j as where links lead', (address) => {
    expect(() => readMailConfig({ ...mail, PUBLIC_URL: address })).toThrow(/PUBLIC_URL must be an address/);
  });

  it('should stop with a sentence that names every wrong variable', () => {
    const wrong = { STAGE: 'dev', TIME_ZONE: 'Moon', BASE_CURRENCY: 'EURO' };
    expect(() => readTableConfig(wrong)).toThrow(
      /TIME_ZONE must be an IANA time zone.*BASE_CURRENCY must be an ISO 4217 currency.*CALENDAR_COUNTRY is not set.*TABLE_NAME is not set.*infra/,
    );
  });
});
