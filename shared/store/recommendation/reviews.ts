import type { BusinessDate } from '../../dates.ts';
import type { Recommendation } from '../../domain/recommendation/reasons.ts';
import { type ReviewDates, reviewOf } from '../../domain/recommendation/review.ts';
import type { Context } from '../context.ts';
import { type Debtor, loadDebtors, pageOfAll } from '../portfolio/debtors.ts';
import type { Page } from '../table.ts';
import type { HasTime } from '../time-budget.ts';
import { recommendFor } from './recommend.ts';

/** Customers that are looked at at once, and those of them for whom a limit is reckoned side by side. */
const CUSTOMERS_AT_ONCE = 50;
const SIDE_BY_SIDE = 8;

/** A limit that is to be looked at again. */
export interface LimitReview extends Debtor {
  readonly dates: ReviewDates;
  readonly recommendation: Recommendation;
}

export interface ReviewPage {
  readonly reviews: readonly LimitReview[];
  /** After whom the next page begins; `null` after the last one. */
  readonly next: Page['next'];
}

interface Due extends Debtor {
  readonly dates: ReviewDates;
}

const dueAmong = ({ environment, policy }: Context, debtors: readonly Debtor[], dueBy: BusinessDate): readonly Due[] =>
  debtors.flatMap((debtor) => {
    const dates = reviewOf(debtor.account, policy.limits.reviewDays, environment.timeZone);
    return dates !== null && dates.dueOn <= dueBy ? [{ ...debtor, dates }] : [];
  });

const reckon = async (context: Context, due: readonly Due[]): Promise<readonly LimitReview[]> => {
  const reviews: LimitReview[] = [];
  for (let start = 0; start < due.length; start += SIDE_BY_SIDE) {
    const some = due.slice(start, start + SIDE_BY_SIDE);
    reviews.push(
      ...(await Promise.all(some.map(async (one) => ({ ...one, recommendation: await recommendFor(context, one) })))),
    );
  }
  return reviews;
};

/**
 * The limits that are to be looked at again by a day, in the order of the customers' names. It goes through the directory
 * of customers: who is not due costs no more than that. A page ends when it has as many as wanted or the time is over.
 */
export const pageOfReviews = async (
  context: Context,
  dueBy: BusinessDate,
  {
    hasTime,
    limit,
    startAfter,
  }: { readonly limit: number; readonly startAfter: Page['next']; readonly hasTime: HasTime },
): Promise<ReviewPage> => {
  const reviews: LimitReview[] = [];
  let next = startAfter;
  do {
    const { customers, hasMore } = await pageOfAll(context.table, CUSTOMERS_AT_ONCE, next);
    const ids = customers.map(({ customerId }) => customerId);
    const due = dueAmong(context, await loadDebtors(context.table, ids), dueBy);
    const taken = due.slice(0, limit - reviews.length);
    reviews.push(...(await reckon(context, taken)));
    const last = taken.at(-1)?.account.customerId;
    // With more due than wanted, the next page begins after the last that was taken.
    const isCut = taken.length < due.length;
    const end = isCut ? customers.find(({ customerId }) => customerId === last) : customers.at(-1);
    next = isCut || hasMore ? { ...end?.place } : null;
  } while (next !== null && reviews.length < limit && hasTime());
  return { reviews, next };
};
