import type { BusinessDate } from '../../dates.ts';
import { maximum } from '../../money.ts';
import type { OpenItem } from '../receivable/receivable.ts';
import { type ResidueRules, residuesOf } from './residues.ts';

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
export const overdueOf = (items: readonly Item[], unappliedCash: bigint, rules: ResidueRules = {}): Overdue => {
  const undisputed = items.filter(({ disputed }) => !disputed);
  const residues = residuesOf(undisputed, rules);
  const late = uncovered(
    undisputed.filter((item) => !residues.has(item)),
    unappliedCash,
  );
  return {
    amount: sumOf(items),
    since: late[0]?.dueOn ?? null,
    late,
    disputed: sumOf(items.filter(({ disputed }) => disputed)),
  };
};
