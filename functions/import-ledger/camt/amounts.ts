import { isBusinessDate } from '../../../shared/dates.ts';
import { readDecimal } from '../../../shared/domain/cash-application/decimal.ts';
import { formatMinorUnits, type Money } from '../../../shared/money.ts';
import { malformed } from '../refusals.ts';
import { at, textAt, type XmlElement } from '../xml/element.ts';

/** An `Amt` with its currency. @throws validation for what is no amount. */
export const amountIn = (element: XmlElement): Money => {
  const currency = element.attributes.get('Ccy') ?? '';
  const read = readDecimal(element.text, currency);
  if ('problem' in read) throw malformed(element.line, read.problem);
  return { minorUnits: read.minorUnits, currency };
};

/** The amount at the end of a path, if there is one. */
export const amountAt = (element: XmlElement | undefined, ...path: readonly string[]): Money | undefined => {
  const found = at(element, ...path);
  return found && amountIn(found);
};

/** The amount of something that must have one. */
export const requiredAmount = (element: XmlElement): Money => {
  const amount = amountAt(element, 'Amt');
  if (!amount) throw malformed(element.line, `begins a ${element.name} without its amount (Amt)`);
  if (amount.minorUnits < 0n) throw malformed(element.line, `begins a ${element.name} with an amount below zero`);
  return amount;
};

/** Whether it adds to the account or takes from it. */
export const signOf = (element: XmlElement): 1n | -1n => {
  const indicator = textAt(element, 'CdtDbtInd');
  if (indicator !== 'CRDT' && indicator !== 'DBIT') {
    throw malformed(element.line, `begins a ${element.name} whose CdtDbtInd is neither CRDT nor DBIT`);
  }
  return indicator === 'CRDT' ? 1n : -1n;
};

/** A day that is given as date or as date and time: the day as the bank writes it. */
export const dayAt = (element: XmlElement | undefined, name: string): string | null => {
  const chosen = at(element, name);
  const written = textAt(chosen, 'Dt') ?? textAt(chosen, 'DtTm');
  if (!chosen || written === null) return null;
  const day = written.slice(0, 10);
  if (!isBusinessDate(day)) throw malformed(chosen.line, `has '${written.slice(0, 40)}' where a date is due`);
  return day;
};

export const shown = (minorUnits: bigint, currency: string): string =>
  `${formatMinorUnits(minorUnits, currency)} ${currency}`;
