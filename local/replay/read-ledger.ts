import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { messageOf } from '../problem.ts';
import { readDate } from './dates.ts';
import { type Ledger, type LedgerInvoice, LedgerProblem } from './ledger.ts';

const columns = [
  'countryCode',
  'customerID',
  'invoiceNumber',
  'InvoiceDate',
  'DueDate',
  'InvoiceAmount',
  'Disputed',
  'SettledDate',
] as const;
type Column = (typeof columns)[number];
type Row = Readonly<Record<Column, string>>;

const IDENTIFIER = /^[A-Za-z0-9._:-]{1,50}$/;
const AMOUNT = /^\d{1,12}(\.\d{1,2})?$/;

/** Reads a receivables ledger from a CSV file. @throws LedgerProblem that names the line and the remedy. */
export const readLedger = (file: string): Ledger => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = messageOf(error).split(',')[0];
    throw new LedgerProblem(`The file ${file} cannot be read (${reason}): name a CSV file that exists.`);
  }
  return { source: basename(file), invoices: parseLedger(text, basename(file)) };
};

/** Reads the text of a ledger. @throws LedgerProblem that names the line and the remedy. */
export const parseLedger = (text: string, name: string): readonly LedgerInvoice[] => {
  const [header, ...records] = parseCsv(text, name);
  if (!header || records.length === 0) {
    throw new LedgerProblem(
      `${name} has no invoices: it needs a header line (${columns.join(',')}) and lines below it.`,
    );
  }
  const places = placesOf(header.fields, name);
  const seen = new Map<string, number>();
  return records.map(({ line, fields }) => {
    const row = Object.fromEntries(columns.map((column) => [column, fields[places[column]]?.trim() ?? ''])) as Row;
    const refuse = (column: Column, remedy: string): never => {
      throw new LedgerProblem(`${name}, line ${line}: ${column} '${row[column]}' ${remedy}`);
    };
    const earlier = seen.get(row.invoiceNumber);
    if (earlier !== undefined) refuse('invoiceNumber', `stands in line ${earlier} already; number each invoice once.`);
    seen.set(row.invoiceNumber, line);
    return toInvoice(row, refuse);
  });
};

interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

const parseCsv = (text: string, name: string): readonly CsvRecord[] => {
  const headerLine = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter =
    [',', ';', '\t'].toSorted((a, b) => headerLine.split(b).length - headerLine.split(a).length)[0] ?? ',';
  try {
    const parsed = parse(text, { bom: true, delimiter, info: true, skip_empty_lines: true, trim: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return parsed.map(({ record, info }) => {
      const breaks = record.join('').split('\n').length - 1;
      return { line: info.lines - breaks, fields: record };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new LedgerProblem(`${name} is not a CSV file that can be read: ${error.message}. Correct that line.`);
  }
};

const placesOf = (header: readonly string[], name: string): Readonly<Record<Column, number>> => {
  const titles = header.map((title) => title.trim().toLowerCase());
  const missing = columns.filter((column) => !titles.includes(column.toLowerCase()));
  if (missing.length > 0) {
    throw new LedgerProblem(
      `${name}, line 1: there is no column ${missing.map((column) => `'${column}'`).join(', ')}; ` +
        `the header needs ${columns.join(', ')}, in any order.`,
    );
  }
  return Object.fromEntries(columns.map((column) => [column, titles.indexOf(column.toLowerCase())])) as Record<
    Column,
    number
  >;
};

const toInvoice = (row: Row, refuse: (column: Column, remedy: string) => never): LedgerInvoice => {
  const identifier = (column: Column): string =>
    IDENTIFIER.test(row[column]) ? row[column] : refuse(column, 'has to be 1 to 50 of A-Z a-z 0-9 . _ : -');
  const date = (column: Column): string =>
    readDate(row[column]) ?? refuse(column, 'is no date that exists; write month/day/year, such as 1/31/2013.');

  if (!AMOUNT.test(row.InvoiceAmount) || Number(row.InvoiceAmount) === 0) {
    refuse('InvoiceAmount', 'has to be an amount above zero, such as 1234.50.');
  }
  const [whole = '', fraction = ''] = row.InvoiceAmount.split('.');
  if (row.countryCode === '' || row.countryCode.length > 100) refuse('countryCode', 'has to be a code, such as DE.');
  if (!/^(yes|no)$/i.test(row.Disputed)) refuse('Disputed', 'has to be Yes or No.');
  const issuedOn = date('InvoiceDate');
  const dueOn = date('DueDate');
  const settledOn = row.SettledDate === '' ? null : date('SettledDate');
  if (dueOn < issuedOn) refuse('DueDate', `is before the InvoiceDate '${row.InvoiceDate}'; correct one of them.`);
  if (settledOn !== null && settledOn < issuedOn) {
    refuse(
      'SettledDate',
      `is before the InvoiceDate '${row.InvoiceDate}'; correct it, or leave it empty while unpaid.`,
    );
  }
  return {
    invoiceId: identifier('invoiceNumber'),
    customerId: identifier('customerID'),
    countryCode: row.countryCode,
    cents: BigInt(whole + fraction.padEnd(2, '0')),
    issuedOn,
    dueOn,
    settledOn,
    disputed: /^yes$/i.test(row.Disputed),
  };
};
