import { stringify } from 'csv-stringify/sync';

/**
 * Lines as CSV (RFC 4180) under a header of the column names. A cell that a spreadsheet would take for a formula, such as
 * a name that begins with an equals sign or an id that begins with a minus, is given an apostrophe before it.
 */
export const toCsv = <Column extends string>(
  columns: readonly Column[],
  lines: readonly Readonly<Record<Column, string>>[],
): string =>
  stringify([...lines], {
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    escape_formulas: true,
  });
