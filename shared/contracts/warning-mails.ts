import * as z from 'zod/mini';
import { MoneyView } from './amounts.ts';
import { DateOfBusiness, Identifier } from './primitives.ts';

const about = { customer: z.object({ customerId: Identifier, legalName: z.string() }), at: z.iso.datetime() };

const limitUsed = {
  ...about,
  usedPercent: z.string(),
  exposure: MoneyView,
  effectiveLimit: MoneyView,
  available: MoneyView,
  orderId: z.exactOptional(z.string()),
};

const invoices = {
  ...about,
  invoices: z
    .array(z.object({ invoiceId: Identifier, dueOn: DateOfBusiness, remaining: MoneyView }))
    .check(z.minLength(1)),
};

/** What a warning tells the person whom the policy names, by what it warns of: the data of its event, and the customer. */
export const WarningData = z.discriminatedUnion('warning', [
  z.object({ warning: z.literal('LimitNearlyUsed'), ...limitUsed }),
  z.object({ warning: z.literal('LimitFullyUsed'), ...limitUsed }),
  z.object({ warning: z.literal('ReceivableFallingDue'), ...invoices }),
  z.object({ warning: z.literal('ReceivableOverdue'), ...invoices }),
  z.object({
    warning: z.literal('GradeDropped'),
    ...about,
    /** `null` for a first grade. */
    from: z.nullable(z.string()),
    grade: z.string(),
    reason: z.string(),
    /** Where the limit fell with it. */
    limit: z.exactOptional(z.nullable(z.object({ from: MoneyView, to: MoneyView }))),
    /** Where the grade gives no terms, and there is a limit that says nothing any more. */
    prepayment: z.exactOptional(z.boolean()),
  }),
  z.object({ warning: z.literal('BlacklistProposed'), ...about, reason: z.string() }),
  z.object({
    warning: z.literal('UnusualOrder'),
    ...about,
    orderId: z.string(),
    amount: MoneyView,
    decision: z.string(),
    message: z.string(),
  }),
  z.object({
    warning: z.literal('CoverLapsing'),
    ...about,
    coverId: z.string(),
    worth: MoneyView,
    validTo: DateOfBusiness,
  }),
  z.object({ warning: z.literal('LargeDebtor'), ...about, sharePercent: z.string(), openReceivables: MoneyView }),
  z.object({
    warning: z.literal('OverrideRateHigh'),
    at: z.iso.datetime(),
    approver: z.string(),
    from: DateOfBusiness,
    to: DateOfBusiness,
    decided: z.int(),
    overrides: z.int(),
    ratePercent: z.string(),
    othersRatePercent: z.nullable(z.string()),
  }),
]);
export type WarningData = z.infer<typeof WarningData>;
