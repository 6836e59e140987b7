import type { SalesPeriod } from '../../domain/portfolio/efficiency.ts';
import { eachMonthlySales } from '../monthly-sales.ts';
import type { Table } from '../table.ts';
import type { Surroundings } from './standings.ts';

/** Who was invoiced or credited anything in a period, and how much in it and in another one. */
export interface SalesByCustomer {
  readonly customerIds: readonly string[];
  readonly salesOf: Surroundings['salesOf'];
}

/** @param recent a period whose months are among those of the first. */
export const salesByCustomer = async (
  table: Table,
  period: SalesPeriod,
  recent: SalesPeriod,
): Promise<SalesByCustomer> => {
  const sales = new Map<string, bigint>();
  const recentSales = new Map<string, bigint>();
  for (const month of new Set([...period.months, ...recent.months])) {
    for await (const { customerId, minorUnits } of eachMonthlySales(table, month)) {
      const add = (to: Map<string, bigint>) => to.set(customerId, (to.get(customerId) ?? 0n) + minorUnits);
      if (period.months.includes(month)) add(sales);
      if (recent.months.includes(month)) add(recentSales);
    }
  }
  return {
    customerIds: [...new Set([...sales.keys(), ...recentSales.keys()])],
    salesOf: (customerId) => ({
      sales: sales.get(customerId) ?? 0n,
      recentSales: recentSales.get(customerId) ?? 0n,
    }),
  };
};
