import { defaultPolicy } from '../domain/policy/policy.ts';
import type { Context } from '../store/context.ts';
import type { Table } from '../store/table.ts';
import type { ApiRequest } from './exchange.ts';

/** Who and when for the store: history entries name the person by e-mail address, a machine by its client id. */
export const storeContext = (request: ApiRequest, table: Table): Context => {
  const { caller, moment, correlationId, operationId, idempotencyKey, bodyHash } = request;
  const client = caller.clientId ?? caller.subject;
  return {
    table,
    moment,
    policy: defaultPolicy,
    actor: caller.email ?? client,
    correlationId,
    ...(idempotencyKey === undefined
      ? {}
      : { request: { client, operation: operationId, key: idempotencyKey, bodyHash } }),
  };
};
