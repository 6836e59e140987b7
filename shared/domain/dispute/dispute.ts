import type { BusinessDate, Instant } from '../../dates.ts';
import { unprocessable } from '../../errors.ts';
import { formatMinorUnits, type Money, minimum, money } from '../../money.ts';
import { type Receivable, remainingOf } from '../receivable/receivable.ts';

export const disputeStatuses = ['OPEN', 'RESOLVED'] as const;
export type DisputeStatus = (typeof disputeStatuses)[number];

/**
 * How a dispute is decided. `REJECTED`: the claim is not right, and the invoices are chased again from where it was.
 * `UPHELD`: it is right, and what was claimed is credited. `CREDITED`: the same money without a word on who was right, as
 * goodwill. Either way nobody is chased for what was disputed.
 */
export const resolutions = ['UPHELD', 'REJECTED', 'CREDITED'] as const;
export type Resolution = (typeof resolutions)[number];

/** A credit note that settles a dispute. */
export interface DisputeCredit {
  readonly creditNoteId: string;
  readonly amount: Money;
  readonly allocations: readonly { readonly invoiceId: string; readonly amount: Money }[];
}

/** What was decided, kept before anything is credited: whoever comes after a crash goes on with just this. */
export interface Settling {
  readonly resolution: Resolution;
  readonly note: string;
  readonly by: string;
  readonly at: Instant;
  readonly date: BusinessDate;
  readonly credits: readonly DisputeCredit[];
}

const oldestFirst = (a: Receivable, b: Receivable): number =>
  a.dueOn < b.dueOn || (a.dueOn === b.dueOn && a.invoiceId < b.invoiceId) ? -1 : 1;

/** Takes an amount off what remains of invoices, the oldest first; what is more than remains is not taken off any. */
const spread = (receivables: readonly Receivable[], amount: Money): DisputeCredit['allocations'] => {
  let left = amount.minorUnits;
  return receivables.toSorted(oldestFirst).flatMap((receivable) => {
    const taken = minimum(remainingOf(receivable), left);
    left -= taken;
    return taken > 0n ? [{ invoiceId: receivable.invoiceId, amount: money(taken, amount.currency) }] : [];
  });
};

/**
 * What is credited when a dispute is resolved: the amount that was claimed, else all that remains of its invoices. What of
 * a claimed amount has been paid already stays on the customer's account, as money of theirs.
 * @param claimed `null` where the invoices are disputed as a whole.
 */
export const creditsFor = (
  { claimed, disputeId }: { readonly disputeId: string; readonly claimed: Money | null },
  receivables: readonly Receivable[],
  resolution: Resolution,
): readonly DisputeCredit[] => {
  if (resolution === 'REJECTED') return [];
  const name = `DISPUTE-${disputeId}`;
  if (claimed) return [{ creditNoteId: name, amount: claimed, allocations: spread(receivables, claimed) }];
  const currencies = [...new Set(receivables.map(({ amount }) => amount.currency))].sort();
  return currencies.flatMap((currency) => {
    const own = receivables.filter(({ amount }) => amount.currency === currency);
    const remaining = own.reduce((sum, receivable) => sum + remainingOf(receivable), 0n);
    if (remaining === 0n) return [];
    const amount = money(remaining, currency);
    const creditNoteId = currencies.length > 1 ? `${name}-${currency}` : name;
    return [{ creditNoteId, amount, allocations: spread(own, amount) }];
  });
};

/**
 * Holds what is claimed against the invoices.
 * @throws unprocessable for another currency than theirs, or more than they were about.
 */
export const assertClaim = (claimed: Money | undefined, receivables: readonly Receivable[]): void => {
  if (!claimed) return;
  for (const { amount, invoiceId } of receivables) {
    if (amount.currency === claimed.currency) continue;
    throw unprocessable('amount.currency', `must be ${amount.currency}, in which '${invoiceId}' was invoiced`);
  }
  const invoiced = receivables.reduce((sum, { amount }) => sum + amount.minorUnits, 0n);
  if (claimed.minorUnits <= invoiced) return;
  const most = formatMinorUnits(invoiced, claimed.currency);
  throw unprocessable('amount.amount', `must be at most ${most}, which is what the invoices are about`);
};
