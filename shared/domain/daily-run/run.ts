import type { BusinessDate, Instant } from '../../dates.ts';
import { type Figures, noFigures, sumOf } from './figures.ts';

export const runStatuses = ['RUNNING', 'SUCCEEDED', 'PARTLY_FAILED', 'FAILED'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** Something of a run that could not be done: a step of it, by the name of its error. */
export interface FailedStep {
  readonly step: string;
  readonly error: string;
}

/** The daily run of one business date: there is one for each, however often it is started. */
export interface DailyRun {
  readonly runId: string;
  readonly date: BusinessDate;
  readonly status: RunStatus;
  /** When its present attempt was started. */
  readonly startedAt: Instant;
  readonly startedBy: string;
  readonly correlationId: string;
  /** Counts its executions: one, and one more each time that it was started again after a failure. */
  readonly attempt: number;
  readonly executionArn: string;
  readonly endedAt: Instant | null;
  /** What came of it in all of its shards; nothing yet while it runs. */
  readonly figures: Figures;
  readonly failures: readonly FailedStep[];
  readonly version: number;
}

/** A customer whom the run could not attend to, by the name of the error. */
export interface FailedCustomer {
  readonly customerId: string;
  readonly error: string;
}

/** The part of a run that goes through one shard of the customers. */
export interface ShardRun {
  readonly shard: string;
  readonly status: RunStatus;
  /** Of the run: a shard is gone through anew when a run is started again that did not succeed. */
  readonly attempt: number;
  /** Where to go on; `null` at the beginning, and at the end. */
  readonly cursor: Readonly<Record<string, unknown>> | null;
  readonly figures: Figures;
  /** The first of those who could not be attended to. */
  readonly failed: readonly FailedCustomer[];
  /** Why it was given up as a whole. */
  readonly error: string | null;
  readonly version: number;
}

export const newShardRun = (shard: string, attempt: number): ShardRun => ({
  shard,
  status: 'RUNNING',
  attempt,
  cursor: null,
  figures: noFigures,
  failed: [],
  error: null,
  version: 0,
});

/** Failed customers that are named; all are counted. */
const MOST_NAMED = 20;

/** A page of customers that was gone through, successfully or not. */
export interface PageOfShard {
  readonly figures: Figures;
  readonly failed: readonly FailedCustomer[];
  readonly cursor: ShardRun['cursor'];
}

/** The shard after a page; with the last one it has ended. */
export const afterPage = (before: ShardRun, page: PageOfShard): ShardRun => {
  const figures = sumOf([before.figures, page.figures]);
  const ended = figures.customersFailed > 0 ? 'PARTLY_FAILED' : 'SUCCEEDED';
  return {
    ...before,
    status: page.cursor === null ? ended : 'RUNNING',
    cursor: page.cursor,
    figures,
    failed: [...before.failed, ...page.failed].slice(0, MOST_NAMED),
  };
};

export const givenUp = (before: ShardRun, error: string): ShardRun => ({ ...before, status: 'FAILED', error });

/** The step that says what is to be done: without it, nothing is. */
export const PLAN = 'Plan';

/**
 * How a run has ended: failed where it came to nothing, partly failed where anything was left undone that it should have
 * done. A shard that still says that it runs was given up without a word.
 */
export const statusOf = (shards: readonly ShardRun[], failures: readonly FailedStep[]): RunStatus => {
  const isGivenUp = ({ status }: ShardRun): boolean => status === 'FAILED' || status === 'RUNNING';
  if (failures.some(({ step }) => step === PLAN)) return 'FAILED';
  if (shards.length > 0 && shards.every(isGivenUp)) return 'FAILED';
  const isSound = failures.length === 0 && shards.every(({ status }) => status === 'SUCCEEDED');
  return isSound ? 'SUCCEEDED' : 'PARTLY_FAILED';
};

/** The run at its end. */
export const ended = (
  run: DailyRun,
  { at, failures, shards }: { at: Instant; failures: readonly FailedStep[]; shards: readonly ShardRun[] },
): DailyRun => ({
  ...run,
  status: statusOf(shards, failures),
  endedAt: at,
  figures: sumOf(shards.map(({ figures }) => figures)),
  failures,
});
