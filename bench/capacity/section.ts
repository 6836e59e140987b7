import type { Bench } from '../bench.ts';
import { callHandlers } from '../ground/handlers.ts';
import { type Observed, observeClients } from '../ground/observe.ts';
import type { Aim, SectionReport, TableView } from '../report/report.ts';
import { type Consumption, consumptionOf } from './consumption.ts';
import { type Bound, scenario } from './scenario.ts';

interface Figures extends Consumption {
  readonly operation: string;
  readonly bound: Bound | null;
}

/** Capacity units that each operation consumes: all requests of its handler, on the table and its indexes. */
export const runCapacity = async ({ ground, run, progress }: Bench): Promise<SectionReport> => {
  await ground();
  const steps = scenario(run);
  const figures: Figures[] = [];
  let observed: Observed[] = [];
  await observeClients(
    (one) => observed.push(one),
    async () => {
      const call = callHandlers(`capacity=${run}`);
      for (const { name, before, act, bound } of steps) {
        await before?.(call);
        observed = [];
        await act(call);
        figures.push({ operation: name, ...consumptionOf(observed), bound: bound ?? null });
        progress('capacity', figures.length / steps.length);
      }
    },
  );
  return { tables: [toTable(figures)], aims: figures.flatMap(toAims), figures };
};

const toTable = (figures: readonly Figures[]): TableView => ({
  title: 'Capacity units of an operation: strongly consistent reads, transactional writes, indexes included',
  head: ['', 'read units', 'write units', 'requests', 'refused', 'items written', 'largest item'],
  rows: figures.map(({ operation, readUnits, writeUnits, requests, refused, itemsWritten, largestItemBytes }) => [
    operation,
    String(readUnits),
    String(writeUnits),
    String(requests),
    refused > 0 ? String(refused) : '',
    String(itemsWritten),
    largestItemBytes > 0 ? `${largestItemBytes} B` : '',
  ]),
});

const toAims = ({ operation, readUnits, writeUnits, bound }: Figures): Aim[] => {
  if (!bound) return [];
  const limit = (what: string, units: number, wanted: number): Aim => ({
    what: `${operation}: ${what}`,
    wanted: `at most ${wanted}`,
    found: String(units),
    met: units <= wanted,
    kind: 'bound',
  });
  return [
    limit('read units', readUnits, bound.readUnits),
    ...(bound.writeUnits === undefined ? [] : [limit('write units', writeUnits, bound.writeUnits)]),
  ];
};
