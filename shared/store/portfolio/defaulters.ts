import { addDays, type BusinessDate } from '../../dates.ts';
import type { Grade } from '../../domain/account/account.ts';
import { DEFAULT_AFTER_DAYS, type DebtorStanding, isDefaulter } from '../../domain/portfolio/figures.ts';
import type { Page, Table } from '../table.ts';
import { allTheTime, type HasTime } from '../time-budget.ts';
import { loadDebtors, pageOfAttended } from './debtors.ts';
import { customersWithLegal } from './legal-cases.ts';
import { eachStanding, nothingBeside } from './standings.ts';

const CUSTOMERS_AT_ONCE = 50;

export interface Defaulter extends DebtorStanding {
  readonly legalName: string;
  readonly grade: Grade | null;
}

/** Customers whose debts are in default, shard by shard of those with anything open; a page may be short and not the last. */
export const pageOfDefaulters = async (
  table: Table,
  on: BusinessDate,
  {
    hasTime,
    limit,
    startAfter,
  }: { readonly limit: number; readonly startAfter: Page['next']; readonly hasTime: HasTime },
): Promise<{ readonly defaulters: readonly Defaulter[]; readonly next: Page['next'] }> => {
  const withLegal = await customersWithLegal(table);
  const oldEnough = addDays(on, -DEFAULT_AFTER_DAYS);
  const found: Defaulter[] = [];
  let next = startAfter;
  do {
    const atOnce = Math.min(CUSTOMERS_AT_ONCE, limit - found.length);
    const { customers, hasMore } = await pageOfAttended(table, atOnce, next);
    const debtors = await loadDebtors(
      table,
      customers.map(({ customerId }) => customerId),
    );
    const known = new Map(debtors.map((debtor) => [debtor.account.customerId, debtor]));
    const suspects = debtors.filter(({ account: { customerId, oldestOpenDueOn: oldest } }) => {
      return (oldest !== null && oldest < oldEnough) || withLegal.has(customerId);
    });
    const ids = suspects.map(({ account }) => account.customerId);
    for await (const standing of eachStanding(table, ids, on, { ...nothingBeside, withLegal }, allTheTime)) {
      const debtor = known.get(standing.customerId);
      if (!debtor || !isDefaulter(standing)) continue;
      found.push({ ...standing, legalName: debtor.masterData.legalName, grade: debtor.account.grade });
    }
    next = hasMore ? { ...customers.at(-1)?.place } : null;
  } while (next !== null && found.length < limit && hasTime());
  return { defaulters: found, next };
};
