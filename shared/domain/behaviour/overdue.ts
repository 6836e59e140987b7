import type { BusinessDate } from '../../dates.ts';
import { maximum, multiply } from '../../money.ts';
import type { OpenItem } from '../receivable/receivable.ts';

/** What is past due of a customer. */
export interface Overdue {
  /** All of it, in minor units of the account's currency. */
  readonly amount: bigint;
  /** Due date of the oldest item that counts as late; `null` while none does. */
  readonly since: BusinessDate | null;
  /** What is left of the items that count as late, the oldest first. */
  readonly late: readonly LateItem[];
  /** What is disputed of the amount: for neither side, until it is decided. */
  readonly disputed: bigint;
}

/** An item that counts as late, or the part of it that no money waits for; in minor units of the account's currency. */
export interface LateItem {
  readonly dueOn: BusinessDate;
  readonly amount: bigint;
}

export const nothingOverdue: Overdue = { amount: 0n, since: null, late: [], disputed: 0n };

type Item = Pick<OpenItem, 'amount' | 'carryingRemaining' | 'disputed' | 'dueOn' | 'remaining'>;

/** What remains of an invoice is a residue below this share of its amount, in percent. */
export const RESIDUE_PERCENT = '5';

/** Bank charges, a discount that was taken a day late: an invoice that was paid but for so little is not a late one. */
export const isResidue = (
  { amount, remaining }: Pick<OpenItem, 'amount' | 'remaining'>,
  percent: string = RESIDUE_PERCENT,
): boolean => remaining.minorUnits * 100n < multiply(amount.minorUnits, percent, 'up');

/** Money that is there already pays the oldest first: what it does not cover is late. */
const uncovered = (items: readonly Item[], unappliedCash: bigint): readonly LateItem[] => {
  let cash = unappliedCash;
  return items.flatMap(({ carryingRemaining, dueOn }) => {
    const left = carryingRemaining - maximum(0n, cash);
    cash -= carryingRemaining;
    return left > 0n ? [{ dueOn, amount: left }] : [];
  });
};

const sumOf = (items: readonly Item[]): bigint => items.reduce((sum, one) => sum + one.carryingRemaining, 0n);

/**
 * What is past due, and what of it counts as late: residues do not, nor does what is disputed, nor what the customer's
 * unapplied cash covers.
 * @param items what is past due, the oldest first. @param unappliedCash in minor units of the account's currency.
 */
export const overdueOf = (items: readonly Item[], unappliedCash: bigint): Overdue => {
  const late = uncovered(
    items.filter((item) => !item.disputed && !isResidue(item)),
    unappliedCash,
  );
  return {
    amount: sumOf(items),
    since: late[0]?.dueOn ?? null,
    late,
    disputed: sumOf(items.filter(({ disputed }) => disputed)),
  };
};
