import { daysBetween } from './dates.ts';
import type { Ledger } from './ledger.ts';

export interface Lateness {
  readonly invoicesPaid: number;
  /** Over all paid invoices; one that was paid in time counts as zero. */
  readonly averageDaysLate: number | null;
  /** Paid invoices by how many days late they were: `0`, `1-7`, `8-14`, ... */
  readonly byDaysLate: Readonly<Record<string, number>>;
}

/** The last day of each bucket but the last. */
const bounds = [0, 7, 14, 21, 30, 45];

const bucketNames = [
  '0',
  ...bounds.slice(1).map((bound, index) => `${(bounds[index] ?? 0) + 1}-${bound}`),
  `over ${bounds.at(-1)}`,
];

/** How late the invoices of a ledger were paid. */
export const latenessOf = ({ invoices }: Ledger): Lateness => {
  const days = invoices.flatMap(({ dueOn, settledOn }) =>
    settledOn === null ? [] : [Math.max(0, daysBetween(dueOn, settledOn))],
  );
  const counts = bucketNames.map(() => 0);
  for (const late of days) {
    const place = bounds.findIndex((bound) => late <= bound);
    const index = place === -1 ? bounds.length : place;
    counts[index] = (counts[index] ?? 0) + 1;
  }
  const sum = days.reduce((total, late) => total + late, 0);
  return {
    invoicesPaid: days.length,
    averageDaysLate: days.length === 0 ? null : Number((sum / days.length).toFixed(2)),
    byDaysLate: Object.fromEntries(bucketNames.map((name, index) => [name, counts[index] ?? 0])),
  };
};
