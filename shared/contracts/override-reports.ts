import * as z from 'zod/mini';
import { MoneyView } from './amounts.ts';
import { DateView } from './primitives.ts';

const Count = z.int();
const Percent = z.nullable(z.string());

/** What became of orders that approvers let through, in one currency; late, legal and written off are parts of invoiced. */
export const LetThroughAmountsView = z.object({
  invoiced: MoneyView,
  late: MoneyView,
  legal: MoneyView,
  writtenOff: MoneyView,
  latePercent: Percent,
});

export const LetThroughView = z.object({
  orders: Count,
  invoices: Count,
  lateInvoices: Count,
  /** Of all invoices; one that was paid in time counts with none. */
  averageDaysLate: z.nullable(z.number()),
  amounts: z.array(LetThroughAmountsView),
});
export type LetThroughView = z.infer<typeof LetThroughView>;

const counted = { decided: Count, overrides: Count, ratePercent: Percent, letThrough: LetThroughView };
/** By the whole span, also on a page that is not all of it; null where there was not the time to count it. */
const compared = { ...counted, othersRatePercent: Percent, farAbove: z.nullable(z.boolean()) };

export const OverriderView = z.object({ email: z.string(), ...compared });
export const OverriddenCustomerView = z.object({ customerId: z.string(), legalName: z.string(), ...compared });

export const OverridesReportView = z.object({
  from: DateView,
  to: DateView,
  /** From when on somebody is far above the others, as the policy has it. */
  factor: z.string(),
  minimum: Count,
  total: z.object(counted),
  approvers: z.array(OverriderView),
  customers: z.array(OverriddenCustomerView),
  salespeople: z.array(OverriderView),
  nextCursor: z.nullable(z.string()),
});
export type OverridesReportView = z.infer<typeof OverridesReportView>;
