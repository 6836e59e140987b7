import type { Bench } from '../bench.ts';
import { durationCells, durationHead, milliseconds, ratio } from '../report/format.ts';
import type { Aim, SectionReport, TableView } from '../report/report.ts';
import type { Figures } from '../statistics/compare.ts';
import { type CrowdFigures, crowd } from './many-clients.ts';
import { compareSizes } from './many-items.ts';

const AIMED_GROWTH = 1.1;

/** Whether checks stay as fast when a customer has much open and held, and when many ask at once. */
export const runGrowth = async (bench: Bench): Promise<SectionReport> => {
  const sizes = await compareSizes(bench);
  const clients = await crowd(bench);
  return {
    tables: [sizesTable(sizes), clientsTable(clients)],
    aims: [...sizes.flatMap(toGrowthAim), ...clients.map(toFailureAim)],
    figures: { sizes, clients },
  };
};

const sizesTable = (figures: readonly Figures[]): TableView => ({
  title: 'The handler alone on customers with many open receivables and reservations',
  head: ['', ...durationHead, 'times that with 10'],
  rows: figures.map((row) => [row.name, ...durationCells(row), row.ratio ? ratio(row.ratio) : '']),
});

const clientsTable = (figures: readonly CrowdFigures[]): TableView => ({
  title: 'Reserving checks over HTTP, by clients that ask at once',
  head: ['clients', 'customers', 'answered', 'failed', 'p50', 'p99', 'per second, together'],
  rows: figures.map(({ clients, customers, count, failed, p50, p99, perSecond }) => [
    String(clients),
    String(customers),
    String(count),
    String(failed),
    milliseconds(p50),
    milliseconds(p99),
    perSecond.toFixed(0),
  ]),
});

const toGrowthAim = (figures: Figures): Aim[] =>
  figures.ratio
    ? [
        {
          what: `${figures.name}, median beside 10`,
          wanted: `at most ${AIMED_GROWTH} times`,
          found: ratio(figures.ratio),
          met: figures.ratio.median <= AIMED_GROWTH,
          kind: 'timing',
        },
      ]
    : [];

const toFailureAim = ({ clients, customers, failed, firstFailure }: CrowdFigures): Aim => ({
  what: `${clients} clients at once on ${customers === 1 ? 'one customer' : `${customers} customers`}: failed`,
  wanted: '0',
  found: firstFailure === null ? '0' : `${failed} (${firstFailure})`,
  met: failed === 0,
  kind: 'bound',
});
