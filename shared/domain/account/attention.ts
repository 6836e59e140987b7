import { addDays, type BusinessDate } from '../../dates.ts';
import { MOST_COVER_LAPSES_DAYS } from '../warning/policy.ts';
import type { Account } from './account.ts';

type Dates = Pick<
  Account,
  'oldestOpenDueOn' | 'nextExpiryAt' | 'covers' | 'temporaryLimit' | 'inCollection' | 'gradeDueOn'
>;

/** Before every day: whoever has a case is looked at each day, also when nothing is owed any more and nobody has noticed. */
const EVERY_DAY = '1970-01-01';

/** Covers may be older than any calendar of ours: of those no day before that one is needed. */
const warningOf = (validTo: BusinessDate): BusinessDate => {
  const first = addDays(validTo, -MOST_COVER_LAPSES_DAYS);
  return first < EVERY_DAY ? EVERY_DAY : first;
};

const dateOf = (instant: string): BusinessDate => instant.slice(0, 10);

/**
 * The first day on which the daily run has something to do for an account, or may have: the oldest due date of what is
 * open, the days on which a reservation expires and on which the customer is to be graded, the days after a cover and
 * after a temporary limit. `null` while there is nothing to wait for. A day that has passed stays until what it stands
 * for is done: the account is looked at on every day until then.
 *
 * Of an expiry the date in UTC counts, so that nothing here depends on where the environment is. That is at most one day
 * off, and the run reads days ahead: it may look a day too early, and does again on the next.
 */
export const attentionOn = ({
  covers,
  gradeDueOn,
  inCollection,
  nextExpiryAt,
  oldestOpenDueOn,
  temporaryLimit,
}: Dates): BusinessDate | null => {
  const standing = covers.filter(({ lapsed }) => !lapsed);
  const ends = standing.filter(({ warned }) => warned).map(({ validTo }) => validTo);
  const warnings = standing.filter(({ warned }) => !warned).map(({ validTo }) => validTo);
  const dates = [
    ...(inCollection ? [EVERY_DAY] : []),
    ...(oldestOpenDueOn === null ? [] : [oldestOpenDueOn]),
    ...(gradeDueOn === null ? [] : [gradeDueOn]),
    ...(nextExpiryAt === null ? [] : [dateOf(nextExpiryAt)]),
    ...warnings.map(warningOf),
    ...[...ends, ...(temporaryLimit ? [temporaryLimit.validTo] : [])].map((last) => addDays(last, 1)),
  ];
  return dates.sort()[0] ?? null;
};
