import * as z from 'zod/mini';
import { MoneyView } from './amounts.ts';
import { DateView } from './primitives.ts';
import { ReceivableStatus } from './receivables.ts';

/** Open items of a customer, oldest due first. balance = openReceivables - unappliedCash. */
export const StatementView = z.object({
  customerId: z.string(),
  legalName: z.string(),
  currency: z.string(),
  asOf: DateView,
  items: z.array(
    z.object({
      invoiceId: z.string(),
      orderId: z.exactOptional(z.string()),
      issuedOn: DateView,
      dueOn: DateView,
      amount: MoneyView,
      remaining: MoneyView,
      status: ReceivableStatus,
      disputed: z.boolean(),
      daysPastDue: z.int(),
    }),
  ),
  /** Present when there are more open items than are listed; the sums count them all. */
  truncated: z.exactOptional(z.literal(true)),
  openReceivables: MoneyView,
  overdue: MoneyView,
  unappliedCash: MoneyView,
  balance: MoneyView,
});
export type StatementView = z.infer<typeof StatementView>;
