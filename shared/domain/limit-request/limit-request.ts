import type { BusinessDate, Instant } from '../../dates.ts';
import type { Money } from '../../money.ts';
import type { Grade } from '../account/account.ts';
import type { ApprovalPolicy, Deciders } from '../policy/approvals.ts';
import type { Role } from '../policy/roles.ts';

/** A limit for good, a limit up to a date, or the release of one order that was referred. */
export const requestKinds = ['PERMANENT', 'TEMPORARY', 'ORDER_RELEASE'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** `FAILED`: something broke inside; the workflow is parked and can be resumed. All after `PENDING` but it are final. */
export const requestStatuses = [
  'ASSESSING',
  'PENDING',
  'APPROVED',
  'REJECTED',
  'WITHDRAWN',
  'LAPSED',
  'EXPIRED',
  'FAILED',
] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/**
 * `COVERED`: decided on a lower level already by somebody of this level's role, while nobody else of the role was left.
 * `CLOSED`: the request ended before the level was decided.
 */
export const levelStatuses = ['WAITING', 'PENDING', 'RETURNED', 'APPROVED', 'REJECTED', 'COVERED', 'CLOSED'] as const;
export type LevelStatus = (typeof levelStatuses)[number];

export const verdicts = ['APPROVE', 'REJECT', 'RETURN'] as const;
export type Verdict = (typeof verdicts)[number];

/** What one person decided on one level. */
export interface LevelDecision {
  readonly verdict: Verdict;
  readonly by: string;
  /** The absent approver in whose place it was decided. */
  readonly onBehalfOf: string | null;
  /** The role in which the person was asked: that of the level, or one it was routed or escalated to. */
  readonly role: Role;
  readonly at: Instant;
  /** The limit that was agreed to; `null` for what is no approval, and for the release of an order. */
  readonly approved: Money | null;
  readonly comment: string | null;
  /** By the emailed link, or by the API with a token. */
  readonly via: 'LINK' | 'API';
  readonly round: number;
}

/** Who is asked, and for whom. */
export interface Approver {
  readonly email: string;
  /** The absent approver in whose place this one is asked. */
  readonly onBehalfOf: string | null;
  readonly role: Role;
}

/** An approver whom a mail did not reach. */
export interface NotReached {
  readonly email: string;
  readonly reason: string;
  readonly at: Instant;
  /** Whether the platform admins have been told. */
  readonly told: boolean;
}

/** One level of the matrix, as it goes for this request. */
export interface RequestLevel {
  readonly level: number;
  readonly role: Role;
  readonly deciders: Deciders;
  readonly status: LevelStatus;
  /** The approval that is or was open last; a new one in each round. */
  readonly approvalId: string | null;
  /** Counts how often the level was put to people: more than once after a return for information. */
  readonly round: number;
  /** Role to which the level was put when its round began, and the one that was asked last. */
  readonly openedRole: Role | null;
  readonly askedRole: Role | null;
  /** Everyone who was asked in this round. */
  readonly approvers: readonly Approver[];
  /** Those of them whom no mail reached. */
  readonly notReached: readonly NotReached[];
  readonly openedAt: Instant | null;
  /** When the role of `askedRole` was asked. */
  readonly askedAt: Instant | null;
  /** When approvers were reminded last; those of `askedRole`, if it is after `askedAt`. */
  readonly remindedAt: Instant | null;
  readonly escalatedAt: Instant | null;
  /** An escalation found nobody else who may decide: there is none to try again. */
  readonly isAtTop: boolean;
  readonly decisions: readonly LevelDecision[];
  readonly coveredByLevel: number | null;
}

/** The facts that a request was assessed on, and that an approval is bound to. Amounts in the account's currency. */
export interface Assessment {
  readonly at: Instant;
  readonly policyVersion: number;
  /** The customer's own limit for good; `null` where there is none. */
  readonly creditLimit: Money | null;
  readonly unlimited: boolean;
  /** The request by which a temporary limit stands; `null` where there is none. */
  readonly temporaryBy: string | null;
  /** What bounds the customer now, covers and a temporary limit included; `null` where nothing does or none is set. */
  readonly effectiveLimit: Money | null;
  readonly exposure: Money;
  readonly overdue: Money;
  readonly maxDaysPastDue: number;
  readonly grade: Grade | null;
  readonly recommendedLimit: Money | null;
  /** Why that, or none, in sentences; not said of requests that were assessed before it was. */
  readonly recommendedBecause?: readonly string[];
  /** The requested amount in the currency of the matrix; `null` where no fresh rate is known, and every level is needed. */
  readonly requestedInMatrix: Money | null;
  /** The same in the account's currency: always, but for an order in a currency of which no fresh rate is known. */
  readonly requestedInAccount: Money | null;
}

/** What the request keeps of the policy under which it was assessed: it goes on by it, whatever is published later. */
export interface RequestRules extends Pick<ApprovalPolicy, 'remindAfterDays' | 'escalateAfterDays' | 'lapse'> {
  /** Every level of the matrix for this kind of request, the lowest first: the way up for what nobody decides. */
  readonly matrix: readonly { readonly level: number; readonly role: Role; readonly deciders: Deciders }[];
  /** Requests that were assessed before there were delegations lack it. */
  readonly delegations?: ApprovalPolicy['delegations'];
}

export type OutcomeCode =
  | 'APPROVED'
  | 'STRAIGHT_THROUGH'
  | 'REJECTED'
  | 'NO_APPROVER'
  | 'WITHDRAWN'
  | 'EXPOSURE_GREW'
  | 'GRADE_DROPPED'
  | 'LIMIT_CHANGED'
  | 'POLICY_CHANGED'
  | 'CUSTOMER_BLACKLISTED'
  | 'ORDER_CHANGED'
  | 'TOO_MANY_RELEASES'
  | 'DATE_PASSED'
  | 'EXPIRED';

export interface Outcome {
  readonly code: OutcomeCode;
  /** In a sentence for people. */
  readonly text: string;
  readonly at: Instant;
  /** Who ended it; `null` for the platform. */
  readonly by: string | null;
}

/** Something that happened to the request and is worth telling: who stood in, who could not be asked, who was reminded. */
export interface Note {
  readonly at: Instant;
  readonly level: number | null;
  readonly text: string;
}

/** Where the workflow stands still, and what an operator needs to find the cause. */
export interface Failure {
  readonly at: Instant;
  readonly state: string;
  readonly error: string;
  readonly correlationId: string;
}

/** A request for credit, from its submission to its end. */
export interface LimitRequest {
  readonly requestId: string;
  readonly customerId: string;
  readonly kind: RequestKind;
  readonly status: RequestStatus;
  /** The limit asked for, or the amount of the order; in the account's currency, an order in its own. */
  readonly requested: Money;
  readonly validTo: BusinessDate | null;
  readonly orderId: string | null;
  readonly decisionId: string | null;
  readonly reason: string;
  /** In whose name it is made, and by whose token it came: neither ever approves it. */
  readonly requestedBy: string;
  readonly submittedBy: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly correlationId: string;
  readonly executionArn: string | null;
  readonly assessment: Assessment | null;
  readonly rules: RequestRules | null;
  readonly levels: readonly RequestLevel[];
  readonly information: readonly { readonly by: string; readonly at: Instant; readonly text: string }[];
  readonly notes: readonly Note[];
  /** What was granted: the smallest amount that any level agreed to. */
  readonly approved: Money | null;
  readonly outcome: Outcome | null;
  readonly failure: Failure | null;
  /** Counts what the workflow waits for and got: a decision, information, a withdrawal, a repair. */
  readonly stage: number;
  readonly version: number;
}

const finalStatuses: readonly RequestStatus[] = ['APPROVED', 'REJECTED', 'WITHDRAWN', 'LAPSED', 'EXPIRED'];

export const hasEnded = ({ status }: Pick<LimitRequest, 'status'>): boolean => finalStatuses.includes(status);

const settledLevels: readonly LevelStatus[] = ['APPROVED', 'COVERED'];

/** The level that comes next or is under way; `undefined` when all have agreed. */
export const currentLevel = ({ levels }: Pick<LimitRequest, 'levels'>): RequestLevel | undefined =>
  levels.find(({ status }) => !settledLevels.includes(status));

/** The request with one of its levels changed. */
export const withLevel = (request: LimitRequest, changed: RequestLevel): LimitRequest => ({
  ...request,
  levels: request.levels.map((level) => (level.level === changed.level ? changed : level)),
});

/** Notes are for people; beyond this many the oldest ones of a long story go first. */
const MOST_NOTES = 50;

export const withNotes = (
  request: LimitRequest,
  texts: readonly string[],
  at: Instant,
  level: number | null,
): LimitRequest => ({
  ...request,
  notes: [...request.notes, ...texts.map((text) => ({ at, level, text }))].slice(-MOST_NOTES),
});

/** The request at its end: nothing of it waits any more. */
export const ended = (
  request: LimitRequest,
  status: 'APPROVED' | 'REJECTED' | 'WITHDRAWN' | 'LAPSED' | 'EXPIRED',
  outcome: Outcome,
): LimitRequest => ({
  ...request,
  status,
  outcome,
  failure: null,
  stage: request.stage + 1,
  levels: request.levels.map((level) =>
    ['WAITING', 'PENDING', 'RETURNED'].includes(level.status) ? { ...level, status: 'CLOSED' as const } : level,
  ),
});
