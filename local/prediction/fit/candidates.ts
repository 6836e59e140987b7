import type { InputName } from '../../../shared/domain/prediction/model.ts';
import type { Candidate } from './choose.ts';

const habits: readonly InputName[] = ['lateHabit', 'nearMisses', 'usualDays', 'middleDays'];
const lately: readonly InputName[] = [...habits, 'recentNearMisses', 'recentDays', 'lastDays'];
const record: readonly InputName[] = [...lately, 'recentTurn', 'daysLateHabit', 'unsteadiness', 'experience'];
const size: readonly InputName[] = ['amount', 'termsDays'];
const invoice: readonly InputName[] = [...size, 'relativeAmount', 'weightByAmount'];
const calendar: readonly InputName[] = ['dueWeekday', 'dueDayOfMonth', 'dueMonth'];
const dispute: readonly InputName[] = ['disputed', 'disputeHabit'];

/** The strongest leaves little but the habit. */
const STRENGTHS = [100, 20, 4];
/** Enough where there are many invoices to learn from. */
const WEAKEST = 1;
const MANY = 1000;

/** That somebody is late as often as before, and no more can be known, is what is believed until the data tell otherwise. */
const HABIT_ALONE = 4;

const rich = (start: Candidate['start'], more: readonly InputName[], count: number): readonly Candidate[] =>
  [
    { name: 'habits', inputs: [...habits, ...more], prior: 1 },
    { name: 'habits and lately', inputs: [...lately, ...more], prior: 0.7 },
    { name: 'lately and size', inputs: [...lately, ...size, ...more], prior: 0.7 },
    { name: 'record and size', inputs: [...record, ...size, ...more], prior: 0.5 },
    { name: 'record and invoice', inputs: [...record, ...invoice, ...more], prior: 0.3 },
    { name: 'record, invoice and calendar', inputs: [...record, ...invoice, ...calendar, ...more], prior: 0.15 },
  ].flatMap((set) =>
    (count < MANY ? STRENGTHS : [...STRENGTHS, WEAKEST]).map((strength) => ({ ...set, start, strength })),
  );

/** The customer's late ratio, and the same where a narrow miss counts half. */
const lateRatio = ['lateHabit'] as const;
const nearRatio = ['lateHabit', 'nearMisses'] as const;

/**
 * What is tried for the probability: all start from the customer's late ratio.
 * @param count of the invoices to learn from.
 */
export const latenessCandidates = (withDispute: boolean, count: number): readonly Candidate[] => [
  { name: 'late ratio', start: lateRatio, inputs: null, strength: 0, prior: HABIT_ALONE },
  { name: 'late ratio, rescaled', start: lateRatio, inputs: lateRatio, strength: 60, prior: HABIT_ALONE },
  { name: 'near misses', start: nearRatio, inputs: null, strength: 0, prior: HABIT_ALONE },
  { name: 'near misses, rescaled', start: nearRatio, inputs: nearRatio, strength: 60, prior: HABIT_ALONE },
  ...rich(lateRatio, withDispute ? dispute : [], count),
];

/** What is tried for the days from the due date: from "on the due date" on. */
export const daysCandidates = (withDispute: boolean, count: number): readonly Candidate[] => [
  { name: 'on the due date', start: [], inputs: null, strength: 0, prior: 1 },
  { name: 'same days for all', start: [], inputs: [], strength: 0, prior: 0.3 },
  { name: 'usual days', start: ['usualDays'], inputs: null, strength: 0, prior: 1 },
  { name: 'middle days', start: ['middleDays'], inputs: null, strength: 0, prior: 1 },
  ...rich([], withDispute ? dispute : [], count),
];
