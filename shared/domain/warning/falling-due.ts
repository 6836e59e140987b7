import { addDays, type BusinessDate } from '../../dates.ts';
import type { Account, AccountCover } from '../account/account.ts';
import type { WarningPolicy } from './policy.ts';

/** The last due date of which it is told today that it is near; `null` where the policy tells of none. */
export const lastFallingDue = (
  { fallingDueDays }: Pick<WarningPolicy, 'fallingDueDays'>,
  today: BusinessDate,
): BusinessDate | null => (fallingDueDays === null ? null : addDays(today, fallingDueDays));

/** Whether any invoice may fall due within the days of the policy that was not told of yet. */
export const isFallingDueToTell = (
  { fallingDueThrough, oldestOpenDueOn: oldest }: Pick<Account, 'fallingDueThrough' | 'oldestOpenDueOn'>,
  warnings: Pick<WarningPolicy, 'fallingDueDays'>,
  today: BusinessDate,
): boolean => {
  const last = lastFallingDue(warnings, today);
  if (last === null || oldest === null || oldest > last) return false;
  return fallingDueThrough === null || fallingDueThrough <= `${last}#~`;
};

/** From which open item on it is told: what is overdue already is not said to fall due. */
export const fallingDueFrom = (
  { fallingDueThrough }: Pick<Account, 'fallingDueThrough'>,
  today: BusinessDate,
): string => (fallingDueThrough === null || fallingDueThrough < today ? today : fallingDueThrough);

/** Covers whose last day is near, of which that was not said yet. */
export const coversToWarnOf = (
  { covers }: Pick<Account, 'covers'>,
  { coverLapsesDays }: Pick<WarningPolicy, 'coverLapsesDays'>,
  today: BusinessDate,
): readonly AccountCover[] =>
  covers.filter(
    ({ lapsed, validTo, warned }) =>
      !lapsed && !warned && today <= validTo && validTo <= addDays(today, coverLapsesDays),
  );
