import type { ImportSums } from '../../../shared/contracts/imports.ts';
import type { Money } from '../../../shared/money.ts';
import { malformed, wrongBankSum } from '../refusals.ts';
import { allAt, at, childrenOf, textAt, type XmlElement } from '../xml/element.ts';
import { amountAt, dayAt, requiredAmount, shown, signOf } from './amounts.ts';
import { chargesOf } from './sums.ts';

/** An entry (`Ntry`) of a statement. */
export interface Booking {
  readonly element: XmlElement;
  readonly amount: Money;
  readonly sign: 1n | -1n;
  readonly isBooked: boolean;
  readonly transactions: readonly Transaction[];
}

/** One of its transactions; an entry without any is one itself. */
export interface Transaction {
  /** `TxDtls`, if the bank gives them. */
  readonly details: XmlElement | null;
  readonly amount: Money;
  readonly sign: 1n | -1n;
}

/** Newer versions have the code in an element of its own. */
const statusOf = (entry: XmlElement): string | null => textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts');

/** The amount of a transaction in the currency of its entry, if the bank gives it. */
const amountOfDetails = (details: XmlElement, currency: string): bigint | null => {
  const stated = [amountAt(details, 'Amt'), amountAt(details, 'AmtDtls', 'TxAmt', 'Amt')];
  return stated.find((one) => one?.currency === currency)?.minorUnits ?? null;
};

const signOfDetails = (details: XmlElement, whole: 1n | -1n): 1n | -1n =>
  textAt(details, 'CdtDbtInd') === null ? whole : signOf(details);

const checkCount = (entry: XmlElement, details: readonly XmlElement[]): void => {
  if (details.length === 0) return;
  const counts = allAt(entry, 'NtryDtls', 'Btch', 'NbOfTxs').map(({ text }) => Number(text.trim()));
  const stated = counts.reduce((sum, count) => sum + count, 0);
  if (counts.length === 0 || stated === details.length) return;
  throw wrongBankSum(entry.line, `begins a batch of ${stated} transactions (NbOfTxs), but there are ${details.length}`);
};

/**
 * The transactions of an entry. Those whose amounts the bank does not give in the entry's currency cannot be told apart:
 * the entry is then taken as a whole, and so it is when they do not add up to it and that is accepted.
 * @throws unprocessable when they do not add up to it.
 */
const transactionsOf = (entry: XmlElement, amount: Money, sign: 1n | -1n, sums: ImportSums): Transaction[] => {
  const details = allAt(entry, 'NtryDtls', 'TxDtls');
  if (sums === 'checked') checkCount(entry, details);
  const amounts = details.map((one) => amountOfDetails(one, amount.currency));
  const [first, ...more] = details;
  const known = amounts.filter((one) => one !== null);
  if (!first || known.length < details.length)
    return [{ details: more.length === 0 ? (first ?? null) : null, amount, sign }];
  const charges = [entry, ...details].reduce((sum, one) => sum + chargesOf(one, amount.currency), 0n);
  const adding = known.reduce((sum, one) => sum + one, 0n);
  const netting = details.reduce((sum, one, index) => sum + signOfDetails(one, sign) * (known[index] ?? 0n), 0n) * sign;
  const fits = (sum: bigint): boolean => [0n, charges, -charges].some((extra) => sum + extra === amount.minorUnits);
  if (!fits(netting) && !fits(adding)) {
    if (sums === 'as-stated') return [{ details: more.length === 0 ? first : null, amount, sign }];
    const makes = shown(adding, amount.currency);
    throw wrongBankSum(
      entry.line,
      `begins an entry of ${shown(amount.minorUnits, amount.currency)} whose transactions make ${makes}`,
    );
  }
  if (more.length === 0) return [{ details: first, amount, sign }];
  return details.map((one, index) => ({
    details: one,
    amount: { ...amount, minorUnits: known[index] ?? 0n },
    sign: fits(netting) ? signOfDetails(one, sign) : sign,
  }));
};

/** Reads an entry. @throws validation for what is missing in it, unprocessable for sums that do not fit. */
export const readBooking = (entry: XmlElement, sums: ImportSums): Booking => {
  const amount = requiredAmount(entry);
  const sign = signOf(entry);
  const status = statusOf(entry);
  if (status === null) throw malformed(entry.line, 'begins an entry (Ntry) without its status (Sts)');
  const isBooked = status === 'BOOK';
  return { element: entry, amount, sign, isBooked, transactions: transactionsOf(entry, amount, sign, sums) };
};

/** The day of a booking: that of value, else that on which it was booked, else that of the statement. */
export const dayOf = (entry: XmlElement, statement: XmlElement): string => {
  const made = textAt(statement, 'CreDtTm')?.slice(0, 10) ?? null;
  const day = dayAt(entry, 'ValDt') ?? dayAt(entry, 'BookgDt') ?? made;
  if (day === null) throw malformed(entry.line, 'begins an entry (Ntry) without a day (ValDt, BookgDt)');
  return day;
};

export const entriesOf = (statement: XmlElement, sums: ImportSums): readonly Booking[] =>
  childrenOf(statement, 'Ntry').map((entry) => readBooking(entry, sums));

/** Whether a flag such as `RvslInd` is set. */
export const isSet = (element: XmlElement, name: string): boolean =>
  ['true', '1'].includes(at(element, name)?.text.trim() ?? '');
