import { addDays, type BusinessDate } from '../../dates.ts';
import { conflict, unprocessable } from '../../errors.ts';
import { type Money, money, toMoneyJson } from '../../money.ts';
import { FormTurnedDown } from '../dunning/turned-down.ts';
import { type CollectionCase, isTaken, type LegalStage } from './case.ts';
import type { CaseEvent, NoteKind, PromiseOutcome } from './events.ts';
import { evolveAll } from './evolve.ts';
import { mayStillSend } from './last-look.ts';
import { nextOf } from './next-step.ts';
import { coveredBy } from './promise.ts';
import { type Cause, review } from './review.ts';
import { type CaseFacts, standingOf } from './standing.ts';

/** What can be asked of a case. `by` is the person who asks. */
export type CaseCommand =
  /** The facts or the time have changed. */
  | { readonly type: 'REVIEW'; readonly cause?: Cause }
  | { readonly type: 'TAKE_STEP'; readonly key: string }
  | { readonly type: 'PAUSE'; readonly until: BusinessDate; readonly reason: string; readonly by: string }
  | { readonly type: 'RESUME'; readonly reason?: string; readonly by: string }
  | { readonly type: 'ESCALATE'; readonly reason: string; readonly by: string }
  | {
      readonly type: 'PROMISE';
      readonly promiseId: string;
      /** `null`: the oldest items that the amount pays. */
      readonly invoiceIds: readonly string[] | null;
      readonly amount: Money;
      readonly payBy: BusinessDate;
      /** Made by the customer in a form, without anybody of the house. */
      readonly selfService?: true;
      /** What was done for it, for the timeline. */
      readonly note?: string;
      readonly by: string;
    }
  | { readonly type: 'CANCEL_PROMISE'; readonly promiseId: string; readonly by: string }
  /** A message did not reach its address. */
  | { readonly type: 'BOUNCE'; readonly key: string; readonly address: string }
  | { readonly type: 'NOTE'; readonly kind: NoteKind; readonly text: string; readonly by: string | null }
  | { readonly type: 'APPROVE_HANDOFF'; readonly by: string; readonly comment?: string | null }
  | { readonly type: 'REFUSE_HANDOFF'; readonly reason: string; readonly by: string }
  | { readonly type: 'ACKNOWLEDGE_HANDOFF'; readonly matterNumber: string; readonly by: string }
  | { readonly type: 'REJECT_HANDOFF'; readonly reason: string; readonly by: string }
  | { readonly type: 'RECALL_HANDOFF'; readonly reason: string; readonly by: string };

/** How many days ahead a customer may promise to pay: whoever needs longer needs an agreement, not a promise. */
const MOST_PROMISE_DAYS = 90;

type Asked<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>;

const takeStep = (state: CollectionCase, { key }: Asked<'TAKE_STEP'>, facts: CaseFacts): CaseEvent[] => {
  if (isTaken(state, key)) return [];
  const look = mayStillSend(state, { key }, facts);
  const next = nextOf(state, facts).step;
  if (!look.send || !next) {
    throw conflict(`The step ${key} is not to be taken now: ${look.send ? 'SUPERSEDED' : look.because}.`);
  }
  const { cycle, step } = next;
  return [
    {
      type: 'StepTaken',
      at: facts.now,
      by: null,
      key,
      cycle,
      stepId: step.id,
      kind: step.kind,
      daysFromDue: step.daysFromDue,
      items: look.items.length,
      totals: look.totals,
      chasedThrough: look.items.at(-1)?.dueOn ?? '',
      hold: step.hold ?? false,
      needsApproval: step.needsApproval ?? null,
    },
  ];
};

const pause = (state: CollectionCase, asked: Asked<'PAUSE'>, { calendar, now }: CaseFacts): CaseEvent[] => {
  const { by, reason, until } = asked;
  if (state.status === 'CLOSED') throw conflict('The case is closed.');
  if (state.status === 'WITH_LEGAL') throw conflict('The case is with legal: recall it first.');
  if (until <= calendar.today(now)) throw unprocessable('until', 'must be a day after today');
  return [{ type: 'CasePaused', at: now, by, pause: { until, reason, by } }];
};

const resume = (state: CollectionCase, { by, reason }: Asked<'RESUME'>, { now }: CaseFacts): CaseEvent[] => {
  const waits = state.status === 'PAUSED' || (state.status !== 'CLOSED' && state.legal?.status === 'RETURNED');
  if (!waits) throw conflict('The case is not paused.');
  return [{ type: 'CaseResumed', at: now, by, reason: reason ?? null }];
};

const escalate = (state: CollectionCase, { by, reason }: Asked<'ESCALATE'>, facts: CaseFacts): CaseEvent[] => {
  const event: CaseEvent = { type: 'CaseEscalated', at: facts.now, by, reason };
  if (state.status !== 'OPEN') throw conflict(`The case is ${state.status}: nothing of it is chased now.`);
  if (state.legal?.status === 'AWAITING_APPROVAL') throw conflict('The legal handoff is being approved.');
  if (!nextOf(evolveAll(state, [event]), facts).step) throw conflict('All steps of the strategy are taken.');
  return [event];
};

const endPromise = (
  { amount, promiseId }: CollectionCase['promises'][number],
  outcome: PromiseOutcome,
  by: string | null,
  at: string,
): CaseEvent => ({
  type: 'PromiseEnded',
  at,
  by,
  promiseId,
  outcome,
  promised: amount,
  paid: money(0n, amount.currency),
  hurries: false,
});

/** As many end in one transaction, should all be paid at once. */
const MOST_OPEN_PROMISES = 20;

/** So often customers may break their word and still put off the chase by a form. */
const MOST_BROKEN_BY_FORM = 2;

/** A form puts off the chase without anybody's leave: not for next to nothing, and not again and again. */
const refuseAsTooLittle = ({ brokenPromises }: CollectionCase, amount: Money, remaining: Money): void => {
  if (brokenPromises >= MOST_BROKEN_BY_FORM) {
    throw new FormTurnedDown({ why: 'PROMISES_NOT_KEPT' });
  }
  if (amount.minorUnits * 2n < remaining.minorUnits) {
    const least = money((remaining.minorUnits + 1n) / 2n, remaining.currency);
    throw new FormTurnedDown({ why: 'TOO_LITTLE', least: toMoneyJson(least) });
  }
};

const promise = (state: CollectionCase, asked: Asked<'PROMISE'>, facts: CaseFacts): CaseEvent[] => {
  const { amount, by, note, payBy, promiseId } = asked;
  const { calendar, now } = facts;
  if (state.promises.some((known) => known.promiseId === promiseId)) return [];
  if (state.status === 'CLOSED') throw conflict('The case is closed: nothing is overdue.');
  if (amount.minorUnits <= 0n) throw unprocessable('amount', 'must be more than zero');
  if (payBy < calendar.today(now)) throw unprocessable('payBy', 'must not be in the past');
  if (payBy > addDays(calendar.today(now), MOST_PROMISE_DAYS)) {
    throw unprocessable('payBy', `must be at most ${MOST_PROMISE_DAYS} days ahead; longer ones need an agreement`);
  }
  const { invoiceIds, remaining } = coveredBy(standingOf(state, facts).unpaid, asked);
  if (asked.selfService) refuseAsTooLittle(state, amount, remaining);
  const replaced = state.promises.filter((known) => known.invoiceIds.some((id) => invoiceIds.includes(id)));
  if (state.promises.length - replaced.length >= MOST_OPEN_PROMISES) {
    throw unprocessable(
      'invoiceIds',
      `The case has ${MOST_OPEN_PROMISES} open promises already; cancel one, or promise for all.`,
    );
  }
  return [
    ...(note === undefined ? [] : [{ type: 'Noted', at: now, by, kind: 'TASK_OUTCOME', text: note } as const]),
    ...replaced.map((known) => endPromise(known, 'REPLACED', by, now)),
    {
      type: 'PromiseMade',
      at: now,
      by,
      promise: { promiseId, invoiceIds, amount, remainingWhenMade: remaining, payBy, madeAt: now },
    },
  ];
};

const cancelPromise = (state: CollectionCase, asked: Asked<'CANCEL_PROMISE'>, { now }: CaseFacts): CaseEvent[] =>
  state.promises
    .filter(({ promiseId }) => promiseId === asked.promiseId)
    .map((known) => endPromise(known, 'CANCELLED', asked.by, now));

const bounce = (state: CollectionCase, { address, key }: Asked<'BOUNCE'>, { now }: CaseFacts): CaseEvent[] =>
  state.status === 'CLOSED' || state.bounced.includes(key)
    ? []
    : [{ type: 'MessageBounced', at: now, by: null, key, address }];

const stage = (state: CollectionCase, status: LegalStage['status'], message: string): void => {
  if (state.legal?.status !== status) throw conflict(message);
};

const approveHandoff = (
  state: CollectionCase,
  { by, comment }: Asked<'APPROVE_HANDOFF'>,
  facts: CaseFacts,
): CaseEvent[] => {
  stage(state, 'AWAITING_APPROVAL', 'No legal handoff waits for approval.');
  if (state.status === 'PAUSED') throw conflict('The case is paused: resume it first.');
  // The last look: between the question and the answer it may all have been paid for, but for residues, promised or disputed.
  const { overdue, residues } = standingOf(state, facts);
  if (overdue.every((item) => residues.has(item))) {
    const why = 'Nothing is left that could be handed over.';
    return [{ type: 'HandoffReturned', at: facts.now, by, outcome: 'NOTHING_LEFT', why }];
  }
  const chasedThrough = overdue.at(-1)?.dueOn ?? '';
  return [{ type: 'HandoffApproved', at: facts.now, by, comment: comment ?? null, chasedThrough }];
};

const acknowledge = (
  { legal }: CollectionCase,
  { by, matterNumber }: Asked<'ACKNOWLEDGE_HANDOFF'>,
  { now }: CaseFacts,
): CaseEvent[] => {
  if (legal?.status !== 'WITH_LEGAL') throw conflict('The case is not with legal.');
  if (legal.matterNumber === matterNumber) return [];
  if (legal.matterNumber !== null) throw conflict(`It is acknowledged as ${legal.matterNumber}.`, 'matterNumber');
  return [{ type: 'HandoffAcknowledged', at: now, by, matterNumber }];
};

/** What the lawyers had comes back from them. @throws conflict when they do not have it. */
const giveBack = (
  { legal }: CollectionCase,
  outcome: 'REJECTED' | 'RECALLED',
  { by, reason }: Asked<'REJECT_HANDOFF' | 'RECALL_HANDOFF'>,
  { now: at }: CaseFacts,
): CaseEvent[] => {
  if (legal?.status !== 'WITH_LEGAL') throw conflict('The case is not with legal.');
  const why = `${outcome === 'REJECTED' ? 'Rejected by legal' : 'Recalled'}: ${reason}`;
  return [{ type: 'HandoffReturned', at, by, outcome, why, handedOverAt: legal.since }];
};

const own = (state: CollectionCase, command: CaseCommand, facts: CaseFacts): CaseEvent[] => {
  const { now: at } = facts;
  switch (command.type) {
    case 'REVIEW':
      return [];
    case 'TAKE_STEP':
      return takeStep(state, command, facts);
    case 'PAUSE':
      return pause(state, command, facts);
    case 'RESUME':
      return resume(state, command, facts);
    case 'ESCALATE':
      return escalate(state, command, facts);
    case 'PROMISE':
      return promise(state, command, facts);
    case 'CANCEL_PROMISE':
      return cancelPromise(state, command, facts);
    case 'BOUNCE':
      return bounce(state, command, facts);
    case 'NOTE':
      return [{ type: 'Noted', at, by: command.by, kind: command.kind, text: command.text }];
    case 'APPROVE_HANDOFF':
      return approveHandoff(state, command, facts);
    case 'REFUSE_HANDOFF':
      stage(state, 'AWAITING_APPROVAL', 'No legal handoff waits for approval.');
      return [
        {
          type: 'HandoffReturned',
          at,
          by: command.by,
          outcome: 'NOT_APPROVED',
          why: `Not approved: ${command.reason}`,
        },
      ];
    case 'ACKNOWLEDGE_HANDOFF':
      return acknowledge(state, command, facts);
    case 'REJECT_HANDOFF':
      return giveBack(state, 'REJECTED', command, facts);
    case 'RECALL_HANDOFF':
      return giveBack(state, 'RECALLED', command, facts);
    default:
      return command satisfies never;
  }
};

/**
 * What a command does to a case, on facts read now: first what these have done to it by themselves, then what was asked
 * for, then what follows. Nothing when it was done before.
 * @throws conflict when the case is not in a state for it; unprocessable for a date, amount or item that cannot be.
 */
export const decide = (state: CollectionCase, command: CaseCommand, facts: CaseFacts): readonly CaseEvent[] => {
  const before = review(state, facts, command.type === 'REVIEW' ? command.cause : undefined);
  const current = evolveAll(state, before);
  const asked = own(current, command, facts);
  return [...before, ...asked, ...review(evolveAll(current, asked), facts)];
};
