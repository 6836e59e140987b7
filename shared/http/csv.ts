import { stringify } from 'csv-stringify/sync';

/** A number is no formula, whatever its sign: with an apostrophe nothing could sort or sum it. */
const NEGATIVE_NUMBER = /^-\d+(\.\d+)?$/;

/**
 * Lines as CSV (RFC 4180) under a header of the column names. A cell that a spreadsheet would take for a formula, such as
 * a name that begins with an equals sign or an id that begins with a minus, is given an apostrophe before it; negative
 * numbers stay as they are.
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
    cast: { string: (value) => (NEGATIVE_NUMBER.test(value) ? { value, escape_formulas: false } : value) },
  });
