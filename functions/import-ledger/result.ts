import type { ImportResultView, UnmatchedView } from '../../shared/contracts/imports.ts';
import { toMoneyJson } from '../../shared/money.ts';
import type { EntryResult } from './bank/outcome.ts';
import type { BadLine } from './file/records.ts';
import type { Row } from './file/rows.ts';
import type { LineResult } from './post-line.ts';

/** What became of a file, but for the id of the import. */
export interface Outcome {
  readonly view: Omit<ImportResultView, 'importId'>;
  /** Sending the file again could only give the same answer. */
  readonly isFinal: boolean;
}

const isTransient = (result: LineResult | EntryResult): boolean => result.kind === 'rejected' && result.isTransient;

const unapplied = (row: Row, rest: { amount: string; currency: string }): UnmatchedView | null => {
  if (row.kind !== 'payment') return null;
  const { amount, customerId, date, reference } = row.command;
  const whole = toMoneyJson(amount);
  const found = `found no open invoice of customer '${customerId}' and stays unapplied`;
  return {
    line: row.line,
    reason: whole.amount === rest.amount ? 'NO_INVOICE' : 'OVERPAID',
    message: `${rest.amount} ${rest.currency} ${found}; an invoice that the reference names will take it.`,
    paymentId: row.id,
    posted: true,
    amount: whole,
    unapplied: rest,
    receivedOn: date,
    reference: reference ?? null,
    debtor: { customerId, candidates: [], name: null, account: null },
  };
};

const count = (results: readonly { readonly kind: string }[], kind: string): number =>
  results.filter((result) => result.kind === kind).length;

const byLine = (a: { line: number }, b: { line: number }): number => a.line - b.line;

/**
 * What became of rows.
 * @param results of each row, in their order. @param bad lines that were no rows.
 */
export const outcomeOfRows = (
  rows: readonly Row[],
  bad: readonly BadLine[],
  results: readonly LineResult[],
): Outcome => {
  const lines = rows.flatMap((row, index) => {
    const result = results[index];
    return result ? [{ row, result }] : [];
  });
  const refused = lines.flatMap(({ row, result }) =>
    result.kind === 'rejected' ? [{ line: row.line, message: result.message }] : [],
  );
  return {
    view: {
      accepted: count(results, 'accepted'),
      duplicates: count(results, 'duplicate'),
      ignored: 0,
      rejected: [...bad, ...refused].sort(byLine),
      unmatched: lines.flatMap(({ row, result }) =>
        result.kind !== 'rejected' && result.unapplied ? (unapplied(row, result.unapplied) ?? []) : [],
      ),
    },
    isFinal: !results.some(isTransient),
  };
};

/** What became of the bookings of a bank. @param results of each, in their order. */
export const outcomeOfEntries = (
  entries: readonly { readonly line: number }[],
  ignored: number,
  results: readonly EntryResult[],
): Outcome => ({
  view: {
    accepted: count(results, 'accepted'),
    duplicates: count(results, 'duplicate'),
    ignored,
    rejected: results
      .flatMap((result, index) =>
        result.kind === 'rejected' ? [{ line: entries[index]?.line ?? 0, message: result.message }] : [],
      )
      .sort(byLine),
    unmatched: results.flatMap((result) => (result.kind === 'rejected' ? [] : (result.forPerson ?? []))).sort(byLine),
  },
  isFinal: !results.some(isTransient),
});
