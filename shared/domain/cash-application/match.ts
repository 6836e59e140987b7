import { type OpenItem, type Receivable, remainingOf } from '../receivable/receivable.ts';
import type { BankEntry } from './bank-entry.ts';

/** Why a person has to look at a booking. */
export type UnmatchedReason =
  | 'NOBODY_NAMED'
  | 'SEVERAL_CUSTOMERS'
  | 'NAME_ONLY'
  | 'NO_INVOICE'
  | 'OVERPAID'
  | 'NOT_A_PAYMENT'
  | 'RETURN_WITHOUT_PAYMENT'
  | 'RETURN_AMBIGUOUS';

/** What was found by the ids that stand in a booking. */
export interface Evidence {
  /** Invoices that it names. */
  readonly named: readonly NamedInvoice[];
  /** Customers whose ids stand in its text, or in a reference. */
  readonly customersNamed: readonly string[];
  /** Customers by the registration or tax numbers that the bank gives of the payer. */
  readonly customersByNumber: readonly string[];
  /** Customers that have the payer's name. */
  readonly customersByName: readonly string[];
}

export interface NamedInvoice {
  readonly receivable: Receivable;
  readonly isStrong: boolean;
  readonly minorUnits: bigint | null;
}

export type Debtor =
  | { readonly customerId: string; readonly isSure: boolean }
  | { readonly reason: UnmatchedReason; readonly customers: readonly string[] };

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

/** Weak ids count together when the money is exactly what remains of them: that is no chance. */
const convincing = ({ amount }: BankEntry, named: readonly NamedInvoice[]): readonly NamedInvoice[] => {
  const open = named.filter(({ receivable }) => receivable.amount.currency === amount.currency);
  const remaining = open.reduce((sum, { receivable }) => sum + remainingOf(receivable), 0n);
  return remaining === amount.minorUnits ? named : named.filter(({ isStrong }) => isStrong);
};

/**
 * Whose money it is. Invoices that are named decide, whoever paid them; then the customer's own id in the text; then the
 * numbers of the payer. A name alone is not sure. Whatever points to more than one customer is left to a person.
 */
export const debtorOf = (entry: BankEntry, evidence: Evidence): Debtor => {
  const { customersByName, customersByNumber, customersNamed, named } = evidence;
  const byInvoice = distinct(convincing(entry, named).map(({ receivable }) => receivable.customerId));
  const [invoiced, ...others] = byInvoice;
  if (others.length > 0) return { reason: 'SEVERAL_CUSTOMERS', customers: byInvoice };
  if (invoiced !== undefined) {
    const contradicts = customersNamed.length > 0 && !customersNamed.includes(invoiced);
    if (contradicts) return { reason: 'SEVERAL_CUSTOMERS', customers: distinct([invoiced, ...customersNamed]) };
    return { customerId: invoiced, isSure: true };
  }
  const known = distinct([...customersNamed, ...customersByNumber]);
  const [customerId] = known;
  if (known.length > 1) return { reason: 'SEVERAL_CUSTOMERS', customers: known };
  if (customerId !== undefined) return { customerId, isSure: true };
  const [namesake] = customersByName;
  if (customersByName.length > 1) return { reason: 'SEVERAL_CUSTOMERS', customers: customersByName };
  if (namesake !== undefined) return { customerId: namesake, isSure: false };
  return { reason: 'NOBODY_NAMED', customers: [] };
};

export interface PlannedAllocation {
  readonly invoiceId: string;
  readonly minorUnits: bigint;
}

const byNamed = ({ amount }: BankEntry, own: readonly NamedInvoice[]): PlannedAllocation[] => {
  const open = own.filter(
    ({ receivable }) => receivable.amount.currency === amount.currency && remainingOf(receivable) > 0n,
  );
  const stated = open.reduce((sum, { minorUnits }) => sum + (minorUnits ?? 0n), 0n);
  return open.map(({ minorUnits, receivable }) => ({
    invoiceId: receivable.invoiceId,
    minorUnits: minorUnits !== null && minorUnits > 0n && stated <= amount.minorUnits ? minorUnits : amount.minorUnits,
  }));
};

const byAmount = ({ amount }: BankEntry, openItems: readonly OpenItem[]): PlannedAllocation[] => {
  const comparable = openItems.filter(({ remaining }) => remaining.currency === amount.currency);
  const exact = comparable.filter(({ remaining }) => remaining.minorUnits === amount.minorUnits);
  const total = comparable.reduce((sum, { remaining }) => sum + remaining.minorUnits, 0n);
  const chosen = exact.length === 1 ? exact : exact.length === 0 && total === amount.minorUnits ? comparable : [];
  return chosen.map(({ invoiceId, remaining }) => ({ invoiceId, minorUnits: remaining.minorUnits }));
};

/**
 * Which of the customer's invoices the money is for: those that it names; else the only one of which just that much
 * remains, or all of them if it is the sum of all. Empty when it is for none: it then stays unapplied.
 * @param openItems all that is open of the customer, in any currency; empty when that is too much to look at.
 */
export const allocate = (
  entry: BankEntry,
  customerId: string,
  named: readonly NamedInvoice[],
  openItems: readonly OpenItem[],
): readonly PlannedAllocation[] => {
  const own = named.filter(({ receivable }) => receivable.customerId === customerId);
  // What names an invoice is meant for it, even when that one is paid already.
  if (own.some(({ isStrong }) => isStrong)) return byNamed(entry, own);
  const planned = byNamed(entry, own);
  return planned.length > 0 ? planned : byAmount(entry, openItems);
};
