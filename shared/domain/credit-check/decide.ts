import { exposureOf } from '../account/account.ts';
import { boundWithTolerance } from '../account/limit.ts';
import { counterOfferFor, shortfallOf } from './counter-offer.ts';
import { type CreditDecision, type Outcome, outcomes, type Reason } from './decision.ts';
import { type CheckInput, type Facts, gatherFacts } from './facts.ts';
import { lapsedCoverReason, nearlyUsedReason } from './limit-rules.ts';
import { offerOfRelease, releasedReason, releaseThatLets } from './released.ts';
import { judge } from './rules.ts';
import { unusualOrderWarning } from './unusual-order.ts';

const strictest = (a: Outcome, b: Outcome): Outcome => (outcomes.indexOf(a) >= outcomes.indexOf(b) ? a : b);

/** What is said of an order beside what rules object to. */
const remarksOn = (facts: Facts, outcome: Outcome, reasons: readonly Reason[]): readonly Reason[] => {
  const isOverLimit = reasons.some((reason) => reason.code.endsWith('LIMIT_EXCEEDED'));
  const remarks = outcome === 'APPROVED' ? [nearlyUsedReason(facts), unusualOrderWarning(facts)] : [];
  return [...remarks, isOverLimit ? lapsedCoverReason(facts) : null].filter((remark) => remark !== null);
};

const groupBoundOf = ({ groupLimit, groupSettings }: Facts): bigint | null =>
  groupLimit?.kind === 'BOUNDED' && groupSettings ? boundWithTolerance(groupLimit.amount, groupSettings) : null;

/** What rules and the grade have settled, by name; what holds for everybody is left out. */
const specialsOf = ({ settings: { because }, termsBecause }: Facts): Readonly<Record<string, string>> => {
  const { earlyPaymentDiscountPercent, maxDaysPastDue, maxOrder, outcome, tolerancePercent } = because;
  const checked = { earlyPaymentDiscountPercent, maxDaysPastDue, maxOrder, outcome, tolerancePercent };
  const all = Object.entries({ termsDays: termsBecause, ...checked });
  return Object.fromEntries(all.filter(([, source]) => source !== 'policy' && source !== 'customer'));
};

/**
 * Decides a credit check: every rule looks, each that objects gives a reason, the strictest outcome wins.
 * An order that takes no more exposure than it holds already always passes, and so does one that approvers have
 * released, unless it must not be sold on credit at all.
 */
export const decideCredit = (input: CheckInput): CreditDecision => {
  const facts = gatherFacts(input);
  const verdicts = judge(facts);
  const objections = verdicts.flatMap(({ verdict }) => (verdict ? [verdict] : []));
  const asked = objections.reduce<Outcome>((worst, objection) => strictest(worst, objection.outcome), 'APPROVED');
  const release = releaseThatLets(facts, asked);
  const outcome = release ? 'APPROVED' : asked;
  const objected: Reason[] = objections.map((objection) => objection.reason);
  const reasons = release ? [releasedReason(release, objected)] : objected;

  return {
    outcome,
    reasons: [...reasons, ...remarksOn(facts, outcome, reasons)],
    trace: verdicts.map(({ rule, verdict }) => ({ rule, outcome: verdict?.outcome ?? 'APPROVED' })),
    exposureBefore: exposureOf(input.account),
    effectiveLimit: facts.limit.kind === 'BOUNDED' ? facts.limit.amount : null,
    orderValue: facts.orderValue,
    increase: facts.increase,
    groupBound: groupBoundOf(facts),
    termsDays: Math.min(input.check.termsDays ?? facts.agreedTermsDays, facts.agreedTermsDays),
    earlyPaymentDiscountPercent: facts.settings.earlyPaymentDiscountPercent,
    because: specialsOf(facts),
    counterOffer: outcome === 'APPROVED' ? null : offerOfRelease(facts, outcome, counterOfferFor(facts, reasons)),
    shortfall: outcome === 'APPROVED' ? null : shortfallOf(facts, reasons),
    isReleased: release !== null,
    fx: input.fx,
  };
};
