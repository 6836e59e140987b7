import { readServiceConfig } from '../../shared/config.ts';
import type { HealthView } from '../../shared/contracts/health.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';

const config = readServiceConfig();

/** Tells that the API answers, and in which version. Touches nothing: a full table is not the health of the API. */
export const handler = apiHandler({ operations: ['getHealth'], config }, async () =>
  ok<HealthView>({ status: 'ok', version: config.serviceVersion }),
);
