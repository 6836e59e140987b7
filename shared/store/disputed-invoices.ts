import { countDispute, type Receivable, remainingOf, toOpenItem } from '../domain/receivable/receivable.ts';
import type { ReceivableChange } from '../domain/settlement/settlement.ts';
import { receivableWrites } from './receivables.ts';
import type { Table, Write } from './table.ts';

/** The invoices with one open dispute more, or one less. */
export const markDisputed = (receivables: readonly Receivable[], change: 1 | -1): readonly ReceivableChange[] =>
  receivables.map((before) => ({ before, after: countDispute(before, change) }));

/** Open items are kept only while something remains; a settled invoice is marked in itself alone. */
export const markWrites = (table: Table, customerId: string, changes: readonly ReceivableChange[]): Write[] =>
  receivableWrites(table, customerId, changes).filter(
    ({ name }) =>
      !changes.some(({ after }) => remainingOf(after) === 0n && name === `open item ${toOpenItem(after).invoiceId}`),
  );
