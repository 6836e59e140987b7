import * as z from 'zod/mini';
import { type PromiseRecord, promiseStatuses } from '../domain/promise/promise.ts';
import { toMoneyJson } from '../money.ts';
import { MoneyView, PositiveMoney } from './amounts.ts';
import { checked, DateOfBusiness, DateView, Identifier, InstantView } from './primitives.ts';

/** A promise about more is made about the customer's oldest invoices, without naming them. */
const MOST_PROMISED_INVOICES = 100;

export const PromiseParams = z.object({ promiseId: Identifier });

/** Body of `POST /v1/promises`. */
export const MakePromiseBody = z.strictObject({
  customerId: Identifier,
  invoiceIds: z.exactOptional(
    /* @__PURE__ */ checked(
      z.array(Identifier),
      z.minLength(1),
      z.maxLength(MOST_PROMISED_INVOICES),
      z.refine((ids) => new Set(ids).size === ids.length, 'must name every invoice once'),
    ),
  ),
  amount: PositiveMoney,
  payBy: DateOfBusiness,
});
export type MakePromiseBody = z.infer<typeof MakePromiseBody>;

export const PromiseView = z.object({
  promiseId: z.string(),
  caseId: z.string(),
  customerId: z.string(),
  status: z.enum(promiseStatuses),
  invoiceIds: z.array(z.string()),
  amount: MoneyView,
  payBy: DateView,
  madeAt: InstantView,
  madeBy: z.nullable(z.string()),
  paid: MoneyView,
  partlyKept: z.boolean(),
  replaced: z.boolean(),
  endedAt: z.nullable(InstantView),
});
export type PromiseView = z.infer<typeof PromiseView>;

/** A promise as the API shows it. */
export const promiseView = ({ amount, invoiceIds, paid, ...promise }: PromiseRecord): PromiseView => ({
  ...promise,
  invoiceIds: [...invoiceIds],
  amount: toMoneyJson(amount),
  paid: toMoneyJson(paid),
});
