import { type Receivable, remainingOf } from '../../shared/domain/receivable/receivable.ts';
import type { Settlement } from '../../shared/domain/settlement/settlement.ts';
import { keys } from '../../shared/store/keys.ts';
import { loadReceivables } from '../../shared/store/receivables.ts';
import { toSettlement } from '../../shared/store/settlement-items.ts';
import type { Table } from '../../shared/store/table.ts';
import { inParallel } from './in-parallel.ts';

/** What stands under the id of a line. */
export interface Posted {
  readonly bodyHash: string;
  /** Something remains of the invoice. */
  readonly isOpen: boolean;
  /** Present for payments. */
  readonly payment?: Settlement;
}

/** Keys in one read of the table. */
const KEYS_PER_READ = 100;
const READS_AT_ONCE = 8;

const posted = (receivable: Receivable): [string, Posted] => [
  receivable.invoiceId,
  { bodyHash: receivable.bodyHash, isOpen: remainingOf(receivable) > 0n },
];

const paid = (payment: Settlement): [string, Posted] => [
  payment.settlementId,
  { bodyHash: payment.bodyHash, isOpen: false, payment },
];

/**
 * Those of the ids that are posted already. A file that is sent again is mostly known: to find that out a hundred ids
 * at a time leaves the function's time to the lines that are new, so that each repetition gets further.
 */
export const loadPosted = async (
  table: Table,
  kind: 'invoices' | 'payments',
  ids: readonly string[],
): Promise<ReadonlyMap<string, Posted>> => {
  const wanted = [...new Set(ids)];
  const parts = Array.from({ length: Math.ceil(wanted.length / KEYS_PER_READ) }, (_, part) =>
    wanted.slice(part * KEYS_PER_READ, (part + 1) * KEYS_PER_READ),
  );
  const found = new Map<string, Posted>();
  await inParallel(parts, READS_AT_ONCE, async (part) => {
    const entries =
      kind === 'invoices'
        ? (await loadReceivables(table, part)).map(posted)
        : (await table.getMany(part.map(keys.payment))).map(toSettlement).map(paid);
    for (const [id, one] of entries) found.set(id, one);
  });
  return found;
};
