import * as z from 'zod/mini';
import { AgreementView } from './agreements.ts';
import { MoneyView } from './amounts.ts';
import { CoverView } from './covers.ts';
import { Grade, ProfileView } from './customers.ts';
import { DateView, InstantView } from './primitives.ts';
import { RatingView } from './ratings.ts';
import { AgingBucketsView } from './reports.ts';
import { CustomerScoreView } from './scores.ts';

/** A month of a credit report: how the account stood at its end, and how what was paid in it was paid. */
export const CreditReportMonthView = z.object({
  /** `2026-03`; the last one is the current month, as it stands now. */
  month: z.string(),
  exposure: z.nullable(MoneyView),
  effectiveLimit: z.nullable(MoneyView),
  invoicesPaid: z.int(),
  paidOnTime: z.int(),
  averageDaysLate: z.nullable(z.number()),
  worstDaysLate: z.nullable(z.int()),
});
export type CreditReportMonthView = z.infer<typeof CreditReportMonthView>;

/** A credit check as a report names it. */
export const ReportedDecisionView = z.object({
  decisionId: z.string(),
  decidedAt: InstantView,
  orderId: z.string(),
  amount: MoneyView,
  decision: z.string(),
  reasons: z.array(z.string()),
  policyVersion: z.union([z.int(), z.string()]),
});

const Collections = z.object({
  case: z.nullable(
    z.object({
      caseId: z.string(),
      status: z.string(),
      openedAt: InstantView,
      closedAt: z.nullable(InstantView),
      promises: z.array(z.object({ promiseId: z.string(), amount: MoneyView, payBy: DateView })),
    }),
  ),
  disputes: z.array(z.object({ disputeId: z.string(), invoiceIds: z.array(z.string()), reason: z.string() })),
});

/** Everything that a credit manager wants to know of a customer. Amounts of the account are in its currency. */
export const CreditReportView = z.object({
  customerId: z.string(),
  legalName: z.string(),
  asOf: DateView,
  madeAt: InstantView,
  timeZone: z.string(),
  profile: ProfileView,
  score: CustomerScoreView,
  bands: z.array(z.object({ grade: Grade, from: z.int() })),
  months: z.array(CreditReportMonthView),
  aging: z.object({
    buckets: AgingBucketsView,
    total: MoneyView,
    overdue: MoneyView,
    disputed: MoneyView,
    invoices: z.int(),
    maxDaysPastDue: z.int(),
  }),
  oldestInvoices: z.array(
    z.object({
      invoiceId: z.string(),
      dueOn: DateView,
      remaining: MoneyView,
      daysPastDue: z.int(),
      disputed: z.boolean(),
    }),
  ),
  decisions: z.array(ReportedDecisionView),
  covers: z.array(CoverView),
  ratings: z.array(RatingView),
  agreements: z.array(AgreementView),
  collections: Collections,
});
export type CreditReportView = z.infer<typeof CreditReportView>;
