import type { TableConfig } from '../config.ts';
import type { Context } from '../store/context.ts';
import { policyInForce } from '../store/policies.ts';
import { shadowInForce } from '../store/policy-shadow.ts';
import type { Table } from '../store/table.ts';
import type { ApiRequest } from './exchange.ts';

/**
 * Who, when and by which policy for the store: history entries name the person by e-mail address, a machine by its
 * client id. The policy is read at most once a minute.
 */
export const storeContext = async (
  request: ApiRequest,
  table: Table,
  config: Pick<TableConfig, 'baseCurrency' | 'timeZone' | 'calendarCountry'>,
): Promise<Context> => {
  const { caller, moment, correlationId, operationId, idempotencyKey, bodyHash } = request;
  return {
    table,
    moment,
    policy: await policyInForce(table, moment, config.baseCurrency),
    environment: { timeZone: config.timeZone, country: config.calendarCountry },
    actor: caller.email ?? caller.clientId ?? caller.subject,
    correlationId,
    ...(idempotencyKey === undefined
      ? {}
      : { request: { client: caller.subject, operation: operationId, key: idempotencyKey, bodyHash } }),
  };
};

/** The same for a credit check, which a draft may decide in shadow too: that is read as often as the policy. */
export const checkContext = async (
  request: ApiRequest,
  table: Table,
  config: Pick<TableConfig, 'baseCurrency' | 'timeZone' | 'calendarCountry'>,
): Promise<Context> => {
  const [context, shadow] = await Promise.all([
    storeContext(request, table, config),
    shadowInForce(table, request.moment),
  ]);
  return { ...context, shadow };
};
