import * as z from 'zod/mini';
import { MoneyView, PositiveMoney } from './amounts.ts';
import { DateOfBusiness, DateView, Identifier, InstantView, Label, TermsDays } from './primitives.ts';

export const CheckCreditBody = z.strictObject({
  customerId: Identifier,
  orderId: Identifier,
  amount: PositiveMoney,
  reserve: z._default(z.boolean(), false),
  productCategory: z.exactOptional(Label),
  termsDays: z.exactOptional(TermsDays),
  shipOn: z.exactOptional(DateOfBusiness),
});
export type CheckCreditBody = z.infer<typeof CheckCreditBody>;
export type CheckCreditRequest = CheckCreditBody;

export const DecisionParams = z.strictObject({ decisionId: Identifier });
export type DecisionParams = z.infer<typeof DecisionParams>;

export const Decision = z.enum(['APPROVED', 'REFERRED', 'DECLINED', 'PREPAYMENT_REQUIRED']);
export type Decision = z.infer<typeof Decision>;

export const ReasonCode = z.enum([
  'UNKNOWN_CUSTOMER',
  'NO_LIMIT',
  'LIMIT_EXCEEDED',
  'GROUP_LIMIT_EXCEEDED',
  'OVERDUE',
  'ON_HOLD',
  'BLACKLISTED',
  'CASH_ONLY',
  'ORDER_TOO_LARGE',
  'TERMS_TOO_LONG',
  'SEGMENT_NOT_ALLOWED',
  'UNUSUAL_ORDER',
  'LIMIT_NEARLY_USED',
  'COVER_EXPIRED',
  'FX_RATE_STALE',
  'RELEASED_BY_APPROVAL',
]);
export type ReasonCode = z.infer<typeof ReasonCode>;

/** A stored decision. Money beside the order's own amount is in the currency of the customer. */
export const CreditDecisionView = z.object({
  decisionId: z.string(),
  decision: Decision,
  customerId: z.string(),
  orderId: z.string(),
  amount: MoneyView,
  reserve: z.boolean(),
  productCategory: z.exactOptional(z.string()),
  termsDays: z.exactOptional(z.int()),
  shipOn: z.exactOptional(DateView),
  reasons: z.array(z.object({ code: ReasonCode, message: z.string(), facts: z.record(z.string(), z.unknown()) })),
  exposureBefore: z.nullable(MoneyView),
  exposureAfter: z.nullable(MoneyView),
  effectiveLimit: z.nullable(MoneyView),
  available: z.nullable(MoneyView),
  terms: z.object({ days: z.int(), earlyPaymentDiscountPercent: z.exactOptional(z.string()) }),
  /** Which settings come from which rule of the policy, by its id, or from the customer's `grade`; absent where none do. */
  because: z.exactOptional(z.record(z.string(), z.string())),
  reservation: z.nullable(z.object({ orderId: z.string(), amount: MoneyView, expiresAt: InstantView })),
  counterOffer: z.nullable(
    z.object({
      maxAmount: z.exactOptional(MoneyView),
      prepay: z.exactOptional(MoneyView),
      termsDays: z.exactOptional(z.int()),
      passesOn: z.exactOptional(DateView),
    }),
  ),
  /** The rate that converted the order to the customer's currency; absent when they are the same. */
  fx: z.exactOptional(z.looseObject({ from: z.string(), to: z.string(), rate: z.string(), ratedOn: DateView })),
  policyVersion: z.union([z.int(), z.string()]),
  decidedAt: InstantView,
  dataAge: z.record(z.string(), z.unknown()),
  /** Which rules looked, and what each asked for. */
  trace: z.exactOptional(z.record(z.string(), z.string())),
});
export type CreditDecisionView = z.infer<typeof CreditDecisionView>;

/** Whether a stored decision is what was decided, and stands where it should in the customer's chain. */
export const DecisionVerificationView = z.looseObject({
  decisionId: z.string(),
  valid: z.boolean(),
  hash: z.string(),
  recomputedHash: z.string(),
});
export type DecisionVerificationView = z.infer<typeof DecisionVerificationView>;
