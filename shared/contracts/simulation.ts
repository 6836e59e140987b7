import * as z from 'zod/mini';
import { stepKinds } from '../domain/collection/strategy.ts';
import { MoneyView } from './amounts.ts';
import { Decision, ReasonCode } from './credit-checks.ts';
import { Grade } from './customers.ts';
import { checked, DateOfBusiness, DateView, InstantView } from './primitives.ts';

/** Business dates, both included. */
export const SimulatePolicyBody = /* @__PURE__ */ checked(
  z.strictObject({ from: DateOfBusiness, to: DateOfBusiness }),
  z.refine(({ from, to }) => to >= from, { path: ['to'], error: 'must not be before from' }),
);
export type SimulatePolicyBody = z.infer<typeof SimulatePolicyBody>;

const Count = z.int();

/** Orders that one policy lets through and the other does not, in the currency of their customers. */
const ExposureView = z.object({
  currency: z.string(),
  orders: Count,
  amount: MoneyView,
  /** Orders of which no invoice came: what they would have become is not known. */
  notInvoiced: MoneyView,
  /** Orders of customers whose invoices were not looked at, for want of time. */
  notLookedAt: MoneyView,
  invoiced: MoneyView,
  /** Of what was invoiced: paid late or overdue; with the lawyers; written off. */
  late: MoneyView,
  legal: MoneyView,
  writtenOff: MoneyView,
  /** late of invoiced, 0.25 for 25 %; null where nothing was invoiced. */
  lateShare: z.nullable(z.number()),
});

const tally = {
  decisions: Count,
  flipped: Count,
  added: z.array(ExposureView),
  refused: z.array(ExposureView),
};

const StepsView = z.object(
  Object.fromEntries(stepKinds.map((kind) => [kind, Count])) as Record<(typeof stepKinds)[number], typeof Count>,
);

/** A decision that the one policy made and the other would make otherwise. */
export const FlipView = z.object({
  decisionId: z.string(),
  customerId: z.string(),
  orderId: z.string(),
  decidedAt: InstantView,
  amount: MoneyView,
  from: Decision,
  to: Decision,
  reasonsBefore: z.array(ReasonCode),
  reasonsAfter: z.array(ReasonCode),
});
export type FlipView = z.infer<typeof FlipView>;

const Flips = z.array(z.object({ from: Decision, to: Decision, decisions: Count }));

/** What the draft would have changed. */
export const SimulationView = z.object({
  period: z.object({ from: DateView, to: DateView }),
  draftHash: z.string(),
  basedOnVersion: Count,
  /** There was more than one answer can take: decisions of days before this one are not in it. */
  truncatedBefore: z.nullable(DateView),
  /** Those whose facts were recorded with them: not those on customers that nobody had created. */
  decisions: z.object({ simulated: Count, same: Count, flipped: Count }),
  flips: Flips,
  exposure: z.object({ added: z.array(ExposureView), refused: z.array(ExposureView) }),
  byGrade: z.array(z.object({ grade: z.nullable(Grade), ...tally })),
  bySegment: z.array(z.object({ segment: z.string(), ...tally })),
  /** The newest of the flips. */
  examples: z.array(FlipView),
  grades: z.object({
    /** Customers with a decision in the period, as far as there was time. */
    customers: Count,
    changed: Count,
    moves: z.array(z.object({ from: z.nullable(Grade), to: z.nullable(Grade), customers: Count })),
    examples: z.array(
      z.object({
        customerId: z.string(),
        from: z.nullable(Grade),
        to: z.nullable(Grade),
        scoreBefore: z.nullable(Count),
        scoreAfter: z.nullable(Count),
      }),
    ),
  }),
  /** Customers who were checked, and those whose invoices, grades and steps were looked at. */
  customers: z.object({ checked: Count, lookedAt: Count }),
  collections: z.object({ stepsBefore: StepsView, stepsAfter: StepsView }),
});
export type SimulationView = z.infer<typeof SimulationView>;

/** A draft that decides beside the policy in force, without effect. */
export const ShadowPolicyView = z.object({
  draftHash: z.string(),
  basedOnVersion: Count,
  changes: z.array(z.string()),
  since: InstantView,
  startedBy: z.string(),
  /** What the two decided since. */
  decisions: z.object({ both: Count, same: Count, flipped: Count, failed: Count }),
  flips: Flips,
  /** The newest of the flips. */
  examples: z.array(FlipView),
  truncatedBefore: z.nullable(DateView),
});
export type ShadowPolicyView = z.infer<typeof ShadowPolicyView>;
