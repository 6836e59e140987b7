import type { BusinessDate } from '../dates.ts';
import { type PromiseRecord, promiseChanges } from '../domain/promise/promise.ts';
import { unprocessable } from '../errors.ts';
import type { Money } from '../money.ts';
import { type CaseChange, changeCase, ensureCase } from './collection/change.ts';
import type { Directory } from './collection-tasks/staff.ts';
import type { Context } from './context.ts';
import { answeredBefore } from './idempotency.ts';
import { newId } from './new-id.ts';

export interface MakePromise {
  readonly customerId: string;
  /** Left out: the oldest invoices that the amount pays. */
  readonly invoiceIds?: readonly string[] | undefined;
  readonly amount: Money;
  readonly payBy: BusinessDate;
  /** Made by the customer in a form, without anybody of the house: it is held to more than what a person agrees to. */
  readonly selfService?: true;
}

/**
 * Takes a customer's promise to pay: what it is for is not chased until its date.
 * @param answer makes the answer that an Idempotency-Key stands for.
 * @throws not-found for an unknown customer; unprocessable when nothing of the customer is overdue, for an invoice that is
 *   not owed, and for a date in the past or too far ahead; of a customer's own also for less than half of what it puts
 *   off, and conflict when earlier ones were not kept.
 */
export const makePromise = async <T>(
  context: Context,
  directory: Directory,
  { amount, customerId, invoiceIds, payBy, selfService }: MakePromise,
  answer: (promise: PromiseRecord) => T,
): Promise<T> => {
  const answered = await answeredBefore<T>(context);
  if (answered) return answered.answer;
  const current = await ensureCase(context, directory, customerId);
  if (!current || current.state.status === 'CLOSED') {
    throw unprocessable('customerId', `Nothing of customer '${customerId}' is overdue: there is nothing to promise.`);
  }
  const promiseId = newId(context.moment.now);
  const asked = { promiseId, invoiceIds: invoiceIds ?? null, amount, payBy, by: context.actor };
  const command = { type: 'PROMISE', ...asked, ...(selfService && { selfService }) } as const;
  const made = ({ before, events }: CaseChange): T => {
    const [record] = promiseChanges(before.state, events).made;
    if (!record) throw new Error(`promise ${promiseId} was not made`);
    return answer(record);
  };
  return changeCase<T>(context, directory, current.state.caseId, command, { answer: made });
};
