import type { ImportSums } from '../../../shared/contracts/imports.ts';
import type { BankEntry } from '../../../shared/domain/cash-application/bank-entry.ts';
import { currencyDigits, formatMinorUnits } from '../../../shared/money.ts';
import type { BankFile } from '../bank/bank-file.ts';
import { malformed, wrongBankSum } from '../refusals.ts';
import { type Field, type Message, readMessages } from './fields.ts';
import { readInformation } from './information.ts';
import { readAmount, readDay, readStatementLine, type StatementLine } from './statement-line.ts';
import { toBankEntry } from './transaction.ts';

interface Balance {
  readonly minorUnits: bigint;
  readonly currency: string;
  readonly line: number;
}

const BALANCE = /^([CD])(\d{6})([A-Z]{3})(\d[\d.]*,?\d*)$/;

const readBalance = ({ line, lines, tag }: Field): Balance => {
  const [, mark, day = '', currency = '', amount = ''] = BALANCE.exec((lines[0] ?? '').replace(/\s+/g, '')) ?? [];
  if (mark === undefined) throw malformed(line, `has a :${tag}: that cannot be read`);
  if (currencyDigits(currency) === undefined)
    throw malformed(line, `has the currency '${currency}', which ISO 4217 does not list`);
  readDay(day, line);
  const minorUnits = readAmount(amount, currency, line);
  return { minorUnits: mark === 'C' ? minorUnits : -minorUnits, currency, line };
};

const balanceOf = (message: Message, tags: readonly [string, string], what: string): Balance => {
  const field = message.find(({ tag }) => tags.includes(tag));
  if (field) return readBalance(field);
  const line = message.at(-1)?.line ?? 1;
  throw malformed(line, `ends a statement without ${what} (:${tags.join(': or :')}:); it may be cut off`);
};

/** What a line does to the balance; what is only expected does nothing. */
const effectOf = ({ mark, minorUnits }: StatementLine): bigint => {
  if (mark === 'C' || mark === 'RD') return minorUnits;
  return mark === 'D' || mark === 'RC' ? -minorUnits : 0n;
};

interface Line {
  readonly statementLine: StatementLine;
  readonly field: Field;
  readonly information: Field | undefined;
}

/** Each `:61:` with the `:86:` that follows it; one that stands elsewhere is about the statement. */
const linesOf = (message: Message, currency: string): readonly Line[] =>
  message.flatMap((field, index) => {
    if (field.tag !== '61') return [];
    const next = message[index + 1];
    const information = next?.tag === '86' ? next : undefined;
    return [{ field, information, statementLine: readStatementLine(field, currency) }];
  });

const readStatement = (message: Message, statement: number, sums: ImportSums): (BankEntry | null)[] => {
  const line = message[0]?.line ?? 1;
  const account = message.find(({ tag }) => tag === '25')?.lines[0]?.trim();
  if (!account) throw malformed(line, 'begins a statement without an account (:25:)');
  const opening = balanceOf(message, ['60F', '60M'], 'an opening balance');
  const lines = linesOf(message, opening.currency);
  const closing = balanceOf(message, ['62F', '62M'], 'a closing balance');
  const booked = lines.reduce((sum, { statementLine }) => sum + effectOf(statementLine), 0n);
  const shown = (minorUnits: bigint): string => `${formatMinorUnits(minorUnits, opening.currency)} ${opening.currency}`;
  if (closing.currency !== opening.currency) {
    throw wrongBankSum(closing.line, `closes in ${closing.currency} a statement that opens in ${opening.currency}`);
  }
  if (sums === 'checked' && opening.minorUnits + booked !== closing.minorUnits) {
    const makes = `opening ${shown(opening.minorUnits)} and lines of ${shown(booked)} make ${shown(opening.minorUnits + booked)}`;
    throw wrongBankSum(closing.line, `closes with ${shown(closing.minorUnits)}, but ${makes}`);
  }
  return lines.map(({ field, information, statementLine }) =>
    toBankEntry(statementLine, readInformation(information), {
      line: field.line,
      statement,
      account: account.replace(/\s+/g, ''),
      currency: opening.currency,
    }),
  );
};

/**
 * Reads the statements of an MT940 file, in the dialects of the banks.
 * @throws validation for what is no statement, or is cut off; unprocessable when balances and lines do not agree.
 */
export const readMt940 = (file: string, sums: ImportSums = 'checked'): BankFile => {
  const read = readMessages(file).flatMap((message, index) => readStatement(message, index, sums));
  const entries = read.filter((entry) => entry !== null);
  return { entries, ignored: read.length - entries.length };
};
