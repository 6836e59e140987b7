import { addDays, type BusinessDate, type Moment } from '../../dates.ts';
import type { Account, AccountCover } from '../account/account.ts';
import { isOver } from '../account/temporary-limit.ts';
import type { CollectionPolicy } from '../collection/strategy.ts';
import { isGradeDue } from '../grading/due.ts';
import type { CreditPolicy } from '../policy/policy.ts';
import { coversToWarnOf, isFallingDueToTell } from '../warning/falling-due.ts';

type RunPolicy = Pick<CreditPolicy, 'collections' | 'warnings'>;

/** How many days before a due date collections begin at the earliest, for whomever; zero where they never do before. */
export const mostDaysBeforeDue = ({ strategies }: Pick<CollectionPolicy, 'strategies'>): number =>
  -Math.min(0, ...strategies.flatMap(({ steps }) => steps.map(({ daysFromDue }) => daysFromDue)));

/** The last day of attention that a run on `today` looks at: collections begin before a due date, and so do warnings. */
export const lastDayOfRun = (today: BusinessDate, { collections, warnings }: RunPolicy): BusinessDate =>
  addDays(today, Math.max(mostDaysBeforeDue(collections), warnings.fallingDueDays ?? 0));

/** Covers whose last day is over and of which the history does not say so yet. */
export const coversToLapse = ({ covers }: Pick<Account, 'covers'>, today: BusinessDate): readonly AccountCover[] =>
  covers.filter(({ lapsed, validTo }) => !lapsed && validTo < today);

/** Whether anything may have become overdue that was not told of yet. */
export const isOverdueToTell = (
  { oldestOpenDueOn: oldest, overdueThrough }: Pick<Account, 'oldestOpenDueOn' | 'overdueThrough'>,
  today: BusinessDate,
): boolean => oldest !== null && oldest < today && (overdueThrough === null || overdueThrough < today);

/** What the daily run has to do for an account, by the account alone. */
export interface DueWork {
  readonly expiry: boolean;
  /** The limit request of the temporary limit that is over. */
  readonly temporaryLimit: string | null;
  readonly covers: boolean;
  readonly coversLapsing: boolean;
  readonly fallingDue: boolean;
  readonly overdue: boolean;
  readonly grade: boolean;
  readonly collection: boolean;
}

export const dueWork = (account: Account, { now, today }: Moment, { collections, warnings }: RunPolicy): DueWork => {
  const { inCollection, nextExpiryAt, oldestOpenDueOn: oldest, temporaryLimit } = account;
  return {
    expiry: nextExpiryAt !== null && nextExpiryAt <= now,
    temporaryLimit: temporaryLimit && isOver(temporaryLimit, today) ? temporaryLimit.requestId : null,
    covers: coversToLapse(account, today).length > 0,
    coversLapsing: coversToWarnOf(account, warnings, today).length > 0,
    fallingDue: isFallingDueToTell(account, warnings, today),
    overdue: isOverdueToTell(account, today),
    grade: isGradeDue(account, today),
    collection: inCollection || (oldest !== null && oldest <= addDays(today, mostDaysBeforeDue(collections))),
  };
};
