import { type BankEntry, type BankEntryKind, telling } from '../../../shared/domain/cash-application/bank-entry.ts';
import { readDecimal } from '../../../shared/domain/cash-application/decimal.ts';
import type { Information } from './information.ts';
import type { StatementLine } from './statement-line.ts';

/** Transaction codes of German banks: direct debits of ours that bounced; transfers and debits that came back to us. */
const bounced = new Set(['108', '109']);
const cameBack = new Set(['159', '181', '184']);

const isReturned = ({ type }: StatementLine, { parts }: Information): boolean =>
  type === 'NRTI' || parts.has('RTRN') || parts.has('RTYP');

/** `null` for what is none of the ledger's: what we paid, and what is only expected. */
const kindOf = (line: StatementLine, information: Information): BankEntryKind | null => {
  const isBack = isReturned(line, information);
  switch (line.mark) {
    case 'C':
      return isBack || cameBack.has(information.code) ? 'OTHER' : 'PAYMENT';
    case 'RC':
      return 'RETURN';
    case 'RD':
      return 'OTHER';
    case 'D':
      return isBack || bounced.has(information.code) ? 'RETURN' : null;
    default:
      return null;
  }
};

/** `EREF+` of the information says what a `KREF+` or `EREF+` in the line only points to. */
const pointsToInformation = /^(?:KREF|EREF|MREF)\+?$/;

const amountIn = (parts: Information['parts'], key: string, currency: string): bigint | null => {
  const [, text] = /(\d[\d.]*,\d*|\d+)/.exec(parts.get(key) ?? '') ?? [];
  const read = text === undefined ? null : readDecimal(text.replaceAll('.', ''), currency);
  return read && 'minorUnits' in read ? read.minorUnits : null;
};

/** A line of a statement as the ledger sees it; `null` for what is none of its business. */
export const toBankEntry = (
  line: StatementLine,
  information: Information,
  place: { readonly line: number; readonly statement: number; readonly account: string; readonly currency: string },
): BankEntry | null => {
  const kind = kindOf(line, information);
  if (kind === null || line.minorUnits === 0n) return null;
  const { currency, ...where } = place;
  const { parts, texts } = information;
  const own = pointsToInformation.test(line.customerReference) ? null : telling(line.customerReference);
  const bank = telling(line.bankReference);
  const references = [bank, telling(parts.get('EREF')), telling(parts.get('PREF')), telling(parts.get('KREF')), own];
  const original = amountIn(parts, 'OAMT', currency);
  const supplement = line.supplement === '' ? '' : ` ${line.supplement}`;
  return {
    ...where,
    kind,
    amount: { minorUnits: line.minorUnits, currency },
    originalAmounts: original === null || original === line.minorUnits ? [] : [original],
    date: line.valueDate,
    bankReference: bank,
    part: '',
    references: [...new Set(references.filter((one) => one !== null))],
    structured: [],
    texts: texts.map((text) => `${text}${supplement}`.trim()),
    counterparty: { name: information.name, account: information.account?.replace(/\s+/g, '') ?? null, ids: [] },
    reason: kind === 'RETURN' ? (parts.get('RTRN') ?? (texts[0] || null)) : null,
  };
};
