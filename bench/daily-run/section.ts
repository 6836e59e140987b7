import type { Figures as RunFigures } from '../../shared/domain/daily-run/figures.ts';
import { openTable, type Table } from '../../shared/store/table.ts';
import type { Bench } from '../bench.ts';
import { consumptionOf } from '../capacity/consumption.ts';
import { openClient } from '../ground/client.ts';
import type { Ground } from '../ground/environment.ts';
import { type Observed, observeClients } from '../ground/observe.ts';
import { makeTable } from '../ground/table.ts';
import type { Aim, SectionReport, TableView } from '../report/report.ts';
import { OPEN_PER_CUSTOMER, OVERDUE_PER_CUSTOMER } from './books.ts';
import { momentOf, runDay } from './run-day.ts';
import { seed } from './seed.ts';

/** 10,000 open receivables, of which 1,000 are overdue. */
const CUSTOMERS = 500;
const TIMES_AS_MANY = 4;
const PAID = 100_000;
/** The first run opens a case for everybody; those after it find nothing new, which is the ordinary day. */
const DAYS = 3;

const MOST_READS_WITH_HISTORY = 1.05;
const MOST_TIME_GROWTH = 4.4;

interface DayFigures {
  readonly day: number;
  readonly seconds: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly figures: RunFigures;
}

interface PopulationFigures {
  readonly name: string;
  readonly open: number;
  readonly paid: number;
  readonly days: readonly DayFigures[];
}

interface Contestant {
  readonly name: string;
  readonly customers: number;
  readonly paidEach: number;
  readonly table: Table;
  readonly days: DayFigures[];
}

let observed: Observed[] = [];

const contestant = async (
  { application, environment }: Ground,
  { name, customers, paidEach }: Omit<Contestant, 'table' | 'days'>,
  removers: (() => Promise<void>)[],
): Promise<Contestant> => {
  const own = await makeTable(environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? '', application);
  removers.push(own.remove);
  const client = await observeClients(
    (one) => observed.push(one),
    () => openClient(own.tableName),
  );
  return { name, customers, paidEach, table: openTable(own.tableName, client), days: [] };
};

const measureDay = async ({ customers, days, table }: Contestant, day: number): Promise<void> => {
  observed = [];
  const startedAt = performance.now();
  const run = await runDay(table, day);
  const seconds = (performance.now() - startedAt) / 1000;
  const { readUnits, writeUnits } = consumptionOf(observed);
  const { customersAttended, customersFailed, invoicesOverdue } = run.figures;
  const wanted = [customers, 0, day === 0 ? customers * OVERDUE_PER_CUSTOMER : 0];
  if (String([customersAttended, customersFailed, invoicesOverdue]) !== String(wanted)) {
    throw new Error(`the run of day ${day} did not do what it should: ${JSON.stringify(run.figures)}`);
  }
  days.push({ day, seconds, readUnits, writeUnits, figures: run.figures });
};

/** What a daily run costs by what is open, what is due and what was paid long ago. */
export const runDailyRun = async ({ effort, ground, progress, run }: Bench): Promise<SectionReport> => {
  const opened = await ground();
  const customers = Math.max(1, Math.round(CUSTOMERS * effort));
  const removers: (() => Promise<void>)[] = [];
  try {
    const wanted = [
      { name: 'few open', customers, paidEach: 0 },
      { name: 'the same, and as many paid long ago', customers, paidEach: PAID / CUSTOMERS },
      { name: 'four times as many open', customers: customers * TIMES_AS_MANY, paidEach: 0 },
    ];
    const contestants: Contestant[] = [];
    for (const [index, one] of wanted.entries()) {
      const made = await contestant(opened, one, removers);
      const population = { prefix: `${run}-${index}`, customers: one.customers, paidEach: one.paidEach };
      await seed(made.table, population, momentOf(0), (share) =>
        progress('daily-run: customers', (index + share) / wanted.length),
      );
      contestants.push(made);
    }
    for (let day = 0; day < DAYS; day += 1) {
      for (const one of contestants) {
        progress(`daily-run: day ${day + 1}`, (day * contestants.length + contestants.indexOf(one)) / (DAYS * 3));
        await measureDay(one, day);
      }
    }
    const figures = contestants.map(
      ({ name, customers: count, days, paidEach }): PopulationFigures => ({
        name,
        open: count * OPEN_PER_CUSTOMER,
        paid: count * paidEach,
        days,
      }),
    );
    return { tables: figures.map(toTable), aims: toAims(figures), figures };
  } finally {
    for (const remove of removers) await remove();
  }
};

const count = (number: number): string => number.toLocaleString('en');

const toTable = ({ days, name, open, paid }: PopulationFigures): TableView => ({
  title: `A daily run: ${name} (${count(open)} open, ${count(paid)} paid)`,
  head: ['day', 'read units', 'write units', 'seconds', 'customers', 'newly overdue', 'cases opened'],
  rows: days.map(({ day, figures, readUnits, seconds, writeUnits }) => [
    String(day + 1),
    count(readUnits),
    count(writeUnits),
    seconds.toFixed(1),
    count(figures.customersAttended),
    count(figures.invoicesOverdue),
    count(figures.casesOpened),
  ]),
});

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const toAims = ([few, withHistory, many]: readonly PopulationFigures[]): Aim[] => {
  if (!few || !withHistory || !many) return [];
  const reads = few.days.map(({ readUnits }, day) => (withHistory.days[day]?.readUnits ?? Number.NaN) / readUnits);
  const growth = few.days.map(({ seconds }, day) => (many.days[day]?.seconds ?? Number.NaN) / seconds);
  const worst = Math.max(...reads);
  return [
    {
      what: `daily run, read units with ${count(withHistory.paid)} paid beside none`,
      wanted: `at most ${MOST_READS_WITH_HISTORY} times`,
      found: worst.toFixed(3),
      met: worst <= MOST_READS_WITH_HISTORY,
      kind: 'bound',
    },
    {
      what: `daily run, time with ${count(many.open)} open beside ${count(few.open)}, median of ${DAYS} days`,
      wanted: `at most ${MOST_TIME_GROWTH} times`,
      found: `${median(growth).toFixed(2)} (${growth.map((one) => one.toFixed(2)).join(', ')})`,
      met: median(growth) <= MOST_TIME_GROWTH,
      kind: 'timing',
    },
  ];
};
