import { defaultPolicy } from '../domain/policy/policy.ts';
import type { Context } from '../store/context.ts';
import type { Table } from '../store/table.ts';
import type { ApiRequest } from './exchange.ts';

/** Who and when for the store: history entries name the person by e-mail address, a machine by its client id. */
export const storeContext = (request: ApiRequest, table: Table): Context => {
  const { caller, moment, correlationId, operationId, idempotencyKey, bodyHash } = request;
  return {
    table,
    moment,
    policy: defaultPolicy,
    actor: caller.email ?? caller.clientId ?? caller.subject,
    correlationId,
    ...(idempotencyKey === undefined
      ? {}
      : { request: { client: caller.subject, operation: operationId, key: idempotencyKey, bodyHash } }),
  };
};
