import type { BusinessDate } from '../../dates.ts';
import { unprocessable } from '../../errors.ts';
import { type Money, money } from '../../money.ts';
import type { OpenPromise } from './case.ts';
import type { PromiseOutcome } from './events.ts';
import type { Owed } from './standing.ts';

const remainingIn = (items: readonly Owed[], currency: string): bigint =>
  items.reduce((sum, { remaining }) => (remaining.currency === currency ? sum + remaining.minorUnits : sum), 0n);

/**
 * How a promise has gone, by what remains of its items; `null` while it waits. It is kept as soon as the amount has come
 * in, or nothing remains; on the day after its date it is broken, or partly kept if something has come in. A credit counts
 * as what came in: what it takes off is not owed.
 */
export const judgePromise = (
  { amount, invoiceIds, payBy, remainingWhenMade }: OpenPromise,
  openItems: readonly Owed[],
  today: BusinessDate,
): { readonly outcome: PromiseOutcome; readonly paid: Money; readonly hurries: boolean } | null => {
  const items = openItems.filter(({ invoiceId }) => invoiceIds.includes(invoiceId));
  const remaining = remainingIn(items, amount.currency);
  const came = remainingWhenMade.minorUnits - remaining;
  const paid = money(came > 0n ? came : 0n, amount.currency);
  if (remaining === 0n || came >= amount.minorUnits) return { outcome: 'KEPT', paid, hurries: false };
  if (today <= payBy) return null;
  const owed = items.filter((item) => item.remaining.minorUnits > 0n);
  // Whoever disputes what was promised has not broken the promise.
  if (owed.every(({ disputed }) => disputed)) return { outcome: 'CANCELLED', paid, hurries: false };
  if (came > 0n) return { outcome: 'PARTLY_KEPT', paid, hurries: false };
  return { outcome: 'BROKEN', paid, hurries: owed.some(({ disputed, dueOn }) => !disputed && dueOn < today) };
};

/** The named items. @throws unprocessable for one that is not owed in the promise's currency. */
const named = (unpaid: readonly Owed[], invoiceIds: readonly string[], { currency }: Money): readonly Owed[] =>
  invoiceIds.map((id, index) => {
    const item = unpaid.find(({ invoiceId }) => invoiceId === id);
    if (!item) throw unprocessable(`invoiceIds[${index}]`, `Nothing remains to be paid of '${id}'.`);
    if (item.remaining.currency !== currency) {
      throw unprocessable('amount.currency', `must be ${item.remaining.currency}, in which '${id}' is owed`);
    }
    return item;
  });

/** The items with the oldest due dates that an amount pays, the one that it pays in part included. */
const oldestFirst = (unpaid: readonly Owed[], amount: Money): readonly Owed[] => {
  let left = amount.minorUnits;
  return unpaid.filter(({ disputed, remaining }) => {
    if (disputed || remaining.currency !== amount.currency || left <= 0n) return false;
    left -= remaining.minorUnits;
    return true;
  });
};

/**
 * The items that a promise is for: those that it names, else the oldest that its amount pays.
 * @param unpaid items by due date.
 * @throws unprocessable when one of them, or every one, is not owed.
 */
export const coveredBy = (
  unpaid: readonly Owed[],
  { amount, invoiceIds }: { readonly amount: Money; readonly invoiceIds: readonly string[] | null },
): { readonly invoiceIds: readonly string[]; readonly remaining: Money } => {
  const items = invoiceIds ? named(unpaid, invoiceIds, amount) : oldestFirst(unpaid, amount);
  if (items.length === 0) throw unprocessable('amount', `Nothing is owed in ${amount.currency}.`);
  return {
    invoiceIds: items.map(({ invoiceId }) => invoiceId),
    remaining: money(remainingIn(items, amount.currency), amount.currency),
  };
};
