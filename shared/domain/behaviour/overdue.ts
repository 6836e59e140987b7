import type { BusinessDate } from '../../dates.ts';
import { multiply } from '../../money.ts';
import type { OpenItem } from '../receivable/receivable.ts';

/** What is past due of a customer. */
export interface Overdue {
  /** All of it, in minor units of the account's currency. */
  readonly amount: bigint;
  /** Due date of the oldest item that counts as late; `null` while none does. */
  readonly since: BusinessDate | null;
  /** The same among the items that nobody disputes. */
  readonly undisputedSince: BusinessDate | null;
}

export const nothingOverdue: Overdue = { amount: 0n, since: null, undisputedSince: null };

type Item = Pick<OpenItem, 'amount' | 'carryingRemaining' | 'disputed' | 'dueOn' | 'remaining'>;

/** What remains of an invoice is a residue below this share of its amount, in percent. */
export const RESIDUE_PERCENT = '5';

/** Bank charges, a discount that was taken a day late: an invoice that was paid but for so little is not a late one. */
export const isResidue = (
  { amount, remaining }: Pick<OpenItem, 'amount' | 'remaining'>,
  percent: string = RESIDUE_PERCENT,
): boolean => remaining.minorUnits * 100n < multiply(amount.minorUnits, percent, 'up');

/** Money that is there already pays the oldest first: the first item that it does not cover is late. */
const oldestUncovered = (items: readonly Item[], unappliedCash: bigint): BusinessDate | null => {
  let cash = unappliedCash;
  for (const { carryingRemaining, dueOn } of items) {
    cash -= carryingRemaining;
    if (cash < 0n) return dueOn;
  }
  return null;
};

/**
 * What is past due, and since when it counts: residues do not, nor does what the customer's unapplied cash covers.
 * @param items what is past due, the oldest first. @param unappliedCash in minor units of the account's currency.
 */
export const overdueOf = (items: readonly Item[], unappliedCash: bigint): Overdue => {
  const counted = items.filter((item) => !isResidue(item));
  return {
    amount: items.reduce((sum, { carryingRemaining }) => sum + carryingRemaining, 0n),
    since: oldestUncovered(counted, unappliedCash),
    undisputedSince: oldestUncovered(
      counted.filter(({ disputed }) => !disputed),
      unappliedCash,
    ),
  };
};
