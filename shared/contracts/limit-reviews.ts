import * as z from 'zod/mini';
import { MoneyView } from './amounts.ts';
import { CustomerStatus, Grade } from './customers.ts';
import { Cursor, DateOfBusiness, DateView, GivenPageSize, listOf } from './primitives.ts';

/** `dueBy`: whose limits are to be looked at again by this day, today if nothing is said; it may be to come. */
export const LimitReviewsQuery = z.object({
  dueBy: z.exactOptional(DateOfBusiness),
  limit: z.exactOptional(GivenPageSize),
  cursor: z.exactOptional(Cursor),
});

/** A limit to be looked at again. Amounts are in the currency of the account. */
export const LimitReviewView = z.object({
  customerId: z.string(),
  legalName: z.string(),
  segment: z.string(),
  status: CustomerStatus,
  grade: z.nullable(Grade),
  currency: z.string(),
  creditLimit: z.nullable(MoneyView),
  unlimited: z.boolean(),
  recommendedLimit: z.nullable(MoneyView),
  difference: z.nullable(MoneyView),
  exposure: MoneyView,
  utilization: z.nullable(z.number()),
  lastReviewedOn: DateView,
  dueOn: DateView,
  daysOverdue: z.int(),
  creditAnalyst: z.nullable(z.string()),
});
export type LimitReviewView = z.infer<typeof LimitReviewView>;

export const LimitReviewsReportView = z.extend(/* @__PURE__ */ listOf(LimitReviewView), {
  asOf: DateView,
  dueBy: DateView,
  reviewDays: z.int(),
});
export type LimitReviewsReportView = z.infer<typeof LimitReviewsReportView>;
