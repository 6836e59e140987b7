import type { BusinessDate } from '../../dates.ts';
import { lastDayOfRun } from '../../domain/daily-run/due.ts';
import { type Figures, sumOf } from '../../domain/daily-run/figures.ts';
import {
  afterPage,
  type FailedCustomer,
  givenUp,
  newShardRun,
  type PageOfShard,
  type ShardRun,
} from '../../domain/daily-run/run.ts';
import { Refusal, unavailable } from '../../errors.ts';
import type { Context } from '../context.ts';
import type { Directory } from '../limit-requests/directory.ts';
import { settleWrites } from '../table.ts';
import { attendCustomer } from './attend-customer.ts';
import { listAttention } from './attention.ts';
import { findShard, shardWrite } from './items.ts';

/** Customers between two notes of how far the shard is: so many are attended to again after a crash. */
const CUSTOMERS_PER_PAGE = 50;
/** Customers attended to at a time: they wait for the store most of the time. */
const AT_A_TIME = 8;
/** A page in which nobody at all could be attended to is no matter of single customers, if it has as many. */
const SIGN_OF_A_DEFECT = 5;

export interface ShardOfRun {
  readonly date: BusinessDate;
  readonly shard: string;
  /** Of the run. */
  readonly attempt: number;
}

export interface Attendance {
  /** Whether there is time for another page. */
  readonly hasTime: () => boolean;
  /** Told of each customer who could not be attended to. */
  readonly onFailure: (customerId: string, error: unknown) => void;
}

const nameOf = (error: unknown): string => {
  if (error instanceof Refusal) return error.code;
  return error instanceof Error ? error.name : 'Error';
};

type Outcome = { readonly done: Partial<Figures> } | { readonly error: unknown; readonly customerId: string };

const attendAll = async (
  context: Context,
  directory: Directory,
  customerIds: readonly string[],
): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  const attend = async (customerId: string): Promise<Outcome> => {
    try {
      return { done: await attendCustomer(context, directory, customerId) };
    } catch (error) {
      return { error, customerId };
    }
  };
  for (let start = 0; start < customerIds.length; start += AT_A_TIME) {
    outcomes.push(...(await Promise.all(customerIds.slice(start, start + AT_A_TIME).map(attend))));
  }
  return outcomes;
};

/** Those that failed among others are tried once more, one at a time: what was in each other's way is not any more. */
const attendPage = async (
  context: Context,
  directory: Directory,
  customerIds: readonly string[],
  onFailure: Attendance['onFailure'],
): Promise<Omit<PageOfShard, 'cursor'>> => {
  const outcomes: Outcome[] = [];
  for (const outcome of await attendAll(context, directory, customerIds)) {
    outcomes.push(...('done' in outcome ? [outcome] : await attendAll(context, directory, [outcome.customerId])));
  }
  const failures = outcomes.flatMap((outcome) => ('done' in outcome ? [] : [outcome]));
  const [first] = failures;
  if (first && failures.length === customerIds.length && failures.length >= SIGN_OF_A_DEFECT) throw first.error;
  const failed = failures.map(({ customerId, error }): FailedCustomer => {
    onFailure(customerId, error);
    return { customerId, error: nameOf(error) };
  });
  const done = outcomes.flatMap((outcome) => ('done' in outcome ? [outcome.done] : []));
  const counted = { customersAttended: done.length, customersFailed: failed.length };
  return { figures: sumOf([...done, counted]), failed };
};

/** @throws unavailable when somebody else goes through it too, after a time-out: what is stored says how far it is. */
const save = async (
  { table }: Context,
  date: BusinessDate,
  before: ShardRun | null,
  after: ShardRun,
): Promise<ShardRun> => {
  const outcome = await settleWrites(table, [shardWrite(table, date, before, after)]);
  if (!outcome.done) throw unavailable(`Shard ${after.shard} of the daily run is gone through by somebody else.`);
  return { ...after, version: (before?.version ?? 0) + 1 };
};

/** The shard as it is to be gone on with: where an earlier call left it, or from its beginning for this attempt. */
const takeUp = async (context: Context, { attempt, date, shard }: ShardOfRun): Promise<ShardRun> => {
  const stored = await findShard(context.table, date, shard);
  if (stored && (stored.attempt === attempt || stored.status === 'SUCCEEDED')) return stored;
  return save(context, date, stored, newShardRun(shard, attempt));
};

/**
 * Goes through the customers of a shard who must be looked at, page by page, for as long as there is time, and notes
 * after each page how far it is. A customer who cannot be attended to is tried once more and then reported; the rest goes
 * on. Called again, it goes on where it was, or answers what came of it when it has ended.
 * @throws the error of the first customer when nobody on a page could be attended to.
 */
export const attendShard = async (
  context: Context,
  directory: Directory,
  of: ShardOfRun,
  { hasTime, onFailure }: Attendance,
): Promise<ShardRun> => {
  const to = lastDayOfRun(context.moment.today, context.policy);
  let shard = await takeUp(context, of);
  while (shard.status === 'RUNNING') {
    const page = { to, limit: CUSTOMERS_PER_PAGE, startAfter: shard.cursor };
    const { customerIds, next } = await listAttention(context.table, of.shard, page);
    const attended = await attendPage(context, directory, customerIds, onFailure);
    shard = await save(context, of.date, shard, afterPage(shard, { ...attended, cursor: next }));
    if (!hasTime()) break;
  }
  return shard;
};

/** Says of a shard that it could not be gone through, and why. One that has ended stays as it is. */
export const giveUpShard = async (context: Context, of: ShardOfRun, error: string): Promise<ShardRun> => {
  const shard = await takeUp(context, of);
  if (shard.status !== 'RUNNING') return shard;
  return save(context, of.date, shard, givenUp(shard, error));
};
