import { type CaseStatus, caseStatuses } from '../../domain/collection/case.ts';
import { listCases } from '../collection/items.ts';
import { indexKeys } from '../keys.ts';
import type { Page, Table } from '../table.ts';

const CASES_AT_ONCE = 100;

/** The customers whose debts are with the lawyers. */
export const customersWithLegal = async (table: Table): Promise<ReadonlySet<string>> => {
  const customers = new Set<string>();
  let startAfter: Page['next'] = null;
  do {
    const page = await listCases(table, { status: 'WITH_LEGAL', limit: CASES_AT_ONCE, startAfter });
    for (const { state } of page.cases) customers.add(state.customerId);
    startAfter = page.next;
  } while (startAfter);
  return customers;
};

const countIn = async (table: Table, status: CaseStatus): Promise<number> => {
  const { gsi1pk } = indexKeys.casesIn(status, '', '');
  let count = 0;
  let startAfter: Page['next'] = null;
  do {
    const page: Page = await table.page({ index: 'gsi1', partition: gsi1pk, startAfter });
    count += page.items.length;
    startAfter = page.next;
  } while (startAfter);
  return count;
};

/** How many cases there are of each status, but for those that are closed. */
export const countOpenCases = async (table: Table): Promise<Partial<Record<CaseStatus, number>>> => {
  const statuses = caseStatuses.filter((status) => status !== 'CLOSED');
  const counts = await Promise.all(statuses.map(async (status) => [status, await countIn(table, status)] as const));
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
};
