import type { ImportResultView } from '../../shared/contracts/imports.ts';
import type { Ledger } from './file/ledger.ts';
import type { Row } from './file/rows.ts';
import type { LineResult } from './post-line.ts';

const unmatched = (
  row: Row,
  unapplied: { amount: string; currency: string },
): ImportResultView['unmatched'][number] => {
  const found = `found no open invoice of customer '${row.command.customerId}' and stays unapplied`;
  return {
    line: row.line,
    message: `${unapplied.amount} ${unapplied.currency} ${found}; an invoice that the reference names will take it.`,
    paymentId: row.id,
    unapplied,
  };
};

/** The answer to a file. @param results what became of each of the ledger's rows, in their order. */
export const importResult = (importId: string, ledger: Ledger, results: readonly LineResult[]): ImportResultView => {
  const lines = ledger.rows.flatMap((row, index) => {
    const result = results[index];
    return result ? [{ row, result }] : [];
  });
  const count = (kind: LineResult['kind']): number => lines.filter(({ result }) => result.kind === kind).length;
  const refused = lines.flatMap(({ row, result }) =>
    result.kind === 'rejected' ? [{ line: row.line, message: result.message }] : [],
  );
  return {
    importId,
    accepted: count('accepted'),
    duplicates: count('duplicate'),
    rejected: [...ledger.bad, ...refused].sort((a, b) => a.line - b.line),
    unmatched: lines.flatMap(({ row, result }) =>
      result.kind !== 'rejected' && result.unapplied ? [unmatched(row, result.unapplied)] : [],
    ),
  };
};
