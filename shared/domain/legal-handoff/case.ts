import { addDaysToInstant, type BusinessDate, daysBetween, type Instant } from '../../dates.ts';
import { type Money, type MoneyJson, toMoneyJson } from '../../money.ts';
import type { Grade } from '../account/account.ts';
import type { TimelineEntry } from '../collection/timeline.ts';
import type { Approver } from '../limit-request/limit-request.ts';
import type { ApprovalPolicy } from '../policy/approvals.ts';
import type { LegalHandoff } from './handoff.ts';

/** An invoice that would be handed over, or was. */
export interface ClaimedItem {
  readonly invoiceId: string;
  readonly issuedOn: BusinessDate;
  readonly dueOn: BusinessDate;
  readonly remaining: Money;
}

/** What the question is judged on, as it is now. */
export interface HandoffFacts {
  readonly legalName: string;
  readonly grade: Grade | null;
  /** By due date, the oldest first. */
  readonly items: readonly ClaimedItem[];
  readonly totals: readonly Money[];
  readonly timeline: readonly TimelineEntry[];
  readonly brokenPromises: number;
  readonly today: BusinessDate;
}

/** So many of the oldest invoices, and of the newest lines of the story, are shown; of the rest their number is told. */
const MOST_SHOWN = 50;

/** Lines that say nothing to somebody who decides. */
const isNoise = ({ kind }: TimelineEntry): boolean => kind === 'StatusChanged' || kind === 'CycleSettled';

/** Whether what is owed is above what may be decided by the emailed link alone. */
export const needsSignIn = (totals: readonly Money[], { signInAbove }: Pick<ApprovalPolicy, 'signInAbove'>): boolean =>
  signInAbove !== null &&
  totals.some(({ currency, minorUnits }) => currency !== signInAbove.currency || minorUnits > signInAbove.minorUnits);

/** When the link of a mail that goes out now ends; the question itself stands until it is answered. */
export const linkEndsAt = (sentAt: Instant, { expireAfterDays }: Pick<ApprovalPolicy, 'expireAfterDays'>): Instant =>
  addDaysToInstant(sentAt, expireAfterDays);

/** What an approver is shown of a case that may go to legal: JSON as the API shows it. */
export const handoffCase = (handoff: LegalHandoff, approver: Approver, facts: HandoffFacts, policy: ApprovalPolicy) => {
  const { approval } = handoff;
  const { items, timeline, today, totals } = facts;
  const story = timeline.filter((entry) => !isNoise(entry));
  const oldest = items[0]?.dueOn ?? null;
  const askedAt = approval?.askedAt ?? handoff.createdAt;
  return {
    kind: 'LEGAL_HANDOFF' as const,
    /** Of what is to be decided, as in the case of a limit request. */
    requestId: handoff.handoffId,
    approvalId: approval?.approvalId ?? '',
    handoffId: handoff.handoffId,
    caseId: handoff.caseId,
    customer: { customerId: handoff.customerId, legalName: facts.legalName },
    totals: totals.map(toMoneyJson) as MoneyJson[],
    grade: facts.grade,
    oldestDueOn: oldest,
    maxDaysPastDue: oldest === null ? 0 : Math.max(0, daysBetween(oldest, today)),
    invoices: items.slice(0, MOST_SHOWN).map(({ dueOn, invoiceId, issuedOn, remaining }) => ({
      invoiceId,
      issuedOn,
      dueOn,
      remaining: toMoneyJson(remaining),
      daysPastDue: Math.max(0, daysBetween(dueOn, today)),
    })),
    moreInvoices: Math.max(0, items.length - MOST_SHOWN),
    timeline: story.slice(-MOST_SHOWN).map(({ at, by, kind, text }) => ({ at, kind: String(kind), text, by })),
    brokenPromises: facts.brokenPromises,
    role: approver.role,
    approver: approver.email,
    onBehalfOf: approver.onBehalfOf,
    alsoAsked: (approval?.approvers ?? []).map(({ email }) => email).filter((email) => email !== approver.email),
    askedAt,
    needsSignIn: needsSignIn(totals, policy),
  };
};

/** As `handoffCase` makes it. */
export type HandoffCase = ReturnType<typeof handoffCase>;
