import { MAX_IMPORT_RECORDS } from '../../../shared/contracts/imports.ts';
import { invalidField } from '../../../shared/http/validation.ts';
import { knownColumns, readLayout } from './layout.ts';
import { type BadLine, findDelimiter, readRecords } from './records.ts';
import { type Row, toRow } from './rows.ts';

/** A file as read: the lines that can be posted, in their order, and those that cannot. */
export interface Ledger {
  readonly kind: 'invoices' | 'payments';
  readonly rows: readonly Row[];
  readonly bad: readonly BadLine[];
}

const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * Reads a CSV file of invoices or payments, comma, semicolon or tab separated.
 * @throws validation when the header row is not one, or there are more than 10,000 records.
 */
export const readLedger = (file: string): Ledger => {
  const text = file.replace(BYTE_ORDER_MARK, '');
  const delimiter = findDelimiter(text, knownColumns);
  const { records, broken } = readRecords(text, delimiter, MAX_IMPORT_RECORDS + 1);
  const [header, ...rest] = records;
  const [firstBroken] = broken;
  if (!header || (firstBroken && firstBroken.line < header.line)) {
    throw invalidField('body', 'must begin with a header row that names the columns');
  }
  const layout = readLayout(header.cells);
  const rows: Row[] = [];
  const bad: BadLine[] = [...broken];
  for (const record of rest) {
    const row = toRow(layout, record);
    if ('message' in row) bad.push(row);
    else rows.push(row);
  }
  return { kind: layout.kind, rows, bad };
};
