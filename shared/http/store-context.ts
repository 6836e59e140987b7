import type { TableConfig } from '../config.ts';
import type { Context } from '../store/context.ts';
import { policyInForce } from '../store/policies.ts';
import type { Table } from '../store/table.ts';
import type { ApiRequest } from './exchange.ts';

/**
 * Who, when and by which policy for the store: history entries name the person by e-mail address, a machine by its
 * client id. The policy is read at most once a minute.
 */
export const storeContext = async (
  request: ApiRequest,
  table: Table,
  config: Pick<TableConfig, 'baseCurrency'>,
): Promise<Context> => {
  const { caller, moment, correlationId, operationId, idempotencyKey, bodyHash } = request;
  const client = caller.clientId ?? caller.subject;
  return {
    table,
    moment,
    policy: await policyInForce(table, moment, config.baseCurrency),
    actor: caller.email ?? client,
    correlationId,
    ...(idempotencyKey === undefined
      ? {}
      : { request: { client, operation: operationId, key: idempotencyKey, bodyHash } }),
  };
};
