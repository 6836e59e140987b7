import type { Grade } from '../account/account.ts';
import type { ResidueRules } from '../behaviour/residues.ts';
import type { QuietHours } from '../calendar/quiet-hours.ts';
import type { Role } from '../policy/roles.ts';

export const stepKinds = [
  'REMINDER_BEFORE_DUE',
  'FRIENDLY_REMINDER',
  'FIRM_REMINDER',
  'CALL_TASK',
  'ESCALATION',
  'FINAL_NOTICE',
  'LEGAL_HANDOFF',
] as const;
export type StepKind = (typeof stepKinds)[number];

/** Kinds by which the customer gets a mail; the others are work for people of the house. */
export const messageKinds = ['REMINDER_BEFORE_DUE', 'FRIENDLY_REMINDER', 'FIRM_REMINDER', 'FINAL_NOTICE'] as const;
export type MessageKind = (typeof messageKinds)[number];

export interface StrategyStep {
  /** Its name within the strategy, which stays when days or wording change. */
  readonly id: string;
  readonly kind: StepKind;
  /** Days from the oldest unpaid due date; before it when negative. Rises from step to step. */
  readonly daysFromDue: number;
  /** A step for customers of these grades only; for others it is no part of the strategy. */
  readonly onlyGrades?: readonly Grade[];
  /**
   * Of a reminder before the due date: it is for customers of other grades, too, when what falls due is late with this
   * probability, in percent, by what the customer has done so far.
   */
  readonly orLikelyLateFromPercent?: string;
  /** The customer is put on credit hold with it. */
  readonly hold?: true;
  /** Somebody of the role approves it, by emailed link, before it takes effect. */
  readonly needsApproval?: Role;
}

/**
 * How customers are chased: for the grades and segments that it names. The last one names none and is for all others; any
 * other one that names none is for those whom a rule of the policy gives it to.
 */
export interface Strategy {
  readonly name: string;
  readonly grades?: readonly Grade[];
  readonly segments?: readonly string[];
  readonly steps: readonly StrategyStep[];
}

/**
 * The part of the policy that collections go by; written in the document as it is here. Customers are reminded of residues
 * in a friendly way and no more.
 */
export interface CollectionPolicy extends ResidueRules {
  /** The first that matches counts; the last one is for everybody. */
  readonly strategies: readonly Strategy[];
  /** Least days from one step to the next, and so between messages. */
  readonly minimumGapDays: number;
  /** The times of day between which customers are written to, where they are; Monday to Friday. */
  readonly quietHours: QuietHours;
  /** Business days that a task may take before the lead is told. */
  readonly taskDueDays: number;
  /** Business days after which legal is reminded of a handoff that it has not acknowledged. */
  readonly legalReminderDays: number;
}

/** What the strategies match on; an ungraded customer has no grade that a condition could name. */
export interface Debtor {
  readonly grade: Grade | null;
  readonly segment: string;
}

/** What a new environment starts with, and what holds for a policy that was written before it had this part. */
export const builtInCollections: CollectionPolicy = {
  strategies: [
    {
      name: 'standard',
      steps: [
        {
          id: 'before-due',
          kind: 'REMINDER_BEFORE_DUE',
          daysFromDue: -3,
          onlyGrades: ['C', 'D', 'E'],
          orLikelyLateFromPercent: '60',
        },
        { id: 'friendly-reminder', kind: 'FRIENDLY_REMINDER', daysFromDue: 1 },
        { id: 'firm-reminder', kind: 'FIRM_REMINDER', daysFromDue: 7 },
        { id: 'call', kind: 'CALL_TASK', daysFromDue: 14 },
        { id: 'escalation', kind: 'ESCALATION', daysFromDue: 21, hold: true },
        { id: 'final-notice', kind: 'FINAL_NOTICE', daysFromDue: 30 },
        { id: 'legal-handoff', kind: 'LEGAL_HANDOFF', daysFromDue: 45, needsApproval: 'credit-managers' },
      ],
    },
  ],
  minimumGapDays: 3,
  quietHours: { from: '08:00', to: '18:00' },
  taskDueDays: 2,
  legalReminderDays: 3,
};

const isAmong = (grade: Grade | null, grades: readonly Grade[] | undefined): boolean =>
  grades === undefined || (grade !== null && grades.includes(grade));

export const hasConditions = ({ grades, segments }: Strategy): boolean =>
  grades !== undefined || segments !== undefined;

/**
 * The strategy for a customer: the one that a rule names, else the first whose conditions hold.
 * @param byRule name of the strategy that the rules of the policy have for the customer; `null` where they have none.
 * @throws RangeError when there is none, which no valid policy allows: its last strategy has no condition.
 */
export const strategyFor = (
  { strategies }: Pick<CollectionPolicy, 'strategies'>,
  debtor: Debtor,
  byRule: string | null = null,
): Strategy => {
  const found =
    strategies.find(({ name }) => name === byRule) ??
    strategies.find(
      (strategy, index) =>
        (hasConditions(strategy) || index === strategies.length - 1) &&
        isAmong(debtor.grade, strategy.grades) &&
        (strategy.segments === undefined || strategy.segments.includes(debtor.segment)),
    );
  if (!found) throw new RangeError(`no strategy is for segment '${debtor.segment}' and grade ${debtor.grade}`);
  return found;
};

const isLikelyLate = (lateProbability: number | null, fromPercent: string | undefined): boolean =>
  fromPercent !== undefined && lateProbability !== null && lateProbability * 100 >= Number(fromPercent);

/**
 * The steps that a strategy has for a customer of a grade, in their order.
 * @param lateProbability of what is chased; `null` where too little is known of the customer.
 */
export const stepsFor = (
  { steps }: Strategy,
  grade: Grade | null,
  lateProbability: number | null = null,
): readonly StrategyStep[] =>
  steps.filter(
    ({ onlyGrades, orLikelyLateFromPercent }) =>
      isAmong(grade, onlyGrades) || isLikelyLate(lateProbability, orLikelyLateFromPercent),
  );

/** Whether a step is no more than a friendly word. */
export const isGentle = ({ kind }: Pick<StrategyStep, 'kind'>): boolean =>
  kind === 'REMINDER_BEFORE_DUE' || kind === 'FRIENDLY_REMINDER';

export const isMessage = ({ kind }: Pick<StrategyStep, 'kind'>): boolean =>
  (messageKinds as readonly StepKind[]).includes(kind);

/**
 * From how many days after its due date on an open item is a matter of collections: from the first step that the
 * strategy has for the customer, and at the latest when it is overdue.
 */
export const reachDays = (strategy: Strategy, grade: Grade | null, lateProbability: number | null = null): number =>
  Math.min(1, ...stepsFor(strategy, grade, lateProbability).map(({ daysFromDue }) => daysFromDue));
