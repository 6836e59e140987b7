import type { BusinessDate, Instant } from '../../dates.ts';
import { decideCredit } from '../credit-check/decide.ts';
import type { Outcome, ReasonCode } from '../credit-check/decision.ts';
import type { CheckInput } from '../credit-check/facts.ts';
import type { Json, JsonObject } from '../history/entry.ts';
import type { PolicyDocument } from '../policy/document.ts';
import type { CreditPolicy } from '../policy/policy.ts';
import type { RecordedCheck } from './recorded.ts';
import type { FlipFigures } from './tally.ts';

/** A draft that decides beside the policy in force, without effect. */
export interface ShadowPolicy {
  readonly draftHash: string;
  readonly policy: CreditPolicy;
}

/**
 * What a shadow makes of a check, as it is recorded beside the decision that counts: outcome and reason codes, or that it
 * could not decide, which must never keep the other from deciding.
 */
export const shadowRecord = (input: Omit<CheckInput, 'policy'>, { draftHash, policy }: ShadowPolicy): JsonObject => {
  try {
    const { outcome, reasons } = decideCredit({ ...input, policy });
    return { draftHash, decision: outcome, reasons: reasons.map(({ code }) => code) };
  } catch {
    return { draftHash, decision: null, reasons: [] };
  }
};

/** What a shadow made of a check. */
export interface ShadowDecision {
  /** `null` when it could not decide. */
  readonly outcome: Outcome | null;
  readonly reasons: readonly ReasonCode[];
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the shadow of this draft made of a check, from the record of its decision; `null` where it did not decide. */
export const readShadow = ({ shadow }: JsonObject, draftHash: string): ShadowDecision | null => {
  if (!isObject(shadow) || shadow['draftHash'] !== draftHash) return null;
  return {
    outcome: shadow['decision'] as Outcome | null,
    reasons: shadow['reasons'] as unknown as readonly ReasonCode[],
  };
};

/** A draft as it was when it was put beside the policy in force. */
export interface Shadow {
  readonly draftHash: string;
  readonly basedOnVersion: number;
  readonly document: PolicyDocument;
  readonly changes: readonly string[];
  readonly since: Instant;
  readonly startedBy: string;
}

/** A check that both decided. */
export interface DecidedTwice {
  readonly check: RecordedCheck;
  readonly outcome: NonNullable<ShadowDecision['outcome']>;
  readonly reasons: ShadowDecision['reasons'];
}

export interface ShadowFigures {
  readonly both: number;
  /** Checks that the draft could not decide. */
  readonly failed: number;
  readonly flips: readonly FlipFigures[];
  /** The newest first. */
  readonly flipped: readonly DecidedTwice[];
  readonly truncatedBefore: BusinessDate | null;
}
