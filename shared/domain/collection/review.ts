import { type CollectionCase, isOfCycle } from './case.ts';
import type { CaseEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { judgePromise } from './promise.ts';
import { type CaseFacts, itemsInReach, type Standing, standingOf, statusOf } from './standing.ts';
import { isMessage } from './strategy.ts';

/** What brought the facts: money makes the platform say thanks. */
export type Cause = 'PAYMENT' | 'OTHER';

const promisesEnded = (state: CollectionCase, { calendar, now, openItems }: CaseFacts): CaseEvent[] =>
  state.promises.flatMap((promise): CaseEvent[] => {
    const judged = judgePromise(promise, openItems, calendar.today(now));
    const { amount: promised, promiseId } = promise;
    return judged ? [{ type: 'PromiseEnded', at: now, by: null, promiseId, promised, ...judged }] : [];
  });

const pauseOver = ({ pause }: CollectionCase, { calendar, now }: CaseFacts): CaseEvent[] =>
  pause && calendar.today(now) >= pause.until ? [{ type: 'CaseResumed', at: now, by: null, reason: null }] : [];

/** Closed, it opens again only for what it was there for: whatever falls due later is another case. */
const openedOrClosed = (state: CollectionCase, { inReach }: Standing, at: string, cause: Cause): CaseEvent[] => {
  if (state.status === 'CLOSED') {
    return inReach.some(({ dueOn }) => dueOn <= state.dueThrough) ? [{ type: 'CaseReopened', at, by: null }] : [];
  }
  if (inReach.length > 0) return [];
  const written = state.cycles.some(({ taken }) => taken.some(isMessage));
  const wasWithLegal = state.legal?.status === 'WITH_LEGAL';
  return [{ type: 'CaseClosed', at, by: null, thanks: cause === 'PAYMENT' && written, wasWithLegal }];
};

/** So many are noted at once, each with its task; the others follow with the next review. */
const MOST_NOTED_AT_ONCE = 5;

const disputesFollow = (state: CollectionCase, { disputes = [], now: at }: CaseFacts): CaseEvent[] => {
  if (state.status === 'CLOSED') return [];
  const ended = state.disputes.filter((known) => !disputes.some(({ disputeId }) => disputeId === known));
  const unknown = disputes.filter(({ disputeId }) => !state.disputes.includes(disputeId));
  return [
    ...ended.map((disputeId): CaseEvent => ({ type: 'DisputeEnded', at, by: null, disputeId })),
    ...unknown
      .slice(0, MOST_NOTED_AT_ONCE)
      .map(({ openedBy, ...dispute }): CaseEvent => ({ type: 'DisputeNoted', at, by: openedBy, ...dispute })),
  ];
};

const cyclesSettled = ({ cycles, status }: CollectionCase, { unpaid }: Standing, at: string): CaseEvent[] =>
  status === 'CLOSED'
    ? []
    : cycles.flatMap((cycle): CaseEvent[] => {
        const isUnpaid = unpaid.some(({ dueOn }) => isOfCycle(cycles, cycle, dueOn));
        if (isUnpaid !== cycle.settled) return [];
        return [{ type: isUnpaid ? 'CycleReopened' : 'CycleSettled', at, by: null, cycle: cycle.number }];
      });

/** Nobody is held for residues, but for those that the lawyers have. */
const holdFollows = (state: CollectionCase, { residues, unpaid }: Standing, at: string): CaseEvent[] => {
  const { cycles, legal, onHold, status } = state;
  const holds = (cycle: CollectionCase['cycles'][number]): boolean =>
    cycle.held &&
    !cycle.settled &&
    (legal?.status === 'WITH_LEGAL' ||
      unpaid.some((item) => isOfCycle(cycles, cycle, item.dueOn) && !residues.has(item)));
  const needed = status !== 'CLOSED' && cycles.some(holds);
  if (needed === onHold) return [];
  return [{ type: needed ? 'HoldPlaced' : 'HoldLifted', at, by: null }];
};

const statusFollows = (state: CollectionCase, standing: Standing, at: string): CaseEvent[] => {
  const to = statusOf(state, standing);
  if (state.status === 'CLOSED' || to === state.status) return [];
  return [{ type: 'StatusChanged', at, by: null, from: state.status, to }];
};

/**
 * What the facts and the clock do to a case by themselves: promises are kept or broken, pauses end, it closes when
 * nothing is in reach any more, and opens again in place when a payment bounces. Nothing when nothing has changed.
 */
export const review = (state: CollectionCase, facts: CaseFacts, cause: Cause = 'OTHER'): readonly CaseEvent[] => {
  const events: CaseEvent[] = [];
  let current = state;
  const happens = (step: (state: CollectionCase) => CaseEvent[]) => {
    for (const event of step(current)) {
      events.push(event);
      current = evolve(current, event);
    }
  };
  const { now } = facts;
  happens((before) => promisesEnded(before, facts));
  happens((before) => pauseOver(before, facts));
  happens((before) => openedOrClosed(before, standingOf(before, facts), now, cause));
  happens((before) => disputesFollow(before, facts));
  happens((before) => cyclesSettled(before, standingOf(before, facts), now));
  happens((before) => holdFollows(before, standingOf(before, facts), now));
  happens((before) => statusFollows(before, standingOf(before, facts), now));
  return events;
};

/**
 * Whether a customer needs a case to be opened: something is in reach, and the last case, if there was one, is closed
 * and not for the same items.
 */
export const needsCase = (last: CollectionCase | null, facts: Parameters<typeof itemsInReach>[0]): boolean => {
  const inReach = itemsInReach(facts);
  if (inReach.length === 0) return false;
  return last === null || (last.status === 'CLOSED' && !inReach.some(({ dueOn }) => dueOn <= last.dueThrough));
};
