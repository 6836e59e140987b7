/** One line of a receivables ledger. */
export interface LedgerInvoice {
  readonly invoiceId: string;
  readonly customerId: string;
  /** As the ledger has it; ledgers number their countries in ways of their own. */
  readonly countryCode: string;
  /** In cents. A ledger names no currency; its amounts are taken for {@link CURRENCY}. */
  readonly cents: bigint;
  readonly issuedOn: string;
  readonly dueOn: string;
  /** `null` while it is not paid. */
  readonly settledOn: string | null;
  readonly disputed: boolean;
}

export interface Ledger {
  /** Where it is from, for the summary. */
  readonly source: string;
  readonly invoices: readonly LedgerInvoice[];
}

export const CURRENCY = 'EUR';

/** Something about the file or the options that the person has to put right; printed as it is. */
export class LedgerProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LedgerProblem';
  }
}

export const customersOf = (ledger: Ledger): readonly string[] => [
  ...new Set(ledger.invoices.map(({ customerId }) => customerId)),
];

/** The ledger of the customers that come first in it. */
export const ofFirstCustomers = (ledger: Ledger, count: number): Ledger => {
  const kept = new Set(customersOf(ledger).slice(0, count));
  return { ...ledger, invoices: ledger.invoices.filter(({ customerId }) => kept.has(customerId)) };
};

/** `1234` cents as `12.34`. */
export const decimal = (cents: bigint): string => {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** Cents as the API takes amounts. */
export const moneyOf = (cents: bigint) => ({ amount: decimal(cents), currency: CURRENCY });

/** `12.34` as 1234 cents. */
export const centsOf = (amount: string): bigint => BigInt(amount.replace('.', ''));
