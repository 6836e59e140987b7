import { addDays, type BusinessDate, businessDateOf } from '../../dates.ts';
import type { Account } from '../account/account.ts';

/** When a limit was set or confirmed last, and when it is to be looked at again. */
export interface ReviewDates {
  readonly lastReviewedOn: BusinessDate;
  readonly dueOn: BusinessDate;
}

/**
 * The review of an account's limit; `null` where no limit is set that could be looked at. Whatever sets the limit counts
 * as a review: an approved request for the same amount confirms it.
 * @param timeZone in which instants fall on days.
 */
export const reviewOf = (
  { creditLimit, limitSetAt, unlimited }: Pick<Account, 'creditLimit' | 'limitSetAt' | 'unlimited'>,
  reviewDays: number,
  timeZone: string,
): ReviewDates | null => {
  if (limitSetAt === null || (creditLimit === null && !unlimited)) return null;
  const lastReviewedOn = businessDateOf(limitSetAt, timeZone);
  return { lastReviewedOn, dueOn: addDays(lastReviewedOn, reviewDays) };
};
