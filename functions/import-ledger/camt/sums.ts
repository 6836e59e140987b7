import { readDecimal } from '../../../shared/domain/cash-application/decimal.ts';
import { malformed, wrongBankSum } from '../refusals.ts';
import { allAt, at, childrenOf, textAt, type XmlElement } from '../xml/element.ts';
import { amountAt, requiredAmount, shown, signOf } from './amounts.ts';
import type { Booking } from './booking.ts';

/** A statement, or several pages of one: what its sums are over. */
export interface SummedPages {
  readonly pages: readonly XmlElement[];
  readonly bookings: readonly Booking[];
}

const total = (bookings: readonly Booking[], signed: boolean): bigint =>
  bookings.reduce((sum, { amount, sign }) => sum + (signed ? sign : 1n) * amount.minorUnits, 0n);

interface Balance {
  readonly element: XmlElement;
  readonly minorUnits: bigint;
  readonly currency: string;
}

const balanceOf = (pages: readonly XmlElement[], codes: readonly string[]): Balance | undefined => {
  const all = pages.flatMap((page) => childrenOf(page, 'Bal'));
  for (const code of codes) {
    const element = all.find((one) => textAt(one, 'Tp', 'CdOrPrtry', 'Cd') === code);
    if (!element) continue;
    const { currency, minorUnits } = requiredAmount(element);
    return { element, currency, minorUnits: signOf(element) * minorUnits };
  }
  return undefined;
};

/** Opening balance + what is booked = closing balance. */
const checkBalances = ({ bookings, pages }: SummedPages): void => {
  const opening = balanceOf(pages, ['OPBD', 'PRCD']);
  const closing = balanceOf([...pages].reverse(), ['CLBD']);
  if (!opening || !closing) return;
  const { currency } = opening;
  const { line } = closing.element;
  const foreign = [closing, ...bookings.map(({ amount }) => amount)].find((one) => one.currency !== currency);
  if (foreign)
    throw wrongBankSum(line, `closes a statement that opens in ${currency} and has amounts in ${foreign.currency}`);
  const expected = opening.minorUnits + total(bookings, true);
  if (expected === closing.minorUnits) return;
  const booked = `opening ${shown(opening.minorUnits, currency)} and entries of ${shown(total(bookings, true), currency)}`;
  throw wrongBankSum(
    line,
    `closes with ${shown(closing.minorUnits, currency)}, but ${booked} make ${shown(expected, currency)}`,
  );
};

const checkTotals = (element: XmlElement | undefined, all: readonly Booking[], booked: readonly Booking[]): void => {
  if (!element) return;
  const count = textAt(element, 'NbOfNtries');
  const found = [all, booked];
  if (count !== null && !found.some(({ length }) => Number(count) === length)) {
    throw wrongBankSum(
      element.line,
      `says that there are ${count.slice(0, 20)} entries (${element.name}), but there are ${all.length}`,
    );
  }
  const sum = at(element, 'Sum');
  const currency = all[0]?.amount.currency;
  if (!sum || currency === undefined || all.some(({ amount }) => amount.currency !== currency)) return;
  const stated = readDecimal(sum.text, currency);
  if ('problem' in stated) throw malformed(sum.line, stated.problem);
  if (found.some((some) => total(some, false) === stated.minorUnits)) return;
  const makes = `but the entries make ${shown(total(all, false), currency)}`;
  throw wrongBankSum(
    sum.line,
    `says that the sum is ${shown(stated.minorUnits, currency)} (${element.name}), ${makes}`,
  );
};

/** The net sum: an amount with its indicator, beside the total in older versions and within it in newer ones. */
const checkNet = (summary: XmlElement, all: readonly Booking[], booked: readonly Booking[]): void => {
  const totals = at(summary, 'TtlNtries');
  const newer = at(totals, 'TtlNetNtry');
  const amount = newer ? at(newer, 'Amt') : at(totals, 'TtlNetNtryAmt');
  const holder = newer ?? totals;
  const currency = all[0]?.amount.currency;
  if (!amount || !holder || currency === undefined || textAt(holder, 'CdtDbtInd') === null) return;
  if (all.some((one) => one.amount.currency !== currency)) return;
  const stated = readDecimal(amount.text, currency);
  if ('problem' in stated) throw malformed(amount.line, stated.problem);
  const net = signOf(holder) * stated.minorUnits;
  if ([all, booked].some((some) => total(some, true) === net)) return;
  throw wrongBankSum(
    amount.line,
    `says that the net sum is ${shown(net, currency)}, but it is ${shown(total(all, true), currency)}`,
  );
};

const checkSummary = ({ bookings, pages }: SummedPages): void => {
  const summary = pages.map((page) => at(page, 'TxsSummry')).find((one) => one !== undefined);
  if (!summary) return;
  // Some banks count what is not booked yet, others do not.
  const booked = bookings.filter(({ isBooked }) => isBooked);
  const some = (sign: 1n | -1n) => (booking: Booking) => booking.sign === sign;
  checkTotals(at(summary, 'TtlNtries'), bookings, booked);
  checkTotals(at(summary, 'TtlCdtNtries'), bookings.filter(some(1n)), booked.filter(some(1n)));
  checkTotals(at(summary, 'TtlDbtNtries'), bookings.filter(some(-1n)), booked.filter(some(-1n)));
  checkNet(summary, bookings, booked);
};

/** @throws unprocessable when the figures of a whole statement do not agree with its entries. */
export const checkSums = (statement: SummedPages): void => {
  checkSummary(statement);
  checkBalances({ ...statement, bookings: statement.bookings.filter(({ isBooked }) => isBooked) });
};

/** Charges that stand with a booking, in a currency. */
export const chargesOf = (element: XmlElement, currency: string): bigint => {
  const records = allAt(element, 'Chrgs', 'Rcrd').flatMap((one) => amountAt(one, 'Amt') ?? []);
  const older = childrenOf(element, 'Chrgs').flatMap((one) => amountAt(one, 'Amt') ?? []);
  const stated = at(element, 'Chrgs', 'TtlChrgsAndTaxAmt');
  const found = records.length > 0 ? records : older;
  const all = found.length === 0 && stated ? [amountAt(element, 'Chrgs', 'TtlChrgsAndTaxAmt')] : found;
  return all.reduce((sum, one) => sum + (one?.currency === currency ? one.minorUnits : 0n), 0n);
};
