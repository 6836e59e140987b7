import { type CollectionCase, type Cycle, isTaken, type TakenStep } from './case.ts';
import type { CaseEvent } from './events.ts';

/** So many settled cycles are kept for what may bounce: payments bounce within weeks. */
const MOST_SETTLED = 20;

/** Messages of so many steps are remembered as bounced; more than the steps of any strategy. */
const MOST_BOUNCED = 40;

type StepTaken = Extract<CaseEvent, { type: 'StepTaken' }>;

const later = (a: string, b: string): string => (a > b ? a : b);

const withStep = (cycles: readonly Cycle[], event: StepTaken): readonly Cycle[] => {
  const { at, chasedThrough, cycle: number, daysFromDue, hold, kind, stepId } = event;
  const step: TakenStep = { stepId, kind, daysFromDue, at };
  const known = cycles.find((cycle) => cycle.number === number);
  if (!known) return [...cycles, { number, taken: [step], chasedThrough, held: hold, settled: false }];
  const grown = {
    ...known,
    taken: [...known.taken, step],
    chasedThrough: later(known.chasedThrough, chasedThrough),
    held: known.held || hold,
    settled: false,
  };
  return cycles.map((cycle) => (cycle === known ? grown : cycle));
};

const takeStep = (state: CollectionCase, event: StepTaken): CollectionCase => {
  if (isTaken(state, event.key)) return state;
  const { at, cycle } = event;
  const stepped: CollectionCase = {
    ...state,
    cycles: withStep(state.cycles, event),
    lastCycle: Math.max(state.lastCycle, cycle),
    lastStepAt: at,
    dueThrough: later(state.dueThrough, event.chasedThrough),
    hurried: false,
  };
  if (event.kind !== 'LEGAL_HANDOFF') return stepped;
  if (event.needsApproval) return { ...stepped, legal: { status: 'AWAITING_APPROVAL', cycle, since: at } };
  return withLegal(stepped, cycle, at, event.chasedThrough);
};

/** Who is with the lawyers gets nothing on credit, whatever the steps before have done. */
const withLegal = (state: CollectionCase, cycle: number, since: string, chasedThrough: string): CollectionCase => ({
  ...state,
  legal: { status: 'WITH_LEGAL', cycle, since, matterNumber: null },
  dueThrough: later(state.dueThrough, chasedThrough),
  cycles: state.cycles.map((one) =>
    one.number === cycle
      ? { ...one, held: true, chasedThrough: later(one.chasedThrough, chasedThrough), handedOverAt: since }
      : one,
  ),
});

const settle = (state: CollectionCase, number: number): CollectionCase => {
  const cycles = state.cycles.map((cycle) => (cycle.number === number ? { ...cycle, settled: true } : cycle));
  const old = cycles.filter(({ settled }) => settled).slice(0, -MOST_SETTLED);
  return {
    ...state,
    cycles: cycles.filter((cycle) => !old.includes(cycle)),
    legal: state.legal?.cycle === number ? null : state.legal,
    hurried: false,
  };
};

const takenBack = ({ handedOverAt: _, ...cycle }: Cycle, number: number): Cycle => ({
  ...cycle,
  number,
  taken: cycle.taken.filter(({ kind }) => kind !== 'LEGAL_HANDOFF'),
});

/** The cycle goes on under a new number without its handoff, so that another one would be a step of its own. */
const returned = (state: CollectionCase, at: string, why: string): CollectionCase => {
  const number = state.lastCycle + 1;
  return {
    ...state,
    lastCycle: number,
    legal: { status: 'RETURNED', cycle: number, since: at, why },
    cycles: state.cycles.map((cycle) => (cycle.number === state.legal?.cycle ? takenBack(cycle, number) : cycle)),
  };
};

const changed = (state: CollectionCase, event: CaseEvent): CollectionCase => {
  switch (event.type) {
    case 'StepTaken':
      return takeStep(state, event);
    case 'CasePaused':
      return { ...state, pause: event.pause };
    case 'CaseResumed':
      return { ...state, pause: null, legal: state.legal?.status === 'RETURNED' ? null : state.legal };
    case 'CaseEscalated':
      return { ...state, hurried: true, legal: state.legal?.status === 'RETURNED' ? null : state.legal };
    case 'PromiseMade':
      return { ...state, promises: [...state.promises, event.promise] };
    case 'PromiseEnded':
      return {
        ...state,
        promises: state.promises.filter(({ promiseId }) => promiseId !== event.promiseId),
        hurried: state.hurried || event.hurries,
        brokenPromises: state.brokenPromises + (['BROKEN', 'PARTLY_KEPT'].includes(event.outcome) ? 1 : 0),
      };
    case 'MessageBounced':
      return { ...state, bounced: [...state.bounced, event.key].slice(-MOST_BOUNCED) };
    case 'DisputeNoted':
      return { ...state, disputes: [...state.disputes, event.disputeId] };
    case 'DisputeEnded':
      return { ...state, disputes: state.disputes.filter((disputeId) => disputeId !== event.disputeId) };
    case 'HandoffApproved':
      return state.legal ? withLegal(state, state.legal.cycle, event.at, event.chasedThrough) : state;
    case 'HandoffAcknowledged':
      return state.legal?.status === 'WITH_LEGAL'
        ? { ...state, legal: { ...state.legal, matterNumber: event.matterNumber } }
        : state;
    case 'HandoffReturned':
      return returned(state, event.at, event.why);
    case 'CycleSettled':
      return settle(state, event.cycle);
    case 'CycleReopened':
      return {
        ...state,
        cycles: state.cycles.map((cycle) => (cycle.number === event.cycle ? { ...cycle, settled: false } : cycle)),
      };
    case 'Noted':
      return state;
    case 'HoldPlaced':
      return { ...state, onHold: true };
    case 'HoldLifted':
      return { ...state, onHold: false };
    case 'StatusChanged':
      return { ...state, status: event.to };
    case 'CaseClosed':
      return {
        ...state,
        status: 'CLOSED',
        closedAt: event.at,
        pause: null,
        promises: [],
        disputes: [],
        legal: null,
        hurried: false,
      };
    case 'CaseReopened':
      return { ...state, status: 'OPEN', closedAt: null };
    default:
      return event satisfies never;
  }
};

/** The case after an event. */
export const evolve = (state: CollectionCase, event: CaseEvent): CollectionCase => ({
  ...changed(state, event),
  version: state.version + 1,
});

/** The case after events, in their order. */
export const evolveAll = (state: CollectionCase, events: readonly CaseEvent[]): CollectionCase =>
  events.reduce(evolve, state);
