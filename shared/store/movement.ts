import { businessDateOf } from '../dates.ts';
import { type Account, addCounters, exposureOf } from '../domain/account/account.ts';
import { effectiveLimit } from '../domain/account/limit.ts';
import { limitVersionAfter } from '../domain/account/limit-version.ts';
import { eventsOfEntry } from '../domain/behaviour/events.ts';
import { type BehaviourByMonth, nothingHappened } from '../domain/behaviour/months.ts';
import { gradeDueAfter } from '../domain/grading/due.ts';
import { chainEntry, type HistoryEntry, type NewEntry } from '../domain/history/entry.ts';
import { notFound, unavailable } from '../errors.ts';
import { advanceAccount, type GroupEffect, loadAccount, moveGroup } from './accounts.ts';
import { behaviourWrites } from './behaviours.ts';
import type { Context } from './context.ts';
import type { GroupLimitUse } from './group-effects.ts';
import { historyWrite, type StandingAfter } from './history.ts';
import { answeredBefore, rememberAnswer, requestWrite } from './idempotency.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { backoff, CONTENTION_TRIES } from './retry.ts';
import type { Item, Write } from './table.ts';
import { limitUseAfter } from './warnings/limit-use.ts';

/** Where a movement starts from: the account and, if it shares a limit, the account that owns it. */
export interface Standing {
  readonly account: Account;
  /** The parent of a member, the account itself if it has members, else `null`. */
  readonly group: Account | null;
}

/** What a failed condition means: an answer after all, or that the movement must be decided anew. */
export type Resolution<T> = { readonly answer: T } | 'again';

/** A movement as decided: one history entry, the counters it moves, and whatever else changes with it. */
export interface Movement<T> {
  readonly entry: NewEntry;
  /** Changes of the account beyond its counters. */
  readonly account?: Partial<Account>;
  readonly writes: readonly Write[];
  /** What it adds to the record of how the customer pays, beyond what the entry itself tells. */
  readonly behaviour?: BehaviourByMonth;
  /** Writes that name the entry itself. */
  readonly pointers?: (entry: HistoryEntry) => readonly Write[];
  /** It was let through by a limit: whatever bounds the account must still be what was looked at. */
  readonly bounded?: {
    /** Highest group exposure that may stand before this movement; `null` where no shared limit bounds it. */
    readonly group: bigint | null;
  };
  /** The account becomes a member of a group. */
  readonly joinsGroup?: boolean;
  /** A reservation of the group that now expires first. */
  readonly groupNextExpiryAt?: string;
  readonly result: (entry: HistoryEntry) => T;
  /** Meaning of each named condition that may fail; a name without a meaning is decided anew. */
  readonly onFailed?: Readonly<Record<string, (stored: Item | undefined) => Promise<Resolution<T>> | Resolution<T>>>;
}

/** A movement to make, the answer when there is nothing to move, or what must be done first. */
export type Decided<T> = Movement<T> | { readonly answer: T } | { readonly first: () => Promise<void> };

/**
 * Moves one customer's account: loads where it stands, decides, and writes everything in one transaction guarded by the
 * account's version. When another movement came first it is decided anew, within a bound; the decision therefore
 * always rests on the state that it changes.
 * @param whenUnknown answers for a customer that does not exist, instead of the refusal.
 * @throws not-found for an unknown customer, unavailable when the bound is reached.
 */
export const moveAccount = async <T>(
  context: Context,
  customerId: string,
  decide: (standing: Standing) => Promise<Decided<T>> | Decided<T>,
  whenUnknown?: () => Promise<T>,
): Promise<T> => oneAtATime(customerId, () => moveAccountNow(context, customerId, decide, whenUnknown));

/** As `moveAccount`, without waiting for a turn: for what is done within another movement's turn. */
export const moveAccountNow = async <T>(
  context: Context,
  customerId: string,
  decide: (standing: Standing) => Promise<Decided<T>> | Decided<T>,
  whenUnknown: () => Promise<T> = () => Promise.reject(notFound('customer', customerId)),
): Promise<T> => {
  for (let attempt = 0; attempt < CONTENTION_TRIES; attempt += 1) {
    const standing = await loadStanding(context, customerId);
    if (!standing) return whenUnknown();
    const tried = await attemptMovement(context, standing, decide);
    if (tried !== 'again') return tried.answer;
    await backoff(attempt);
  }
  throw unavailable(`Too many changes of customer '${customerId}' at the same time. Try again.`);
};

export const loadStanding = async (context: Context, customerId: string): Promise<Standing | null> => {
  const account = await loadAccount(context.table, customerId);
  if (!account) return null;
  if (account.groupId === null) return { account, group: account.memberCount > 0 ? account : null };
  return { account, group: await loadAccount(context.table, account.groupId) };
};

const attemptMovement = async <T>(
  context: Context,
  standing: Standing,
  decide: (standing: Standing) => Promise<Decided<T>> | Decided<T>,
): Promise<Resolution<T>> => {
  let decided: Decided<T>;
  try {
    decided = await decide(standing);
  } catch (refusal) {
    // The same request may have been honoured before, which is why it is refused now.
    const before = await answeredBefore<T>(context);
    if (before) return before;
    throw refusal;
  }
  if ('answer' in decided) return rememberAnswer(context, decided.answer);
  if ('first' in decided) {
    await decided.first();
    return 'again';
  }

  const use = limitUseAfter(context, standing, decided);
  const told = { ...decided.entry, data: { ...decided.entry.data, ...use.data } };
  const entry = chainEntry(standing.account, told, {
    now: context.moment.now,
    by: context.actor,
    correlationId: context.correlationId,
  });
  const result = decided.result(entry);
  const after = { ...accountAfter(standing.account, decided, entry, context.moment.today), ...use.account };
  const on = businessDateOf(entry.at, context.environment.timeZone);
  const outcome = await context.table.transact([
    ...(context.request ? [requestWrite(context, result)] : []),
    ...decided.writes,
    ...behaviourWrites(context.table, after.customerId, decided.behaviour ?? nothingHappened, eventsOfEntry(entry, on)),
    ...accountWrites(context, standing, decided, after, use.group),
    historyWrite(context.table, entry, standingAfter(after, on)),
    ...(decided.pointers?.(entry) ?? []),
  ]);
  if (outcome.done) return { answer: result };
  if (outcome.failed.has('request')) return (await answeredBefore<T>(context)) ?? 'again';
  for (const [name, stored] of outcome.failed) {
    const meaning = decided.onFailed?.[name];
    if (!meaning) continue;
    const resolution = await meaning(stored);
    return resolution === 'again' ? resolution : rememberAnswer(context, resolution.answer);
  }
  return 'again';
};

const accountAfter = <T>(account: Account, movement: Movement<T>, entry: HistoryEntry, today: string): Account => ({
  ...account,
  gradeDueOn: gradeDueAfter(entry.kind, account, today),
  ...addCounters(account, movement.entry.deltas),
  ...movement.account,
  limitVersion: limitVersionAfter(account, movement.account),
  version: entry.seq,
  lastHash: entry.hash,
  lastEntryAt: entry.at,
});

const standingAfter = (after: Account, on: string): StandingAfter => {
  const limit = effectiveLimit(after, on);
  return { exposure: exposureOf(after), effectiveLimit: limit.kind === 'BOUNDED' ? limit.amount : null };
};

const accountWrites = <T>(
  context: Context,
  { account, group }: Standing,
  movement: Movement<T>,
  after: Account,
  limitUse: GroupLimitUse | null,
): Write[] => {
  const exposure = exposureOf(movement.entry.deltas);
  // Members that came since the account was read would bind it by their group's limit, which nobody has looked at.
  const childless = (movement.joinsGroup ?? false) || (group === null && movement.bounded !== undefined);
  const unbounded: GroupEffect = { exposure, childless };
  if (!group) return [advanceAccount(context.table, account, after, unbounded)];
  const effect: GroupEffect = {
    exposure,
    ...(limitUse ? { limitUse } : {}),
    ...(movement.bounded ? { bound: { limitVersion: group.limitVersion, most: movement.bounded.group } } : {}),
    ...(movement.groupNextExpiryAt === undefined
      ? {}
      : { nextExpiryAt: { from: group.groupNextExpiryAt, to: movement.groupNextExpiryAt } }),
  };
  if (group.customerId === account.customerId) return [advanceAccount(context.table, account, after, effect)];
  const moves = exposure !== 0n || effect.bound !== undefined || effect.nextExpiryAt !== undefined;
  return [
    advanceAccount(context.table, account, after, unbounded),
    ...(moves ? [moveGroup(context.table, group.customerId, effect)] : []),
  ];
};
