import type * as z from 'zod/mini';
import { AgreementParams, AgreementView, PutAgreementBody } from './agreements.ts';
import { CoverParams, CoverView, PutCoverBody } from './covers.ts';
import { CheckCreditBody, CreditDecisionView, DecisionParams, DecisionVerificationView } from './credit-checks.ts';
import { CreditNoteParams, CreditNoteView, PostCreditNoteBody } from './credit-notes.ts';
import {
  CustomerListView,
  CustomerParams,
  ListCustomersQuery,
  ProfileView,
  PutCustomerBody,
  ReasonBody,
  SetCreditLimitBody,
} from './customers.ts';
import { DisputeParams, DisputeView, OpenDisputeBody, ResolveDisputeBody } from './disputes.ts';
import { FxRatesParams, FxRatesView, PutFxRatesBody } from './fx-rates.ts';
import { HealthView } from './health.ts';
import { HistoryListView, ListHistoryQuery } from './history.ts';
import { ImportResultView } from './imports.ts';
import type { OperationId } from './operations.ts';
import { PaymentParams, PaymentView, PostPaymentBody } from './payments.ts';
import { PutRatingBody, RatingParams, RatingView } from './ratings.ts';
import {
  InvoiceParams,
  ListReceivablesQuery,
  PostReceivableBody,
  ReceivableListView,
  ReceivableView,
} from './receivables.ts';
import { AmendReservationBody, OrderParams, ReservationView } from './reservations.ts';
import { StatementView } from './statements.ts';

export const topics = [
  'Customers',
  'Credit checks',
  'Reservations',
  'Receivables',
  'Payments',
  'Disputes',
  'Exchange rates',
  'Service',
] as const;
export type Topic = (typeof topics)[number];

/** An answer that is no problem: its JSON view, and the other media types it may come in. */
export interface Answer {
  readonly status: 200 | 201 | 202 | 204;
  readonly description: string;
  readonly view?: z.ZodMiniType;
  readonly otherTypes?: readonly string[];
}

/** All schemas of an operation: what callers send and what they are answered. */
export interface Contract {
  readonly topic: Topic;
  readonly params?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  readonly fileTypes?: readonly string[];
  /** The header `Idempotency-Key` makes a repetition safe; where the caller names the id, the id does. */
  readonly idempotencyKey?: true;
  readonly answers: readonly Answer[];
}

const shown = (view: z.ZodMiniType, description = 'The answer'): Answer => ({ status: 200, description, view });

/** What a PUT under an id of the caller's answers. */
const stored = (view: z.ZodMiniType): readonly Answer[] => [
  { status: 201, description: 'Created', view },
  { status: 200, description: 'The same was stored before, or an earlier version was replaced', view },
];

const removed: Answer = { status: 204, description: 'Gone, also when it was gone before' };

const standing: Contract = {
  topic: 'Customers',
  params: CustomerParams,
  body: ReasonBody,
  idempotencyKey: true,
  answers: [shown(ProfileView, 'The profile after the change')],
};

/**
 * The contract of every operation, for the OpenAPI document and for tests that hold answers against it. Handlers name
 * their own schemas instead of reading this, so that each bundle carries only what it serves.
 */
export const catalogue: Readonly<Record<OperationId, Contract>> = {
  putCustomer: { topic: 'Customers', params: CustomerParams, body: PutCustomerBody, answers: stored(ProfileView) },
  getCustomer: { topic: 'Customers', params: CustomerParams, answers: [shown(ProfileView)] },
  listCustomers: { topic: 'Customers', query: ListCustomersQuery, answers: [shown(CustomerListView)] },
  holdCustomer: standing,
  unholdCustomer: standing,
  blacklistCustomer: standing,
  unblacklistCustomer: standing,
  setCreditLimit: {
    topic: 'Customers',
    params: CustomerParams,
    body: SetCreditLimitBody,
    answers: [shown(ProfileView, 'The profile after the change')],
  },
  putCover: { topic: 'Customers', params: CoverParams, body: PutCoverBody, answers: stored(CoverView) },
  deleteCover: { topic: 'Customers', params: CoverParams, answers: [removed] },
  putRating: { topic: 'Customers', params: RatingParams, body: PutRatingBody, answers: stored(RatingView) },
  putAgreement: { topic: 'Customers', params: AgreementParams, body: PutAgreementBody, answers: stored(AgreementView) },
  listHistory: {
    topic: 'Customers',
    params: CustomerParams,
    query: ListHistoryQuery,
    answers: [shown(HistoryListView)],
  },
  getStatement: {
    topic: 'Customers',
    params: CustomerParams,
    answers: [{ ...shown(StatementView), otherTypes: ['text/csv'] }],
  },
  checkCredit: {
    topic: 'Credit checks',
    body: CheckCreditBody,
    idempotencyKey: true,
    answers: [shown(CreditDecisionView, 'The decision, whatever it is')],
  },
  getDecision: { topic: 'Credit checks', params: DecisionParams, answers: [shown(CreditDecisionView)] },
  verifyDecision: { topic: 'Credit checks', params: DecisionParams, answers: [shown(DecisionVerificationView)] },
  amendReservation: {
    topic: 'Reservations',
    params: OrderParams,
    body: AmendReservationBody,
    answers: [shown(CreditDecisionView, 'The decision on the difference')],
  },
  getReservation: { topic: 'Reservations', params: OrderParams, answers: [shown(ReservationView)] },
  releaseReservation: { topic: 'Reservations', params: OrderParams, answers: [removed] },
  postReceivable: {
    topic: 'Receivables',
    params: InvoiceParams,
    body: PostReceivableBody,
    answers: stored(ReceivableView),
  },
  getReceivable: { topic: 'Receivables', params: InvoiceParams, answers: [shown(ReceivableView)] },
  listReceivables: {
    topic: 'Receivables',
    params: CustomerParams,
    query: ListReceivablesQuery,
    answers: [shown(ReceivableListView)],
  },
  writeOffReceivable: {
    topic: 'Receivables',
    params: InvoiceParams,
    body: ReasonBody,
    idempotencyKey: true,
    answers: [shown(ReceivableView, 'The receivable after the write-off')],
  },
  postCreditNote: {
    topic: 'Payments',
    params: CreditNoteParams,
    body: PostCreditNoteBody,
    answers: stored(CreditNoteView),
  },
  postPayment: { topic: 'Payments', params: PaymentParams, body: PostPaymentBody, answers: stored(PaymentView) },
  reversePayment: {
    topic: 'Payments',
    params: PaymentParams,
    body: ReasonBody,
    idempotencyKey: true,
    answers: [shown(PaymentView, 'The payment, reversed')],
  },
  openDispute: { topic: 'Disputes', body: OpenDisputeBody, idempotencyKey: true, answers: stored(DisputeView) },
  resolveDispute: {
    topic: 'Disputes',
    params: DisputeParams,
    body: ResolveDisputeBody,
    idempotencyKey: true,
    answers: [shown(DisputeView, 'The dispute, closed')],
  },
  importLedger: {
    topic: 'Payments',
    fileTypes: ['text/csv'],
    answers: [shown(ImportResultView, 'What became of the lines')],
  },
  putFxRates: { topic: 'Exchange rates', params: FxRatesParams, body: PutFxRatesBody, answers: stored(FxRatesView) },
  getHealth: { topic: 'Service', answers: [shown(HealthView)] },
  getOpenApi: {
    topic: 'Service',
    answers: [{ status: 200, description: 'This document', otherTypes: ['application/json'] }],
  },
  getDocs: { topic: 'Service', answers: [{ status: 200, description: 'This page', otherTypes: ['text/html'] }] },
};
