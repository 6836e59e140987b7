import type { Instant } from '../../dates.ts';
import { fromMoneyJson, type Money, type MoneyJson } from '../../money.ts';
import type { Grade } from '../account/account.ts';
import { decideCredit } from '../credit-check/decide.ts';
import type { Outcome, ReasonCode } from '../credit-check/decision.ts';
import type { CheckInput } from '../credit-check/facts.ts';
import { readInputs } from '../credit-check/inputs.ts';
import type { HistoryEntry, JsonObject } from '../history/entry.ts';
import type { CreditPolicy } from '../policy/policy.ts';

/** A credit check as it was decided and recorded. */
export interface RecordedCheck {
  readonly decisionId: string;
  readonly customerId: string;
  readonly orderId: string;
  readonly decidedAt: Instant;
  readonly outcome: Outcome;
  readonly reasons: readonly ReasonCode[];
  /** In the order's currency. */
  readonly amount: Money;
  /** What it was decided on; `null` where that was not recorded, which cannot be decided again. */
  readonly input: Omit<CheckInput, 'policy'> | null;
}

/** What another policy would have made of a check. */
export interface Redecided {
  readonly check: RecordedCheck;
  readonly outcome: Outcome;
  readonly reasons: readonly ReasonCode[];
  /** It asked to hold the order's amount: other checks add nothing to the exposure. */
  readonly reserve: boolean;
  /** What the whole order is worth, in minor units of the account's currency. */
  readonly value: bigint;
  readonly currency: string;
  readonly grade: Grade | null;
  readonly segment: string;
}

const codesOf = (reasons: unknown): readonly ReasonCode[] =>
  Array.isArray(reasons) ? reasons.map((reason: JsonObject) => String(reason['code']) as ReasonCode) : [];

/** The check that an entry of kind `CreditDecisionMade` records. */
export const recordedCheck = ({ customerId, data }: HistoryEntry): RecordedCheck => ({
  decisionId: String(data['decisionId']),
  customerId,
  orderId: String(data['orderId']),
  decidedAt: String(data['decidedAt']),
  outcome: String(data['decision']) as Outcome,
  reasons: codesOf(data['reasons']),
  amount: fromMoneyJson(data['amount'] as unknown as MoneyJson),
  input: readInputs(data),
});

/**
 * Decides a recorded check again, on the same facts, at the same moment, by another policy; `null` when the facts were not
 * recorded.
 */
export const redecide = (check: RecordedCheck, policy: CreditPolicy): Redecided | null => {
  if (check.input === null) return null;
  const decision = decideCredit({ ...check.input, policy });
  const { account } = check.input;
  return {
    check,
    outcome: decision.outcome,
    reasons: decision.reasons.map(({ code }) => code),
    reserve: check.input.check.reserve,
    value: decision.orderValue ?? 0n,
    currency: account.currency,
    grade: account.grade,
    segment: account.segment,
  };
};

/** Whether the other policy decides otherwise. The reasons may differ as they like: what counts is what happens. */
export const isFlipped = ({ check, outcome }: Pick<Redecided, 'check' | 'outcome'>): boolean =>
  outcome !== check.outcome;
