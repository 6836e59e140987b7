import type { UnmatchedView } from '../../../shared/contracts/imports.ts';
import type { IdentifiedEntry } from '../../../shared/domain/cash-application/identity.ts';
import type { UnmatchedReason } from '../../../shared/domain/cash-application/match.ts';
import { type Settlement, unappliedOf } from '../../../shared/domain/settlement/settlement.ts';
import { toMoneyJson } from '../../../shared/money.ts';

/** What became of a booking. What was not posted, or found no invoice, is for a person to look at. */
export type EntryResult =
  | { readonly kind: 'accepted' | 'duplicate'; readonly forPerson?: UnmatchedView }
  | { readonly kind: 'unmatched'; readonly forPerson: UnmatchedView }
  | { readonly kind: 'rejected'; readonly message: string; readonly isTransient: boolean };

const LONGEST_REFERENCE = 500;

/** What the payer states, in one line: remittance, and the payer's own references. */
export const statedReference = ({ bankReference, references, structured, texts }: IdentifiedEntry): string =>
  [...new Set([...structured.map(({ reference }) => reference), texts[0] ?? '', ...references])]
    .filter((text) => text !== '' && text !== bankReference)
    .join(' ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .slice(0, LONGEST_REFERENCE)
    .trim();

const messages: Readonly<Record<UnmatchedReason, (id: string) => string>> = {
  NOBODY_NAMED: (id) => `names no invoice and no customer that is known here; post it with PUT /v1/payments/${id}`,
  SEVERAL_CUSTOMERS: (id) => `points to more than one customer; post it for the right one with PUT /v1/payments/${id}`,
  NAME_ONLY: (id) =>
    `comes from somebody with a customer's name, but no single invoice has this amount; post it with PUT /v1/payments/${id}`,
  NO_INVOICE: () => 'found no open invoice of the customer and stays unapplied; an invoice that it names will take it',
  OVERPAID: () => 'is more than its invoices have open; the rest stays unapplied',
  NOT_A_PAYMENT: () =>
    'came in, but is no payment of a customer: a transfer that came back, or a debit that was reversed',
  RETURN_WITHOUT_PAYMENT: () =>
    'was taken back by the bank, and no payment of that amount has its reference. If one comes, it is reversed; ' +
    'else use POST /v1/payments/{paymentId}/reverse',
  RETURN_AMBIGUOUS: () =>
    'was taken back by the bank, and more than one payment fits; use POST /v1/payments/{paymentId}/reverse',
};

interface Remark {
  readonly reason: UnmatchedReason;
  readonly customers?: readonly string[];
  /** The payment, if it was posted. */
  readonly payment?: Settlement;
}

/** A booking as it is put before a person, with everything that is known of it. */
export const forPerson = (entry: IdentifiedEntry, { customers = [], payment, reason }: Remark): UnmatchedView => {
  const { amount, counterparty, date, id, kind, line } = entry;
  const unapplied = payment ? { ...amount, minorUnits: unappliedOf(payment) } : amount;
  const { amount: text, currency } = toMoneyJson(unapplied);
  return {
    line,
    reason,
    message: `${text} ${currency} ${messages[reason](id)}.`,
    paymentId: kind === 'RETURN' ? null : id,
    posted: payment !== undefined,
    amount: toMoneyJson(amount),
    unapplied: { amount: text, currency },
    receivedOn: date,
    reference: statedReference(entry) || null,
    debtor: {
      customerId: payment?.customerId ?? null,
      candidates: [...customers],
      name: counterparty.name,
      account: counterparty.account,
    },
  };
};

/** A posted payment: what of it found no invoice is for a person as well. */
export const posted = (entry: IdentifiedEntry, kind: 'accepted' | 'duplicate', payment: Settlement): EntryResult => {
  if (unappliedOf(payment) === 0n) return { kind };
  const reason = payment.allocations.length === 0 ? 'NO_INVOICE' : 'OVERPAID';
  return { kind, forPerson: forPerson(entry, { reason, payment }) };
};

export const unmatched = (
  entry: IdentifiedEntry,
  reason: UnmatchedReason,
  customers: readonly string[] = [],
): EntryResult => ({ kind: 'unmatched', forPerson: forPerson(entry, { reason, customers }) });
