import type { BusinessDate } from '../../dates.ts';
import type { Money } from '../../money.ts';

/** Who is on the other side of a booking, so far as the bank says. */
export interface Counterparty {
  readonly name: string | null;
  /** IBAN or another number of an account, without blanks. */
  readonly account: string | null;
  /** Registration, tax and other numbers by which the bank names the party. */
  readonly ids: readonly string[];
}

/**
 * What a booking is to the ledger: money that came in; money that is taken back after it had come in (a bounced direct
 * debit, a reversed credit); or money in that nobody paid us, such as a transfer of ours that came back.
 */
export type BankEntryKind = 'PAYMENT' | 'RETURN' | 'OTHER';

/** One booked amount of a bank statement; of a batch, one of its transactions. */
export interface BankEntry {
  /** Line of the file on which it begins, counted from 1. */
  readonly line: number;
  /** Which of the file's statements it stands in, counted from 0. */
  readonly statement: number;
  readonly kind: BankEntryKind;
  readonly amount: Money;
  /** Of a return: other amounts, in minor units, that the payment may have had before charges were added. */
  readonly originalAmounts: readonly bigint[];
  /** Value date, else the day of booking. */
  readonly date: BusinessDate;
  /** Our account. */
  readonly account: string;
  /** The bank's own reference of the booking, `null` where it gives none. */
  readonly bankReference: string | null;
  /** Tells the transactions of one booking apart; empty where there is one. */
  readonly part: string;
  /** References of the transaction, the surest first: those of the bank, then those of the parties. */
  readonly references: readonly string[];
  /** What the payer states as reference of a document or of the creditor, with the part of the amount if it says so. */
  readonly structured: readonly { readonly reference: string; readonly minorUnits: bigint | null }[];
  /** Remittance text; a second reading, if any, has blanks where the first takes a broken word for one. */
  readonly texts: readonly string[];
  readonly counterparty: Counterparty;
  /** Why it came back. */
  readonly reason: string | null;
}

/** What a bank writes where it has no reference. */
const NOTHING = /^(?:NONREF|NOTPROVIDED|NOT PROVIDED|NOREF|NONE|UNKNOWN|0+|-+)?$/i;

/** The reference, or `null` for those that say nothing. */
export const telling = (reference: string | null | undefined): string | null => {
  const text = reference?.trim() ?? '';
  return NOTHING.test(text) ? null : text;
};
