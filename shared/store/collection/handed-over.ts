import { type BusinessDate, businessDateOf } from '../../dates.ts';
import { handedOverAt } from '../../domain/collection/case.ts';
import type { Receivable } from '../../domain/receivable/receivable.ts';
import type { Context } from '../context.ts';
import { findStoredCase } from './items.ts';

/**
 * The day on which the chase of an invoice was handed over to the lawyers; `null` where it never was, or came back. Two
 * reads, one where the customer never had a case.
 */
export const handedOverOn = async (
  { environment, table }: Pick<Context, 'environment' | 'table'>,
  { customerId, dueOn }: Pick<Receivable, 'customerId' | 'dueOn'>,
): Promise<BusinessDate | null> => {
  const newest = await findStoredCase(table, customerId);
  const at = newest && handedOverAt(newest.state, dueOn);
  return at && businessDateOf(at, environment.timeZone);
};
