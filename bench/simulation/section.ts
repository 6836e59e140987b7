import { recordedChecks } from '../../shared/store/simulation/recorded-checks.ts';
import { simulateDraft } from '../../shared/store/simulation/simulate.ts';
import { openTable } from '../../shared/store/table.ts';
import { allTheTime } from '../../shared/store/time-budget.ts';
import type { Bench } from '../bench.ts';
import { openClient } from '../ground/client.ts';
import { makeTable } from '../ground/table.ts';
import type { SectionReport } from '../report/report.ts';
import { contextAfter, DECISIONS_PER_CUSTOMER, seedDecisions } from './seed.ts';

const DECISIONS = 10_000;
const MOST_SECONDS = 10;
const TURNS = 3;

interface Turn {
  /** Of the whole simulation. */
  readonly seconds: number;
  /** Of reading its decisions, and nothing else. */
  readonly reading: number;
}

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
};

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** How long a simulation of many decisions takes, beside the mere reading of them. */
export const runSimulation = async ({ effort, ground, progress }: Bench): Promise<SectionReport> => {
  const { application, environment } = await ground();
  const own = await makeTable(environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? '', application);
  try {
    const table = openTable(own.tableName, await openClient(own.tableName));
    const customers = Math.max(1, Math.round((DECISIONS / DECISIONS_PER_CUSTOMER) * effort));
    const decisions = customers * DECISIONS_PER_CUSTOMER;
    const period = await seedDecisions(table, customers, (share) => progress('simulation: customers', share));
    const turns: Turn[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      progress('simulation: turns', turn / TURNS);
      const reading = await secondsOf(() =>
        recordedChecks(table, period, () => true, { hasTime: allTheTime, most: decisions * 2 }),
      );
      const seconds = await secondsOf(async () => {
        const { decisions: found, grades } = await simulateDraft(contextAfter(table), 'EUR', period, allTheTime);
        if (found.decisions !== decisions || found.flipped === 0 || grades.customers !== customers) {
          throw new Error(`the simulation did not do what it should: ${found.decisions} of ${decisions} decisions`);
        }
      });
      turns.push({ seconds, reading });
    }
    const seconds = median(turns.map((turn) => turn.seconds));
    const ratios = turns.map((turn) => turn.seconds / turn.reading);
    return {
      tables: [
        {
          title: `Simulating a draft on ${decisions.toLocaleString('en')} decisions of ${customers} customers`,
          head: ['seconds', 'reading the decisions alone', 'times that', 'decisions per second'],
          rows: turns.map((turn) => [
            turn.seconds.toFixed(2),
            turn.reading.toFixed(2),
            (turn.seconds / turn.reading).toFixed(2),
            (decisions / turn.seconds).toFixed(0),
          ]),
        },
      ],
      aims: [
        {
          what: `simulation of ${decisions.toLocaleString('en')} decisions, median of ${TURNS}`,
          wanted: `less than ${MOST_SECONDS} s, for 10,000`,
          found: `${seconds.toFixed(2)} s, ${median(ratios).toFixed(2)} times reading them`,
          met: seconds < MOST_SECONDS * Math.max(1, effort),
          kind: 'timing',
        },
      ],
      figures: { decisions, customers, turns },
    };
  } finally {
    await own.remove();
  }
};
