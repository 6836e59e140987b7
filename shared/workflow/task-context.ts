import type { TableConfig } from '../config.ts';
import type { Context } from '../store/context.ts';
import { policyInForce } from '../store/policies.ts';
import type { Table } from '../store/table.ts';
import type { Task } from './task-handler.ts';

/** Whom history entries name where the platform acts by itself. */
export const PLATFORM = 'credence';

/** Who, when and by which policy for the store, as `storeContext` of a request. The policy is read at most once a minute. */
export const taskContext = async (
  { moment, correlationId }: Pick<Task, 'moment' | 'correlationId'>,
  table: Table,
  config: Pick<TableConfig, 'baseCurrency' | 'timeZone' | 'calendarCountry'>,
  actor: string = PLATFORM,
): Promise<Context> => ({
  table,
  moment,
  policy: await policyInForce(table, moment, config.baseCurrency),
  environment: { timeZone: config.timeZone, country: config.calendarCountry },
  actor,
  correlationId,
});
