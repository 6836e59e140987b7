import type { BusinessDate, Instant } from '../../dates.ts';
import type { Money } from '../../money.ts';
import type { StepKind } from './strategy.ts';

export const caseStatuses = ['OPEN', 'PAUSED', 'PROMISED', 'DISPUTED', 'WITH_LEGAL', 'CLOSED'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export interface TakenStep {
  readonly stepId: string;
  readonly kind: StepKind;
  readonly daysFromDue: number;
  readonly at: Instant;
}

/**
 * One way through the steps, for the items that they told of. It lasts for as long as any of these is unpaid; what falls
 * due after its last step and outlives them all is chased from the first step on, in a cycle of its own.
 */
export interface Cycle {
  readonly number: number;
  readonly taken: readonly TakenStep[];
  /** The latest due date that a step has told of. */
  readonly chasedThrough: BusinessDate;
  /** Whether a step put the customer on hold. */
  readonly held: boolean;
  /** Nothing that it told of is unpaid. It is kept: what bounces is chased on from where it was. */
  readonly settled: boolean;
  /** Since when the lawyers have it, or had it until it was settled; left out where they never did, or gave it back. */
  readonly handedOverAt?: Instant;
}

/** A promise that waits for its date. The items that it names are not chased meanwhile. */
export interface OpenPromise {
  readonly promiseId: string;
  readonly invoiceIds: readonly string[];
  readonly amount: Money;
  /** What remained of the items when it was made. */
  readonly remainingWhenMade: Money;
  readonly payBy: BusinessDate;
  readonly madeAt: Instant;
}

/** `RETURNED`: not approved, rejected by legal or recalled; it goes on when a person says so. */
export type LegalStage =
  | { readonly status: 'AWAITING_APPROVAL'; readonly cycle: number; readonly since: Instant }
  | {
      readonly status: 'WITH_LEGAL';
      readonly cycle: number;
      readonly since: Instant;
      readonly matterNumber: string | null;
    }
  | { readonly status: 'RETURNED'; readonly cycle: number; readonly since: Instant; readonly why: string };

export interface Pause {
  /** The day on which it goes on. */
  readonly until: BusinessDate;
  readonly reason: string;
  readonly by: string;
}

/** What a case knows of itself. What is owed is in the ledger and comes with the facts of each decision. */
export interface CollectionCase {
  readonly caseId: string;
  readonly customerId: string;
  readonly status: CaseStatus;
  readonly openedAt: Instant;
  /** Version of the policy that it is chased by to its end; cases that were opened before it was kept lack it. */
  readonly policyVersion?: number;
  readonly closedAt: Instant | null;
  /** The latest due date that the case was opened for or has told of: a bounced payment of these re-opens it. */
  readonly dueThrough: BusinessDate;
  /** The cycles, the oldest first; of those that are settled the newest few. */
  readonly cycles: readonly Cycle[];
  /** The highest number that a cycle has had. */
  readonly lastCycle: number;
  readonly lastStepAt: Instant | null;
  /** The next step does not wait for its day: a promise was broken, or a person said so. */
  readonly hurried: boolean;
  /** Whether the case holds the customer's credit. */
  readonly onHold: boolean;
  readonly pause: Pause | null;
  readonly promises: readonly OpenPromise[];
  /** How many were broken, wholly or in part. */
  readonly brokenPromises: number;
  readonly legal: LegalStage | null;
  /** Keys of messages that did not arrive, the newest last. */
  readonly bounced: readonly string[];
  /** Ids of the open disputes that its timeline tells of. */
  readonly disputes: readonly string[];
  /** Counts the events. */
  readonly version: number;
}

/** The name of a step in a case: whatever is done for it, a mail or a task, is done once under this name. */
export const stepKey = (caseId: string, cycle: number, stepId: string): string => `${caseId}/${cycle}/${stepId}`;

/** The cycle that a step's key names. */
export const cycleOfKey = (key: string): number => Number(key.split('/')[1]);

/** Whether a step has been taken, in a cycle that is still kept. */
export const isTaken = ({ caseId, cycles }: CollectionCase, key: string): boolean =>
  cycles.some(({ number, taken }) => taken.some(({ stepId }) => stepKey(caseId, number, stepId) === key));

/**
 * The cycle in which items due from a date on are chased: the oldest that has told of that date, else a new one, which
 * comes to be with its first step.
 */
export const cycleFor = ({ cycles, lastCycle }: CollectionCase, oldestDueOn: BusinessDate): Cycle =>
  cycles.find(({ chasedThrough }) => oldestDueOn <= chasedThrough) ?? {
    number: lastCycle + 1,
    taken: [],
    chasedThrough: oldestDueOn,
    held: false,
    settled: false,
  };

/**
 * The due date after which the items of a cycle begin: the latest that an older cycle has told of. `null`: from the first on.
 */
export const cycleBegins = (
  cycles: readonly Cycle[],
  { chasedThrough }: Pick<Cycle, 'chasedThrough'>,
): BusinessDate | null =>
  cycles.reduce<BusinessDate | null>(
    (latest, { chasedThrough: other }) =>
      other < chasedThrough && (latest === null || other > latest) ? other : latest,
    null,
  );

/** Whether a due date is one of those that a cycle tells of. */
export const isOfCycle = (cycles: readonly Cycle[], cycle: Cycle, dueOn: BusinessDate): boolean => {
  const begins = cycleBegins(cycles, cycle);
  return dueOn <= cycle.chasedThrough && (begins === null || dueOn > begins);
};

/**
 * When the chase of what is due on a date was handed over to the lawyers; `null` where it never was, or came back. The
 * cycles of cases that were handed over before they told it are known by the case, while legal has it.
 */
export const handedOverAt = ({ cycles, legal }: CollectionCase, dueOn: BusinessDate): Instant | null => {
  const cycle = cycles.find((one) => isOfCycle(cycles, one, dueOn));
  if (!cycle) return null;
  return cycle.handedOverAt ?? (legal?.status === 'WITH_LEGAL' && legal.cycle === cycle.number ? legal.since : null);
};

/** A case that begins now, for items due up to a date. Nothing has been done for it. */
export const openCase = (opened: {
  readonly caseId: string;
  readonly customerId: string;
  readonly at: Instant;
  readonly dueThrough: BusinessDate;
  /** The customer's case before, which is closed: the gap after its last step holds for this one as well. */
  readonly before: CollectionCase | null;
  /** The version of the policy that is in force. */
  readonly policyVersion: number;
}): CollectionCase => ({
  caseId: opened.caseId,
  customerId: opened.customerId,
  status: 'OPEN',
  openedAt: opened.at,
  policyVersion: opened.policyVersion,
  closedAt: null,
  dueThrough: opened.dueThrough,
  cycles: [],
  lastCycle: 0,
  lastStepAt: opened.before?.lastStepAt ?? null,
  hurried: false,
  onHold: false,
  pause: null,
  promises: [],
  brokenPromises: 0,
  legal: null,
  bounced: [],
  disputes: [],
  version: 0,
});
