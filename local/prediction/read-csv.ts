import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { CsvError, parse } from 'csv-parse';
import { addDays, isBusinessDate } from '../../shared/dates.ts';
import { messageOf } from '../problem.ts';
import { type LedgerInvoice, PredictionProblem } from './ledger.ts';

const needed = ['customerId', 'issuedOn', 'dueOn', 'paidOn', 'amount'] as const;
const columns = [...needed, 'disputed'] as const;
type Column = (typeof columns)[number];
type Places = Readonly<Partial<Record<Column, number>>>;

/** Where the day of issue is not known, it is taken to be so many days before the due date. */
const ASSUMED_TERMS_DAYS = 15;
const MOST_PROBLEMS_TOLD = 5;
const AMOUNT = /^-?\d{1,15}(\.\d{1,6})?$/;
const YES = /^(yes|y|true|1)$/i;
const NO = /^(no|n|false|0|)$/i;

/**
 * Reads a ledger to learn from, line by line. Columns may be in any order, with others between them.
 * @throws PredictionProblem that names lines, columns and remedies.
 */
export const readCsv = async (file: string): Promise<readonly LedgerInvoice[]> => {
  const name = basename(file);
  const problems: string[] = [];
  const invoices: LedgerInvoice[] = [];
  let header: { readonly places: Places; readonly width: number } | null = null;
  try {
    const parser = parse({
      bom: true,
      delimiter: await delimiterOf(file),
      info: true,
      // What line is short is said below, with its number.
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    // What breaks the file off also breaks off the parser, which tells it to the loop below.
    const stream = createReadStream(file).on('error', (error) => parser.destroy(error));
    stream.pipe(parser);
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const line = info.lines - (record.join('').split('\n').length - 1);
      const where = `${name}, line ${line}`;
      if (header === null) {
        if (!SEPARATOR_LINE.test(record.join(''))) header = { places: placesOf(record, where), width: record.length };
      } else if (record.length !== header.width) {
        problems.push(
          `${where}: it has ${record.length} fields where the header has ${header.width}; put what holds a separator in quotes.`,
        );
      } else invoices.push(invoiceOf(record, header.places, (problem) => problems.push(`${where}: ${problem}`)));
      if (problems.length >= MOST_PROBLEMS_TOLD) break;
    }
  } catch (error) {
    if (error instanceof PredictionProblem) throw error;
    if (error instanceof CsvError) {
      throw new PredictionProblem(`${name} is not a CSV file that can be read: ${error.message}. Correct that line.`);
    }
    const reason = messageOf(error).split(',')[0];
    throw new PredictionProblem(`The file ${file} cannot be read (${reason}): name a CSV file that exists.`);
  }
  if (problems.length > 0) throw new PredictionProblem(problems.join('\n'));
  if (invoices.length === 0) {
    throw new PredictionProblem(
      `${name} has no invoices: it needs a header line (${needed.join(',')}) and lines below it.`,
    );
  }
  return invoices;
};

const FIRST_BYTES = 4096;
/** Spreadsheets may say in a line before the header what separates; `sep=;` is cut at its own separator. */
const SEPARATOR_LINE = /^sep=.?$/i;

/** The one of comma, semicolon and tabulator that the header has most of. */
const delimiterOf = async (file: string): Promise<string> => {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
    const lines = buffer
      .toString('utf8', 0, bytesRead)
      .replace(/^\uFEFF/, '')
      .split(/\r\n|\r|\n/);
    const [header = ''] = lines.filter((line) => line !== '' && !SEPARATOR_LINE.test(line));
    return [',', ';', '\t'].toSorted((a, b) => header.split(b).length - header.split(a).length)[0] ?? ',';
  } finally {
    await handle.close();
  }
};

const placesOf = (header: readonly string[], where: string): Places => {
  const titles = header.map((title) => title.trim().toLowerCase());
  const list = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
  const missing = needed.filter((column) => !titles.includes(column.toLowerCase()));
  if (missing.length > 0) {
    throw new PredictionProblem(
      `${where}: there is no column ${list(missing)}; the first line is the header, which needs ${needed.join(', ')}, in any order, and may have disputed.`,
    );
  }
  const twice = columns.filter((column) => titles.filter((title) => title === column.toLowerCase()).length > 1);
  if (twice.length > 0)
    throw new PredictionProblem(`${where}: the column ${list(twice)} is there twice; leave one out.`);
  const places = columns.map((column) => [column, titles.indexOf(column.toLowerCase())] as const);
  return Object.fromEntries(places.filter(([, place]) => place >= 0));
};

const invoiceOf = (record: readonly string[], places: Places, tell: (problem: string) => void): LedgerInvoice => {
  const textOf = (column: Column): string => {
    const place = places[column];
    return place === undefined ? '' : (record[place] ?? '');
  };
  const dateOf = (column: Column): string | null => {
    const text = textOf(column);
    if (text === '' && column !== 'dueOn') return null;
    if (isBusinessDate(text)) return text;
    tell(`${column} '${text}' is no date that exists; write it as year-month-day, such as 2026-03-31.`);
    return '2000-01-01';
  };
  const customerId = textOf('customerId');
  if (customerId === '') tell(`customerId is empty; name the customer.`);
  const amount = textOf('amount');
  if (!AMOUNT.test(amount)) tell(`amount '${amount}' is no amount; write it with a decimal point, such as 1234.50.`);
  const disputed = textOf('disputed');
  if (!YES.test(disputed) && !NO.test(disputed)) tell(`disputed '${disputed}' has to be yes or no.`);
  const dueOn = dateOf('dueOn') ?? '';
  return {
    customerId,
    issuedOn: dateOf('issuedOn') ?? addDays(dueOn, -ASSUMED_TERMS_DAYS),
    dueOn,
    paidOn: dateOf('paidOn'),
    amount: Number(amount),
    ...(places.disputed === undefined ? {} : { disputed: YES.test(disputed) }),
  };
};
