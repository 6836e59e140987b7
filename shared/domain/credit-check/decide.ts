import { exposureOf } from '../account/account.ts';
import { counterOfferFor, shortfallOf } from './counter-offer.ts';
import { type CreditDecision, type Outcome, outcomes, type Reason } from './decision.ts';
import { type CheckInput, gatherFacts } from './facts.ts';
import { offerOfRelease, releasedReason, releaseThatLets } from './released.ts';
import { lapsedCoverReason, nearlyUsedReason, rules } from './rules.ts';

const strictest = (a: Outcome, b: Outcome): Outcome => (outcomes.indexOf(a) >= outcomes.indexOf(b) ? a : b);

/**
 * Decides a credit check: every rule looks, each that objects gives a reason, the strictest outcome wins.
 * An order that takes no more exposure than it holds already always passes, and so does one that approvers have
 * released, unless it must not be sold on credit at all.
 */
export const decideCredit = (input: CheckInput): CreditDecision => {
  const facts = gatherFacts(input);
  const lowersExposure = input.existing?.status === 'ACTIVE' && facts.increase !== null && facts.increase <= 0n;
  const verdicts = rules.map((rule) => ({ rule, verdict: lowersExposure ? null : rule.judge(facts) }));
  const objections = verdicts.flatMap(({ verdict }) => (verdict ? [verdict] : []));
  const asked = objections.reduce<Outcome>((worst, objection) => strictest(worst, objection.outcome), 'APPROVED');
  const release = releaseThatLets(facts, asked);
  const outcome = release ? 'APPROVED' : asked;
  const objected: Reason[] = objections.map((objection) => objection.reason);
  const reasons = release ? [releasedReason(release, objected)] : objected;
  const remark = outcome === 'APPROVED' ? nearlyUsedReason(facts) : null;
  const lapsed = reasons.some((reason) => reason.code.endsWith('LIMIT_EXCEEDED')) ? lapsedCoverReason(facts) : null;

  return {
    outcome,
    reasons: [...reasons, ...(remark ? [remark] : []), ...(lapsed ? [lapsed] : [])],
    trace: verdicts.map(({ rule, verdict }) => ({ rule: rule.name, outcome: verdict?.outcome ?? 'APPROVED' })),
    exposureBefore: exposureOf(input.account),
    effectiveLimit: facts.limit.kind === 'BOUNDED' ? facts.limit.amount : null,
    orderValue: facts.orderValue,
    increase: facts.increase,
    termsDays: Math.min(input.check.termsDays ?? facts.agreedTermsDays, facts.agreedTermsDays),
    counterOffer: outcome === 'APPROVED' ? null : offerOfRelease(facts, outcome, counterOfferFor(facts, reasons)),
    shortfall: outcome === 'APPROVED' ? null : shortfallOf(facts, reasons),
    isReleased: release !== null,
    fx: input.fx,
  };
};
