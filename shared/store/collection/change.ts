import { businessDateOf } from '../../dates.ts';
import { noMovement } from '../../domain/account/account.ts';
import { type CollectionCase, openCase } from '../../domain/collection/case.ts';
import { type CaseCommand, decide } from '../../domain/collection/decide.ts';
import type { CaseEvent } from '../../domain/collection/events.ts';
import { evolveAll } from '../../domain/collection/evolve.ts';
import { needsCase, review } from '../../domain/collection/review.ts';
import { itemsInReach } from '../../domain/collection/standing.ts';
import { timelineEntry } from '../../domain/collection/timeline.ts';
import type { EntryKind, JsonObject } from '../../domain/history/entry.ts';
import { toMoneyJson } from '../../money.ts';
import { type Context, withoutRequest } from '../context.ts';
import type { Directory } from '../limit-requests/directory.ts';
import { type Decided, moveAccount, type Standing } from '../movement.ts';
import { newId } from '../new-id.ts';
import type { Write } from '../table.ts';
import { effectsOf, standingAfter } from './effects.ts';
import { type CaseGround, gatherGround, groundUnder } from './ground.ts';
import {
  caseWriteAfter,
  eventWrites,
  findStoredCase,
  loadStoredCase,
  newCaseWrites,
  type StoredCase,
} from './items.ts';
import { underPolicyOf } from './policy-of-case.ts';

/** A case before and after what was asked of it, and what it was decided on. `events` is empty when nothing changed. */
export interface CaseChange {
  readonly before: StoredCase;
  readonly after: StoredCase;
  readonly events: readonly CaseEvent[];
  readonly ground: CaseGround;
}

export interface ChangeOptions<T> {
  /** What else changes in the same transaction; not called when nothing happens to the case. */
  readonly writes?: (change: CaseChange) => Promise<readonly Write[]> | readonly Write[];
  /** The answer, made of the change; an Idempotency-Key of the context stands for it. */
  readonly answer: (change: CaseChange) => T;
}

/** What an event says in the history beyond its sentence: ids and amounts that consumers act on. */
const factsOf = (event: CaseEvent, timeZone: string): JsonObject => {
  switch (event.type) {
    case 'StepTaken': {
      const { cycle, items, key, kind, needsApproval, stepId, totals } = event;
      return {
        ...{ key, cycle, stepId, kind, items },
        totals: totals.map((total) => ({ ...toMoneyJson(total) })),
        ...(needsApproval === null ? {} : { needsApproval }),
      };
    }
    case 'PromiseMade': {
      const { amount, invoiceIds, payBy, promiseId } = event.promise;
      return { promiseId, amount: { ...toMoneyJson(amount) }, payBy, invoiceIds: invoiceIds.slice(0, MOST_IDS_TOLD) };
    }
    case 'PromiseEnded': {
      const { outcome, paid, promised, promiseId } = event;
      return { promiseId, outcome, amount: { ...toMoneyJson(promised) }, paid: { ...toMoneyJson(paid) } };
    }
    case 'DisputeNoted':
    case 'DisputeEnded':
      return { disputeId: event.disputeId };
    case 'HandoffAcknowledged':
      return { matterNumber: event.matterNumber };
    case 'HandoffReturned': {
      const { handedOverAt } = event;
      return handedOverAt === undefined ? {} : { handedOverOn: businessDateOf(handedOverAt, timeZone) };
    }
    case 'Noted':
      return { kind: event.kind };
    default:
      return {};
  }
};

const MOST_IDS_TOLD = 50;

const entryOf = (
  { environment }: Context,
  kind: EntryKind,
  after: StoredCase,
  events: readonly CaseEvent[],
  status: string,
) => ({
  kind,
  deltas: noMovement,
  data: {
    caseId: after.state.caseId,
    status: after.state.status,
    run: after.run,
    customerStatus: status,
    events: events.map((event) => ({
      type: event.type,
      text: timelineEntry(event).text,
      by: event.by,
      ...factsOf(event, environment.timeZone),
    })),
  },
});

const collectorOf = ({ profile }: CaseGround): string | null => profile.masterData.collector ?? null;

/** The case after events; opened again it counts one run more, for its execution before has ended. */
const storedAfter = (before: StoredCase, events: readonly CaseEvent[], ground: CaseGround): StoredCase => ({
  state: evolveAll(before.state, events),
  run: before.run + (events.some(({ type }) => type === 'CaseReopened') ? 1 : 0),
  collector: collectorOf(ground),
  executionArn: before.executionArn,
});

/** What is asked for comes before what follows for the same item: a task that is done is not put off as well. */
const besides = (following: readonly Write[], asked: readonly Write[]): readonly Write[] => {
  const names = new Set(asked.map(({ name }) => name));
  return [...following.filter(({ name }) => !names.has(name)), ...asked];
};

/**
 * Changes a case and what depends on it in one transaction: the case, its events, an entry in the customer's history and
 * everything that the events bring about. Decided anew, within a bound, when the account or the case has moved meanwhile.
 * @param command what is asked, or how it follows from the case and the facts as they are then.
 * @throws not-found for an unknown case, and whatever the case refuses.
 */
export const changeCase = async <T>(
  context: Context,
  directory: Directory,
  caseId: string,
  command: CaseCommand | ((before: StoredCase, ground: CaseGround) => CaseCommand),
  { answer, writes = () => [] }: ChangeOptions<T>,
): Promise<T> => {
  const { state } = await loadStoredCase(context.table, caseId);
  const { customerId } = state;
  // A case keeps its version, so that it need not be looked for again.
  const own = await underPolicyOf(context, state);
  return moveAccount<T>(context, customerId, async ({ account }) => {
    const [before, ground] = await Promise.all([
      loadStoredCase(context.table, caseId),
      gatherGround(own, customerId, caseId, account),
    ]);
    const asked = typeof command === 'function' ? command(before, ground) : command;
    const events = decide(before.state, asked, ground.facts);
    const change: CaseChange = { before, after: storedAfter(before, events, ground), events, ground };
    if (events.length === 0) return { answer: answer(change) };
    const effects = await effectsOf(own, directory, change, ground, events);
    const kind = change.after.run > before.run ? 'CollectionCaseOpened' : 'CollectionCaseChanged';
    return {
      entry: entryOf(context, kind, change.after, events, standingAfter(account, effects)),
      account: effects.account,
      writes: [
        caseWriteAfter(context.table, before, change.after),
        ...eventWrites(context.table, before.state, events),
        ...besides(effects.writes, await writes(change)),
      ],
      result: () => answer(change),
    };
  });
};

/** Whether facts and time have done something to a case that is not recorded yet. */
export const isReviewDue = ({ state }: StoredCase, { facts }: CaseGround): boolean => review(state, facts).length > 0;

const opening = (
  context: Context,
  last: CollectionCase | null,
  { account }: Standing,
  ground: CaseGround,
): Decided<StoredCase | null> => {
  const { policy, table } = context;
  const { now } = ground.facts;
  const dueThrough = itemsInReach(ground.facts).at(-1)?.dueOn ?? '';
  const { customerId } = account;
  const policyVersion = policy.version;
  const opened = openCase({ caseId: newId(now), customerId, at: now, dueThrough, before: last, policyVersion });
  const stored: StoredCase = { state: opened, run: 1, collector: collectorOf(ground), executionArn: null };
  return {
    entry: entryOf(context, 'CollectionCaseOpened', stored, [], standingAfter(account, { account: {} })),
    account: { inCollection: true },
    writes: newCaseWrites(table, stored),
    result: () => stored,
  };
};

/**
 * Opens a case of a customer who has none under way, if one is needed: the last one again if something that it was about is
 * owed again, else a new one.
 * @param last the newest case, closed; `null` where there never was one. @param ground as it was read with it, under its
 * version of the policy.
 * @returns `null` when nothing of the customer is a matter of collections.
 */
export const openWhereNeeded = async (
  context: Context,
  directory: Directory,
  last: StoredCase | null,
  ground: CaseGround,
): Promise<StoredCase | null> => {
  const { customerId } = ground.account;
  if (last && isReviewDue(last, ground)) {
    const { caseId } = last.state;
    return changeCase(withoutRequest(context), directory, caseId, { type: 'REVIEW' }, { answer: ({ after }) => after });
  }
  // A new case begins with the policy in force, whatever the last one went by.
  if (!needsCase(last?.state ?? null, groundUnder(context, ground).facts)) return null;
  return moveAccount<StoredCase | null>(withoutRequest(context), customerId, async (standing) => {
    const newest = await findStoredCase(context.table, customerId);
    if (newest && newest.state.caseId !== last?.state.caseId) return { answer: newest };
    const asItIsNow = await gatherGround(context, customerId, null, standing.account);
    if (!needsCase(last?.state ?? null, asItIsNow.facts)) return { answer: null };
    return opening(context, last?.state ?? null, standing, asItIsNow);
  });
};

/**
 * The customer's case that is under way, opened where it is needed.
 * @returns `null` when nothing of the customer is a matter of collections.
 */
export const ensureCase = async (
  context: Context,
  directory: Directory,
  customerId: string,
): Promise<StoredCase | null> => {
  const last = await findStoredCase(context.table, customerId);
  if (last && last.state.status !== 'CLOSED') return last;
  const own = last ? await underPolicyOf(context, last.state) : context;
  const ground = await gatherGround(own, customerId, last?.state.caseId ?? null);
  return openWhereNeeded(context, directory, last, ground);
};
