import { toMoneyJson } from '../../money.ts';
import type { JsonObject } from '../history/entry.ts';
import type { Because } from '../policy/matching.ts';
import type { Outcome, Reason, ReasonCode } from './decision.ts';
import type { Facts } from './facts.ts';

export interface Verdict {
  readonly outcome: Outcome;
  readonly reason: Reason;
}

/** A rule looks at the facts and either has nothing to say (`null`) or asks for an outcome and says why. */
export interface Rule {
  readonly name: string;
  readonly judge: (facts: Facts) => Verdict | null;
}

export const verdict = (outcome: Outcome, code: ReasonCode, message: string, facts: JsonObject = {}): Verdict => ({
  outcome,
  reason: { code, message, facts },
});

export const inAccountCurrency = (facts: Facts, minorUnits: bigint): JsonObject => ({
  ...toMoneyJson({ minorUnits, currency: facts.account.currency }),
});

/** Names the rule or the grade that a number comes from; what holds for everybody, or is the customer's own, needs no name. */
export const origin = (because: Because, { grade }: { readonly grade: string | null }): JsonObject => {
  if (because === 'policy' || because === 'customer') return {};
  return because === 'grade' ? { grade } : { rule: because };
};
