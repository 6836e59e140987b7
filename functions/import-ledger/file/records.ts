import { CsvError, parse } from 'csv-parse/sync';
import { invalidField } from '../../../shared/http/validation.ts';

/** A row of the file, with the line on which it begins, counted from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A line that cannot be kept, and what to do about it. */
export interface BadLine {
  readonly line: number;
  readonly message: string;
}

export interface CsvRows {
  readonly records: readonly CsvRecord[];
  readonly broken: readonly BadLine[];
}

/** Far above the longest row that is valid; a quote that is never closed runs on for no longer than that. */
const MAX_RECORD_CHARACTERS = 16_384;
const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

const options = (delimiter: Delimiter) => ({
  delimiter,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  // Blanks around a cell do not count; around a quoted one they would be an error.
  trim: true,
  max_record_size: MAX_RECORD_CHARACTERS,
});

/** The delimiter under which the header row names most columns. */
export const findDelimiter = (text: string, knownColumns: (cells: readonly string[]) => number): Delimiter => {
  const header = /[^\r\n]*\S[^\r\n]*/.exec(text)?.[0].slice(0, MAX_RECORD_CHARACTERS) ?? '';
  const known = (delimiter: Delimiter): number => {
    try {
      return knownColumns(parse(header, { ...options(delimiter), to: 1 })[0] ?? []);
    } catch {
      return 0;
    }
  };
  return DELIMITERS.reduce((best, delimiter) => (known(delimiter) > known(best) ? delimiter : best));
};

/** Counts line ends between two places; the two characters of Windows are one. */
const lineEnds = (bytes: Uint8Array, from: number, to: number): number => {
  let count = 0;
  for (let at = from; at < to; at += 1) {
    if (bytes[at] === LINE_FEED || (bytes[at] === CARRIAGE_RETURN && bytes[at + 1] !== LINE_FEED)) count += 1;
  }
  return count;
};

/** Where the line after this one begins. */
const nextLine = (bytes: Uint8Array, from: number): number => {
  let at = from;
  while (at < bytes.length && bytes[at] !== LINE_FEED && bytes[at] !== CARRIAGE_RETURN) at += 1;
  return bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED ? at + 2 : at + 1;
};

const complaint = (error: CsvError): string => {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE') {
    return 'has a quote that is not closed. Close it on the same line, or double it where it is part of the text.';
  }
  return 'has a quote in the middle of a cell. Put the whole cell in quotes and double the quote within it.';
};

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell === '');

/**
 * Splits the text into rows. A row that is not well formed is reported and reading goes on with the line after the one
 * on which it began, so that one stray quote costs one line. Blank rows are left out.
 * @throws validation when there are more rows than `maxRows`.
 */
export const readRecords = (text: string, delimiter: Delimiter, maxRows: number): CsvRows => {
  const bytes = Buffer.from(text, 'utf8');
  const records: CsvRecord[] = [];
  const broken: BadLine[] = [];
  let offset = 0;
  let line = 1;

  const advance = (to: number): void => {
    line += lineEnds(bytes, offset, to);
    offset = to;
    if (records.length + broken.length <= maxRows) return;
    throw invalidField('body', `has more than ${maxRows - 1} records. Split the file`);
  };
  const readOn = (): void => {
    const start = offset;
    parse(bytes.subarray(start), {
      ...options(delimiter),
      on_record: (record: string[], { bytes: read }) => {
        if (!isBlank(record)) records.push({ line, cells: record });
        advance(start + read);
        return null;
      },
    });
  };

  while (offset < bytes.length) {
    try {
      readOn();
      break;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      broken.push({ line, message: complaint(error) });
      advance(nextLine(bytes, offset));
    }
  }
  return { records, broken };
};
