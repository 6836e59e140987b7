import { addDays, type BusinessDate } from '../../dates.ts';
import { strategyFor } from '../../domain/collection/strategy.ts';
import { policyOf } from '../../domain/policy/document.ts';
import { factsOfCustomer, settingsFor } from '../../domain/policy/matching.ts';
import type { CreditPolicy } from '../../domain/policy/policy.ts';
import { outlookOf } from '../../domain/prediction/outlook.ts';
import type { Receivable } from '../../domain/receivable/receivable.ts';
import { fatesOf, type OrderFate } from '../../domain/simulation/fate.ts';
import { isFlipped, type Redecided, redecide } from '../../domain/simulation/recorded.ts';
import { type GradedCustomer, type Regraded, regrade } from '../../domain/simulation/regrade.ts';
import { addSteps, type DueInvoice, noSteps, type StepCounts, stepsTaken } from '../../domain/simulation/steps.ts';
import { type SimulatedDecisions, tally } from '../../domain/simulation/tally.ts';
import type { Context } from '../context.ts';
import { gatherScoring } from '../grading/facts.ts';
import { loadActiveVersion } from '../policies.ts';
import { draftInHand } from '../policy-drafts.ts';
import type { HasTime } from '../time-budget.ts';
import { receivablesSince, sealedOn } from './receivables-of.ts';
import { MOST_CHECKS, type Period, recordedChecks } from './recorded-checks.ts';

/** Customers whose invoices and grades are looked at. */
const MOST_CUSTOMERS = 2_000;
const CUSTOMERS_AT_ONCE = 16;

export interface Simulation {
  readonly period: Period;
  readonly draftHash: string;
  readonly basedOnVersion: number;
  readonly truncatedBefore: BusinessDate | null;
  readonly decisions: SimulatedDecisions;
  readonly flipped: readonly Redecided[];
  readonly grades: { readonly customers: number; readonly changed: readonly Regraded[] };
  /** Customers of whom anything was decided, and those whose invoices, grades and steps were looked at. */
  readonly customers: { readonly checked: number; readonly lookedAt: number };
  readonly collections: { readonly before: StepCounts; readonly after: StepCounts };
}

/** Invoices of before the period may be chased in it: of the longest terms, and as old as is told of again. */
const EARLIER_DAYS = 400;

/** The invoices as collections see them: what is foretold of a customer without a record counts for nothing. */
const dueInvoices = (receivables: readonly Receivable[], minimumInvoices: number): readonly DueInvoice[] =>
  receivables.map(({ disputed, dueOn, issuedOn, prediction, settledOn }) => {
    const outlook = prediction && outlookOf(prediction, disputed);
    const isKnown = outlook !== null && outlook.paidBefore >= minimumInvoices;
    return { issuedOn, dueOn, settledOn, lateProbability: isKnown ? outlook.lateProbability : null };
  });

/** What is known of one customer besides the decisions. */
interface CustomerOutcome {
  readonly customerId: string;
  readonly fates: ReadonlyMap<string, OrderFate>;
  readonly graded: GradedCustomer | null;
  readonly before: StepCounts;
  readonly after: StepCounts;
}

interface Policies {
  readonly active: CreditPolicy;
  readonly draft: CreditPolicy;
}

const lookAt = async (
  context: Context,
  customerId: string,
  period: Period,
  { active, draft }: Policies,
): Promise<CustomerOutcome> => {
  const { moment, table } = context;
  const [receivables, sealed, ground] = await Promise.all([
    receivablesSince(table, customerId, addDays(period.from, -EARLIER_DAYS)),
    sealedOn(context, customerId),
    gatherScoring(context, customerId),
  ]);
  const chased = (policy: CreditPolicy): StepCounts => {
    if (!ground) return noSteps;
    const { account } = ground;
    const { minimumGapDays } = policy.collections;
    const byRule = settingsFor(policy, { ...factsOfCustomer(account), today: moment.today }).strategy;
    const strategy = strategyFor(policy.collections, account, byRule);
    const invoices = dueInvoices(receivables, policy.grading.scorecard.minimumInvoices);
    return stepsTaken(invoices, { strategy, grade: account.grade, minimumGapDays }, period);
  };
  return {
    customerId,
    fates: fatesOf(receivables, sealed, moment.today),
    graded: ground && { customerId, input: ground.input, facts: ground.facts },
    before: chased(active),
    after: chased(draft),
  };
};

/** As many of the customers as there is time for, those first whose decisions are flipped. */
const lookAtAll = async (
  context: Context,
  customerIds: readonly string[],
  period: Period,
  policies: Policies,
  hasTime: HasTime,
): Promise<readonly CustomerOutcome[]> => {
  const wanted = customerIds.slice(0, MOST_CUSTOMERS);
  const outcomes: CustomerOutcome[] = [];
  for (let start = 0; start < wanted.length && hasTime(); start += CUSTOMERS_AT_ONCE) {
    const some = wanted.slice(start, start + CUSTOMERS_AT_ONCE);
    outcomes.push(...(await Promise.all(some.map((customerId) => lookAt(context, customerId, period, policies)))));
  }
  return outcomes;
};

const newestFirst = (a: Redecided, b: Redecided): number => (a.check.decidedAt < b.check.decidedAt ? 1 : -1);

/**
 * What the waiting draft would have made of the checks of a period, and of the customers who were checked: the decisions
 * on the facts that each rested on, grades on the facts of today, steps of collection on what was due in the period.
 * Nothing is changed by it.
 * @throws conflict when no draft waits.
 */
export const simulateDraft = async (
  context: Context,
  currency: string,
  period: Period,
  hasTime: HasTime,
): Promise<Simulation> => {
  const { moment, table } = context;
  const [waiting, version] = await Promise.all([draftInHand(context), loadActiveVersion(table, currency)]);
  const policies: Policies = {
    active: policyOf(version.document, version.version),
    draft: policyOf(waiting.document, version.version + 1),
  };
  const { checks: decided, truncatedBefore } = await recordedChecks<Redecided>(
    table,
    period,
    (check) => redecide(check, policies.draft),
    { hasTime, most: MOST_CHECKS },
  );
  const flipped = decided.filter(isFlipped).sort(newestFirst);
  const customerIds = [...new Set([...flipped, ...decided].map(({ check }) => check.customerId))];
  const covered = { from: truncatedBefore ?? period.from, to: period.to };
  const outcomes = await lookAtAll(context, customerIds, covered, policies, hasTime);
  const graded = outcomes.flatMap((one) => (one.graded ? [one.graded] : []));
  const fates = {
    ofOrder: new Map(outcomes.flatMap((one) => [...one.fates])),
    customers: new Set(outcomes.map(({ customerId }) => customerId)),
  };
  return {
    period,
    draftHash: waiting.hash,
    basedOnVersion: waiting.basedOnVersion,
    truncatedBefore,
    decisions: tally(decided, fates),
    flipped,
    grades: {
      customers: graded.length,
      changed: regrade(graded, policies.active.grading, policies.draft.grading, moment.today),
    },
    customers: { checked: customerIds.length, lookedAt: outcomes.length },
    collections: {
      before: outcomes.map(({ before }) => before).reduce(addSteps, noSteps),
      after: outcomes.map(({ after }) => after).reduce(addSteps, noSteps),
    },
  };
};
