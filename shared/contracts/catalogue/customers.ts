import { AgreementParams, AgreementView, PutAgreementBody } from '../agreements.ts';
import { CoverParams, CoverView, PutCoverBody } from '../covers.ts';
import { CreditReportView } from '../credit-report.ts';
import {
  CustomerListView,
  CustomerParams,
  ListCustomersQuery,
  ProfileView,
  PutCustomerBody,
  ReasonBody,
  SetCreditLimitBody,
} from '../customers.ts';
import { HistoryListView, ListHistoryQuery } from '../history.ts';
import { PutRatingBody, RatingParams, RatingView } from '../ratings.ts';
import { CustomerScoreView } from '../scores.ts';
import { StatementView } from '../statements.ts';
import { type Contract, removed, replaced, shown, stored } from './contract.ts';

/** Hold, blacklist and their lifting differ in nothing but what they do. */
const standing = (summary: string): Contract => ({
  summary,
  topic: 'Customers',
  params: CustomerParams,
  body: ReasonBody,
  idempotencyKey: true,
  answers: [shown(ProfileView, 'The profile after the change')],
});

/** Customers: master data, standing, limit, covers, history and statement. */
export const customerContracts = {
  putCustomer: {
    summary: 'Create a customer or replace its master data',
    topic: 'Customers',
    params: CustomerParams,
    body: PutCustomerBody,
    answers: replaced(ProfileView),
  },
  getCustomer: {
    summary: 'Show a credit profile',
    topic: 'Customers',
    params: CustomerParams,
    answers: [shown(ProfileView)],
  },
  listCustomers: {
    summary: 'List customers by name prefix, status or grade',
    topic: 'Customers',
    query: ListCustomersQuery,
    answers: [shown(CustomerListView)],
  },
  holdCustomer: standing('Put a customer on credit hold'),
  unholdCustomer: standing('Lift the credit hold'),
  blacklistCustomer: standing('Blacklist a customer'),
  unblacklistCustomer: standing('Take a customer off the blacklist'),
  reportInsolvency: standing('Report that a customer is insolvent'),
  endInsolvency: standing('Report that an insolvency is over'),
  getCustomerScore: {
    summary: 'Explain the score and the grade of a customer',
    topic: 'Customers',
    params: CustomerParams,
    answers: [shown(CustomerScoreView)],
  },
  setCreditLimit: {
    summary: 'Take over a credit limit from another system, without approval',
    topic: 'Customers',
    params: CustomerParams,
    body: SetCreditLimitBody,
    answers: [shown(ProfileView, 'The profile after the change')],
  },
  putCover: {
    summary: 'Record a credit insurance or guarantee',
    topic: 'Customers',
    params: CoverParams,
    body: PutCoverBody,
    answers: stored(CoverView),
  },
  deleteCover: { summary: 'Remove a cover', topic: 'Customers', params: CoverParams, answers: [removed] },
  putRating: {
    summary: 'Record an outside rating',
    topic: 'Customers',
    params: RatingParams,
    body: PutRatingBody,
    answers: replaced(RatingView),
  },
  putAgreement: {
    summary: 'Record a credit agreement',
    topic: 'Customers',
    params: AgreementParams,
    body: PutAgreementBody,
    answers: stored(AgreementView),
  },
  listHistory: {
    summary: 'List every change and movement, newest first, hash-chained',
    topic: 'Customers',
    params: CustomerParams,
    query: ListHistoryQuery,
    answers: [shown(HistoryListView)],
  },
  getCreditReport: {
    summary: 'Show the credit report of a customer (JSON, HTML or PDF)',
    topic: 'Customers',
    params: CustomerParams,
    answers: [{ ...shown(CreditReportView), otherTypes: ['text/html', 'application/pdf'] }],
  },
  getStatement: {
    summary: 'Show open items with their remaining amounts (JSON or CSV)',
    topic: 'Customers',
    params: CustomerParams,
    answers: [{ ...shown(StatementView), otherTypes: ['text/csv'] }],
  },
} as const satisfies Record<string, Contract>;
