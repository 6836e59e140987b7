import { type Receivable, type ReceivableStatus, receivableStatus } from '../domain/receivable/receivable.ts';
import { text } from './attributes.ts';
import { indexKeys } from './keys.ts';
import { listOpenItems } from './open-items.ts';
import { loadReceivables } from './receivables.ts';
import type { Page, Table } from './table.ts';

interface ReceivablePage {
  readonly receivables: readonly Receivable[];
  readonly next: Page['next'];
}

/** Index pages read for one answer when most receivables do not have the status asked for. */
const PAGES_SEARCHED = 10;

/**
 * One page of a customer's receivables. What is open comes from the ledger of open items, exact and oldest due first;
 * the rest from the index, newest issue date first. A page may be short, or even empty, and still not be the last.
 */
export const pageOfReceivables = async (
  table: Table,
  customerId: string,
  status: ReceivableStatus | null,
  limit: number,
  startAfter: Page['next'],
): Promise<ReceivablePage> => {
  const isOpen = status === 'OPEN' || status === 'PARTLY_PAID';
  const read = isOpen ? openPage : allPage;
  const found: Receivable[] = [];
  let next = startAfter;
  for (let searched = 0; searched < PAGES_SEARCHED; searched += 1) {
    const page: ReceivablePage = await read(table, customerId, limit - found.length, next);
    found.push(...page.receivables.filter((receivable) => status === null || receivableStatus(receivable) === status));
    next = page.next;
    if (next === null || found.length >= limit) break;
  }
  return { receivables: found, next };
};

const openPage = async (
  table: Table,
  customerId: string,
  limit: number,
  startAfter: Page['next'],
): Promise<ReceivablePage> => {
  const { items, next } = await listOpenItems(table, customerId, { limit, startAfter });
  const ids = items.map((item) => item.invoiceId);
  return { receivables: await loadReceivables(table, ids), next };
};

const allPage = async (
  table: Table,
  customerId: string,
  limit: number,
  startAfter: Page['next'],
): Promise<ReceivablePage> => {
  const { gsi1pk } = indexKeys.receivablesOf(customerId, '', '');
  const page = await table.page({ index: 'gsi1', partition: gsi1pk, newestFirst: true, limit, startAfter });
  const ids = page.items.map((item) => text(item, 'pk').slice('INVOICE#'.length));
  return { receivables: await loadReceivables(table, ids), next: page.next };
};
