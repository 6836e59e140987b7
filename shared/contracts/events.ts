import * as z from 'zod/mini';
import { MoneyView } from './amounts.ts';
import { DateView, InstantView } from './primitives.ts';

export { EVENT_SOURCE } from '../domain/history/event-source.ts';

/** Raised when a field is renamed, dropped or changes its meaning; fields may be added at any time. */
export const EVENT_SCHEMA_VERSION = 1;

/**
 * `detail` of every event. Events of one customer arrive in the order of `seq`; each arrives at least once, and
 * `eventId` is the same each time.
 */
export const EventDetail = z.object({
  schemaVersion: z.literal(EVENT_SCHEMA_VERSION),
  eventId: z.string(),
  customerId: z.string(),
  /** Number of the history entry in the customer's chain, without gaps; two events may come from one entry. */
  seq: z.int(),
  at: InstantView,
  correlationId: z.string(),
  /** E-mail address of a person or client id of a system. */
  by: z.string(),
  /** Currency of the account and of the deltas. */
  currency: z.string(),
  /** What the entry added to each counter. */
  deltas: z.object({ openReceivables: MoneyView, reservations: MoneyView, unappliedCash: MoneyView }),
  data: z.record(z.string(), z.unknown()),
  /** Hash of the history entry, of which an event does not tell all: it is recomputed from the history. */
  hash: z.string(),
  /** There when the data was too large for an event: which fields were left out, and where to read the whole entry. */
  trimmed: z.exactOptional(z.object({ fields: z.array(z.string()), history: z.string() })),
});
export type EventDetail = z.infer<typeof EventDetail>;

/** `detail` of the events that are about no customer: they stand in no chain, and have neither `seq` nor deltas. */
export const NoticeDetail = z.pick(EventDetail, {
  schemaVersion: true,
  eventId: true,
  at: true,
  correlationId: true,
  by: true,
  data: true,
});
export type NoticeDetail = z.infer<typeof NoticeDetail>;

const Reasoned = z.looseObject({ reason: z.string(), status: z.string() });
const Limit = z.object({ creditLimit: z.nullable(MoneyView), unlimited: z.boolean() });
const Decided = z.looseObject({
  decisionId: z.string(),
  decision: z.string(),
  orderId: z.string(),
  amount: MoneyView,
  reasons: z.array(z.object({ code: z.string(), message: z.string(), facts: z.record(z.string(), z.unknown()) })),
  exposureAfter: z.nullable(MoneyView),
  effectiveLimit: z.nullable(MoneyView),
  available: z.nullable(MoneyView),
  policyVersion: z.union([z.int(), z.string()]),
});
const Orders = z.array(z.looseObject({ orderId: z.string(), released: z.string(), expiresAt: InstantView }));
const settled = {
  amount: MoneyView,
  date: DateView,
  /** What each invoice took, or gave back where it is below zero, as decimals in its currency. */
  invoices: z.array(z.object({ invoiceId: z.string(), applied: z.string() })),
  unapplied: z.string(),
};
const Paid = z.looseObject({ paymentId: z.string(), ...settled });
const Credited = z.looseObject({ creditNoteId: z.string(), ...settled });
const Disputed = z.looseObject({ disputeId: z.string(), invoiceIds: z.array(z.string()) });

const LimitUsed = z.looseObject({
  message: z.string(),
  /** Whose limit it is: the customer's, or that of the one whose limit it shares. */
  limitOf: z.string(),
  usedPercent: z.string(),
  exposure: MoneyView,
  exposureAfter: MoneyView,
  effectiveLimit: MoneyView,
  available: MoneyView,
  /** Kind of the entry that did it. */
  occasion: z.string(),
  /** Both are told when one movement goes all the way. */
  isFullyUsed: z.boolean(),
  /** Where a credit check did it. */
  decisionId: z.exactOptional(z.string()),
  orderId: z.exactOptional(z.string()),
});

const Scored = z.looseObject({ score: z.nullable(z.int()), grade: z.nullable(z.string()) });

const OfCase = z.looseObject({
  caseId: z.string(),
  status: z.string(),
  run: z.int(),
  /** What happened, in its order. */
  events: z.array(z.looseObject({ type: z.string(), text: z.string() })),
});
const OfPromise = z.looseObject({ caseId: z.string(), promiseId: z.string(), amount: MoneyView });

const OfRequest = z.looseObject({ requestId: z.string(), kind: z.string(), status: z.string() });
const OfLevel = z.extend(OfRequest, { approvalId: z.string(), level: z.int(), role: z.string(), round: z.int() });

/** `data` by detail type: what consumers may rely on. More fields may be there. */
export const eventData = {
  CustomerCreated: z.looseObject({ currency: z.string(), sharesLimitOf: z.exactOptional(z.string()) }),
  CustomerChanged: z.looseObject({ changed: z.array(z.string()) }),
  CustomerHeld: Reasoned,
  CustomerReleased: Reasoned,
  CustomerBlacklisted: Reasoned,
  CustomerUnblacklisted: Reasoned,
  CreditLimitChanged: z.looseObject({ from: Limit, to: Limit, reason: z.string() }),
  /** `from` is the limit that bounded the customer until now, without covers: another temporary one, or the credit limit. */
  TemporaryLimitGranted: z.looseObject({
    requestId: z.string(),
    from: z.nullable(MoneyView),
    to: MoneyView,
    validFrom: DateView,
    validTo: DateView,
    approvedBy: z.array(z.string()),
  }),
  /** `to` is the credit limit to which the customer returned; `exposure` may be above it, which puts the customer on hold. */
  TemporaryLimitEnded: z.looseObject({
    requestId: z.string(),
    from: MoneyView,
    to: z.nullable(MoneyView),
    exposure: MoneyView,
  }),
  /** Approvers let an order through: its next check passes with `RELEASED_BY_APPROVAL`. */
  OrderReleased: z.looseObject({
    requestId: z.string(),
    orderId: z.string(),
    amount: MoneyView,
    approvedBy: z.array(z.string()),
    expiresAt: InstantView,
  }),
  LimitRequested: z.extend(OfRequest, { requested: MoneyView, requestedBy: z.string(), reason: z.string() }),
  /** A level was put to people, or escalated to more of them. */
  LimitApprovalRequested: z.extend(OfLevel, { approvers: z.array(z.string()), escalated: z.boolean() }),
  LimitApprovalDecided: z.extend(OfLevel, {
    decision: z.string(),
    decidedBy: z.string(),
    approvedLimit: z.nullable(MoneyView),
    comment: z.nullable(z.string()),
  }),
  /** What an approver had asked for when returning the request. */
  LimitInformationGiven: z.extend(OfRequest, { information: z.string() }),
  ApproverNotReached: z.extend(OfLevel, { approver: z.string(), reason: z.string() }),
  /** Withdrawn, rejected for want of an approver, lapsed or expired; what is granted is told by what it changes. */
  LimitRequestEnded: z.extend(OfRequest, { outcome: z.string(), reason: z.string() }),
  /** The workflow stands still after a failure and waits for a repair. */
  LimitRequestFailed: z.extend(OfRequest, { state: z.string(), error: z.string() }),
  LimitRequestResumed: OfRequest,
  CoverRecorded: z.looseObject({ coverId: z.string(), worth: z.string(), validFrom: DateView, validTo: DateView }),
  CoverRemoved: z.looseObject({ coverId: z.string() }),
  RatingRecorded: z.looseObject({ source: z.string(), ratedOn: DateView, validTo: DateView }),
  AgreementRecorded: z.looseObject({ agreementId: z.string(), signedOn: DateView, validTo: DateView }),
  /** Without `inputs` and `shadow` of the entry, which stay in the history. */
  CreditDecisionMade: Decided,
  /**
   * Beside the entry by which the exposure has reached the policy's share of the limit; told once until it has been below.
   * Its deltas are zero.
   */
  LimitNearlyUsed: LimitUsed,
  /** The same when it has reached the limit. */
  LimitFullyUsed: LimitUsed,
  /** Beside the `CreditDecisionMade` of an order that is unusual for the customer; once for an order. */
  UnusualOrder: z.looseObject({ decisionId: z.string(), orderId: z.string(), message: z.string() }),
  ReservationReleased: z.looseObject({ orderId: z.string(), released: z.string() }),
  ReservationsExpired: z.looseObject({ orders: Orders }),
  ReceivablePosted: z.looseObject({ invoiceId: z.string(), amount: MoneyView, issuedOn: DateView, dueOn: DateView }),
  ReceivableWrittenOff: z.looseObject({ invoiceId: z.string(), writtenOff: MoneyView, reason: z.string() }),
  PaymentReceived: Paid,
  /** Money received or credited earlier was applied to invoices. */
  CashApplied: z.looseObject(settled),
  /** A step on the way to `PaymentReversed`, where a payment was for many invoices. */
  CashUnapplied: z.looseObject(settled),
  PaymentReversed: Paid,
  CreditNotePosted: Credited,
  DisputeOpened: Disputed,
  DisputeResolved: Disputed,
  /** Invoices that have become overdue since the last daily run, or were posted when they were. */
  ReceivableOverdue: z.looseObject({
    invoices: z.array(z.looseObject({ invoiceId: z.string(), dueOn: DateView, remaining: MoneyView })),
  }),
  CoverLapsed: z.looseObject({ coverId: z.string(), validTo: DateView }),
  /** The score has changed and the grade has not. */
  CustomerScored: Scored,
  /** Of a first grade `from` is null. The limit that fell with the grade is there too. */
  GradeChanged: z.extend(Scored, {
    from: z.nullable(z.string()),
    reason: z.string(),
    limit: z.nullable(z.object({ from: MoneyView, to: MoneyView })),
    /** The grade gives no terms, and there is a limit that says nothing any more. */
    prepayment: z.exactOptional(z.boolean()),
  }),
  /** Beside a `GradeChanged` for the worse, or a first one that costs the limit or a part of it; its deltas are zero. */
  GradeDropped: z.looseObject({
    from: z.nullable(z.string()),
    grade: z.string(),
    reason: z.string(),
    limit: z.nullable(z.object({ from: MoneyView, to: MoneyView })),
    /** The grade gives no terms, and there is a limit that says nothing any more. */
    prepayment: z.exactOptional(z.boolean()),
  }),
  BlacklistProposed: z.looseObject({ reason: z.string() }),
  InsolvencyReported: Reasoned,
  InsolvencyEnded: Reasoned,
  /** Invoices that fall due within the days of the policy, each told once. */
  ReceivableFallingDue: z.looseObject({
    invoices: z.array(z.looseObject({ invoiceId: z.string(), dueOn: DateView, remaining: MoneyView })),
  }),
  CoverLapsing: z.looseObject({ coverId: z.string(), worth: MoneyView, validTo: DateView, daysLeft: z.int() }),
  LargeDebtor: z.looseObject({ sharePercent: z.string(), openReceivables: MoneyView }),
  /** Of no customer: its detail is a `NoticeDetail`. An approver lets far more through than the others do. */
  OverrideRateHigh: z.looseObject({
    approver: z.string(),
    from: DateView,
    to: DateView,
    decided: z.int(),
    overrides: z.int(),
    ratePercent: z.string(),
    othersRatePercent: z.nullable(z.string()),
  }),
  /** A case was opened, or again: `run` counts how often. */
  CollectionCaseOpened: OfCase,
  CollectionCaseChanged: OfCase,
  /** Beside the event of the case that it comes from, as the rest of this list; their deltas are zero. */
  CollectionEscalated: OfCase,
  CollectionCaseClosed: OfCase,
  LegalHandoffRequested: OfCase,
  PromiseMade: OfPromise,
  PromiseKept: OfPromise,
  PromiseBroken: OfPromise,
} as const satisfies Record<string, z.ZodMiniType>;

/** `detail-type` of the events. */
export type EventType = keyof typeof eventData;
