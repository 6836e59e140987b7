import { randomUUID } from 'node:crypto';
import type { ApiEvent, ApiMiddleware } from './exchange.ts';

const HEADER = 'x-correlation-id';
const ACCEPTED = /^[A-Za-z0-9._:-]{1,128}$/;

/** The caller's `X-Correlation-Id` when it is usable, else a new one: a bad one is no reason to refuse an order. */
export const correlationIdOf = (event: ApiEvent): string => {
  const given = event.headers?.[HEADER];
  return given !== undefined && ACCEPTED.test(given) ? given : randomUUID();
};

/** Returns the correlation id with every answer, problems included. */
export const correlation = (): ApiMiddleware => {
  const addHeader: ApiMiddleware['after'] = ({ event: exchange, response }) => {
    if (response) response.headers[HEADER] = exchange.correlationId;
  };
  return { after: addHeader, onError: addHeader };
};
