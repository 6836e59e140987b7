import * as z from 'zod/mini';
import { MoneyView, PositiveMoney } from './amounts.ts';
import { checked, DateOfBusiness, DateView, Identifier, InstantView, prose } from './primitives.ts';

export const MAX_ALLOCATIONS = 500;

export const PaymentParams = z.strictObject({ paymentId: Identifier });
export type PaymentParams = z.infer<typeof PaymentParams>;

export const Allocation = z.strictObject({ invoiceId: Identifier, amount: PositiveMoney });
export type Allocation = z.infer<typeof Allocation>;

interface Allocated {
  readonly amount: Allocation['amount'];
  readonly allocations?: readonly Allocation[];
}

const firstDoubled = (allocations: readonly Allocation[]): number => {
  const seen = new Set<string>();
  return allocations.findIndex(({ invoiceId }) => seen.size === seen.add(invoiceId).size);
};

/** Every invoice once, in the currency of the payment, and together no more than was paid. */
const allocationsFit = (payment: Allocated, context: z.core.$RefinementCtx<Allocated>): void => {
  // Called with malformed fields as well, of which others have told; there is nothing to add up then.
  if (context.issues.length > 0) return;
  const allocations = payment.allocations ?? [];
  const refuse = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path: ['allocations', ...path], message, input: payment });

  const doubled = firstDoubled(allocations);
  if (doubled >= 0) refuse([doubled, 'invoiceId'], 'is named twice; sum it up in one allocation');
  const foreign = allocations.findIndex((one) => one.amount.currency !== payment.amount.currency);
  if (foreign >= 0) refuse([foreign, 'amount', 'currency'], `must be ${payment.amount.currency} as the payment is`);
  const sum = allocations.reduce((total, one) => total + one.amount.minorUnits, 0n);
  if (foreign < 0 && sum > payment.amount.minorUnits) refuse([], 'must not add up to more than the payment');
};

export const PostPaymentBody = /* @__PURE__ */ checked(
  z.strictObject({
    customerId: Identifier,
    amount: PositiveMoney,
    receivedOn: DateOfBusiness,
    reference: z.exactOptional(prose(1000)),
    allocations: z.exactOptional(/* @__PURE__ */ checked(z.array(Allocation), z.maxLength(MAX_ALLOCATIONS))),
  }),
  z.superRefine(allocationsFit),
);
export type PostPaymentBody = z.infer<typeof PostPaymentBody>;

export const PaymentStatus = z.enum(['POSTED', 'REVERSED']);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

/** amount = sum of allocations + unapplied. */
export const PaymentView = z.object({
  paymentId: z.string(),
  customerId: z.string(),
  amount: MoneyView,
  receivedOn: DateView,
  reference: z.exactOptional(z.string()),
  allocations: z.array(z.object({ invoiceId: z.string(), amount: MoneyView })),
  unapplied: MoneyView,
  status: PaymentStatus,
  reversal: z.exactOptional(z.object({ reason: z.string(), reversedAt: InstantView, reversedBy: z.string() })),
});
export type PaymentView = z.infer<typeof PaymentView>;
