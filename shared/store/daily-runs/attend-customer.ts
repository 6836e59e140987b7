import type { Account } from '../../domain/account/account.ts';
import { dueWork } from '../../domain/daily-run/due.ts';
import { type Figures, sumOf } from '../../domain/daily-run/figures.ts';
import { isAutomaticLimitDue } from '../../domain/recommendation/automatic.ts';
import { loadAccount } from '../accounts.ts';
import { attendCase } from '../collection/attend.ts';
import type { Context } from '../context.ts';
import { gradeCustomer } from '../grading/grade.ts';
import type { Directory } from '../limit-requests/directory.ts';
import { moveAccount } from '../movement.ts';
import { setAutomaticLimit } from '../recommendation/automatic.ts';
import { expireDue, isExpiryDue } from '../reservations.ts';
import { endTemporaryLimit } from '../temporary-limits.ts';
import { warnOfCovers } from '../warnings/covers.ts';
import { tellFallingDue } from '../warnings/falling-due.ts';
import { lapseCovers } from './lapse-covers.ts';
import { markOverdue } from './mark-overdue.ts';

/** @returns whether there was anything to free: an expiry that was read from an index is looked up once a day. */
const freeExpired = async (context: Context, customerId: string): Promise<boolean> => {
  let heldBefore: bigint | undefined;
  return moveAccount<boolean>(context, customerId, (standing) => {
    const { reservations } = standing.account;
    heldBefore ??= reservations;
    return isExpiryDue(standing, context.moment.now)
      ? { first: () => expireDue(context, standing) }
      : { answer: reservations < heldBefore };
  });
};

const changesGrade = async (context: Context, customerId: string): Promise<boolean> => {
  const { from, grade } = await gradeCustomer(context, customerId);
  return grade !== from;
};

type Work = () => Promise<Partial<Figures>>;

/** What is due, in this order: what a case is decided on is put right before the case is looked at. */
const workFor = (context: Context, directory: Directory, account: Account): readonly Work[] => {
  const { customerId } = account;
  const due = dueWork(account, context.moment, context.policy);
  const { temporaryLimit } = due;
  return [
    due.expiry && (async () => ({ customersFreed: (await freeExpired(context, customerId)) ? 1 : 0 })),
    temporaryLimit !== null &&
      (async () => {
        const { outcome } = await endTemporaryLimit(context, customerId, temporaryLimit);
        return { temporaryLimitsEnded: outcome === 'ENDED' ? 1 : 0 };
      }),
    due.covers && (async () => ({ coversLapsed: await lapseCovers(context, customerId) })),
    due.coversLapsing && (() => warnOfCovers(context, customerId)),
    due.fallingDue && (() => tellFallingDue(context, customerId)),
    due.overdue && (async () => ({ invoicesOverdue: await markOverdue(context, customerId) })),
    due.grade && (async () => ({ gradesChanged: (await changesGrade(context, customerId)) ? 1 : 0 })),
    isAutomaticLimitDue(account, context.moment, context.policy) &&
      (async () => ({ limitsSet: (await setAutomaticLimit(context, customerId)) ? 1 : 0 })),
    due.collection &&
      (async () => ({ casesOpened: (await attendCase(context, directory, customerId)) === 'OPENED' ? 1 : 0 })),
  ].filter((work) => work !== false);
};

/**
 * Does for one customer what the day brings: frees reservations that have expired, ends a temporary limit that is over,
 * says of covers that they have lapsed or are about to and of invoices that they are overdue or fall due, gives the grade
 * that is due and looks after the collection case. Each part stands alone: one that fails keeps no other from being done.
 * Done again, it changes nothing.
 * @throws what the first part threw that failed, when the others are done.
 */
export const attendCustomer = async (
  context: Context,
  directory: Directory,
  customerId: string,
): Promise<Partial<Figures>> => {
  const account = await loadAccount(context.table, customerId);
  if (!account) return {};
  const done: Partial<Figures>[] = [];
  const failures: unknown[] = [];
  for (const work of workFor(context, directory, account)) {
    try {
      done.push(await work());
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return sumOf(done);
};
