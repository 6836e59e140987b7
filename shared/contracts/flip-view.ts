import type { Outcome, ReasonCode } from '../domain/credit-check/decision.ts';
import type { RecordedCheck } from '../domain/simulation/recorded.ts';
import { toMoneyJson } from '../money.ts';
import type { FlipView } from './simulation.ts';

/** A decision that another policy makes otherwise, as the API shows it. */
export const flipView = ({
  check,
  outcome,
  reasons,
}: {
  readonly check: RecordedCheck;
  readonly outcome: Outcome;
  readonly reasons: readonly ReasonCode[];
}): FlipView => ({
  decisionId: check.decisionId,
  customerId: check.customerId,
  orderId: check.orderId,
  decidedAt: check.decidedAt,
  amount: toMoneyJson(check.amount),
  from: check.outcome,
  to: outcome,
  reasonsBefore: [...check.reasons],
  reasonsAfter: [...reasons],
});
