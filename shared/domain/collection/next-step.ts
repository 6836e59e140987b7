import { addDays, type BusinessDate, type Instant } from '../../dates.ts';
import { type CollectionCase, type Cycle, cycleFor, isOfCycle, stepKey } from './case.ts';
import { evolveAll } from './evolve.ts';
import { review } from './review.ts';
import { type CaseFacts, lateProbabilityOf, type Standing, standingOf } from './standing.ts';
import { isGentle, isMessage, type StrategyStep, stepsFor } from './strategy.ts';

/** A step that comes next, and the first instant at which it may be taken. */
export interface PlannedStep {
  /** Unique for case, cycle and step: the name of the mail or task. */
  readonly key: string;
  readonly cycle: number;
  readonly step: StrategyStep;
  readonly at: Instant;
}

/** What a case waits for. */
export type WaitsFor =
  | 'STEP'
  | 'PAUSE'
  | 'PROMISE'
  | 'DISPUTE'
  /** Somebody approves the legal handoff. */
  | 'APPROVAL'
  | 'LEGAL'
  /** All steps are taken, or the handoff came back: a person says how it goes on. */
  | 'PERSON'
  /** It is closed. */
  | 'NOTHING';

export interface Next {
  readonly waitsFor: WaitsFor;
  /** `null` where no step comes, or none that time alone brings. */
  readonly step: PlannedStep | null;
  /** When time alone changes something next; what else happens wakes the case earlier. */
  readonly wakeAt: Instant | null;
}

const latest = (...instants: readonly Instant[]): Instant => instants.reduce((a, b) => (a > b ? a : b));

const earliest = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.filter((at) => at !== null).reduce<Instant | null>((a, b) => (a === null || b < a ? b : a), null);

/**
 * When a step may be taken: on its day, the gap after the step before, in the customer's hours, a message on a day on which
 * its recipient has had none; never in the past.
 */
const timeOf = (step: StrategyStep, anchor: BusinessDate, state: CollectionCase, facts: CaseFacts): Instant => {
  const { calendar, minimumGapDays, now } = facts;
  const { daysFromDue } = step;
  // Whoever hurries still lets the due date pass: nobody is told to be late who is not.
  // The lawyers come on the day that the final notice has named, and no earlier.
  const days = state.hurried && step.kind !== 'LEGAL_HANDOFF' ? Math.min(1, daysFromDue) : daysFromDue;
  const afterGap = state.lastStepAt
    ? calendar.startOfForBoth(addDays(calendar.customersDate(state.lastStepAt), minimumGapDays))
    : now;
  const recipientIsFree = isMessage(step) ? (facts.noMessageBefore ?? now) : now;
  return calendar.nextSendingTime(
    latest(now, calendar.startOfForBoth(addDays(anchor, days)), afterGap, recipientIsFree),
  );
};

/** A reminder of what will be due has no sense once it is. */
const isTooLate = ({ kind }: StrategyStep, at: Instant, anchor: BusinessDate, { calendar }: CaseFacts): boolean =>
  kind === 'REMINDER_BEFORE_DUE' && (calendar.today(at) > anchor || calendar.customersDate(at) > anchor);

/** How likely what falls due on a day is late: the likeliest of it counts. */
const lateProbabilityOn = (dueOn: BusinessDate, facts: CaseFacts): number | null =>
  facts.openItems
    .filter((item) => item.dueOn === dueOn && !item.disputed && item.remaining.minorUnits > 0n)
    .map((item) => lateProbabilityOf(item, facts))
    .reduce((most, one) => (most === null || (one !== null && one > most) ? one : most), null);

/** Whose next step is looked for: that of a cycle, asked about by a due date. */
interface Asked extends Pick<Standing, 'free' | 'residues'> {
  readonly cycle: Cycle;
  readonly dueOn: BusinessDate;
}

/**
 * How the items of a cycle are chased: from the oldest of which more than a residue is left, or, where there is none, from
 * the date that is asked about, and in a friendly way only.
 */
const chaseOf = (
  { cycles }: CollectionCase,
  { cycle, dueOn, free, residues }: Asked,
): { readonly anchor: BusinessDate; readonly onlyGently: boolean } => {
  const own = free.filter((item) => isOfCycle(cycles, cycle, item.dueOn));
  const oldest = own.find((item) => !residues.has(item));
  const isWhole = oldest?.dueOn === own[0]?.dueOn;
  return { anchor: isWhole || !oldest ? dueOn : oldest.dueOn, onlyGently: own.length > 0 && !oldest };
};

/** The first step of the strategy after those that were taken in the cycle, by their days, so that a strategy that is
 * changed meanwhile goes on from where the old one was. `null` where the cycle has none left, or a person has to say how it goes on.
 */
const stepOf = (state: CollectionCase, of: Asked, facts: CaseFacts): PlannedStep | null => {
  const { cycle } = of;
  if (state.legal?.status === 'RETURNED' && state.legal.cycle === cycle.number) return null;
  const { anchor, onlyGently } = chaseOf(state, of);
  const reached = Math.max(Number.NEGATIVE_INFINITY, ...cycle.taken.map(({ daysFromDue }) => daysFromDue));
  for (const step of stepsFor(facts.strategy, facts.grade, lateProbabilityOn(anchor, facts))) {
    if (step.daysFromDue <= reached || cycle.taken.some(({ stepId }) => stepId === step.id)) continue;
    if (onlyGently && !isGentle(step)) continue;
    const at = timeOf(step, anchor, state, facts);
    if (isTooLate(step, at, anchor, facts)) continue;
    return { key: stepKey(state.caseId, cycle.number, step.id), cycle: cycle.number, step, at };
  }
  return null;
};

/** Whether a cycle has no step left that time would bring. */
export const isSpent = (state: CollectionCase, cycle: Cycle, facts: CaseFacts): boolean =>
  stepOf(state, { ...standingOf(state, facts), cycle, dueOn: cycle.chasedThrough }, facts) === null;

/** What a cycle that has no step left has told of is for a person; what fell due after that is chased on its own. */
const planned = (state: CollectionCase, { free, residues }: Standing, facts: CaseFacts): PlannedStep | null => {
  let toldThrough: BusinessDate | null = null;
  for (const { dueOn } of free) {
    if (toldThrough !== null && dueOn <= toldThrough) continue;
    const cycle = cycleFor(state, dueOn);
    const step = stepOf(state, { cycle, dueOn, free, residues }, facts);
    if (step) return step;
    toldThrough = cycle.chasedThrough;
  }
  return null;
};

const waiting = (waitsFor: WaitsFor, wakeAt: Instant | null): Next => ({ waitsFor, step: null, wakeAt });

/** What comes next in a case that has been reviewed on the same facts. */
export const nextOf = (state: CollectionCase, facts: CaseFacts): Next => {
  const { calendar } = facts;
  const judged = earliest(state.promises.map(({ payBy }) => calendar.startOf(addDays(payBy, 1))));
  switch (state.status) {
    case 'CLOSED':
      return waiting('NOTHING', null);
    case 'WITH_LEGAL':
      return waiting('LEGAL', judged);
    case 'PAUSED':
      return waiting('PAUSE', earliest([judged, state.pause ? calendar.startOf(state.pause.until) : null]));
    case 'OPEN':
    case 'PROMISED':
    case 'DISPUTED': {
      if (state.legal?.status === 'AWAITING_APPROVAL') return waiting('APPROVAL', judged);
      const step = planned(state, standingOf(state, facts), facts);
      const wakeAt = earliest([step?.at ?? null, judged]);
      if (state.status === 'OPEN') return { waitsFor: step ? 'STEP' : 'PERSON', step, wakeAt };
      return { waitsFor: state.status === 'PROMISED' ? 'PROMISE' : 'DISPUTE', step, wakeAt };
    }
    default:
      return state.status satisfies never;
  }
};

/**
 * What comes next in a case as the facts are now, whether or not it was reviewed on them. A step is due when its `at` is
 * not after `now`: that it then is within the customer's hours holds by itself.
 */
export const nextStep = (state: CollectionCase, facts: CaseFacts): Next =>
  nextOf(evolveAll(state, review(state, facts)), facts);
