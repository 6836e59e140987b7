import { fromMoneyJson, type MoneyJson } from '../../money.ts';
import type { Grade } from '../account/account.ts';
import type { CollectionPolicy } from '../collection/strategy.ts';
import type { GradingPolicy } from '../grading/policy.ts';
import type { LateModel } from '../prediction/model.ts';
import type { LimitPolicy } from '../recommendation/policy.ts';
import type { WarningPolicy } from '../warning/policy.ts';
import type { ApprovalLevel, Deciders } from './approvals.ts';
import type { ClosedDay, Publishing, UnusualOrder } from './parts.ts';
import type { CreditPolicy } from './policy.ts';
import type { Role } from './roles.ts';
import type { PolicyRule, RuleDocument } from './rules.ts';

/** A level as it is written: a bound that is left out is none. */
export interface LevelDocument {
  readonly level: number;
  readonly role: Role;
  readonly decidedBy: Deciders;
  readonly neededAbove?: MoneyJson;
  readonly neededAboveIncreasePercent?: string;
}

/** The policy as it is written, sent and stored: plain JSON, amounts and percents as decimal text. */
export interface PolicyDocument {
  readonly creditChecks: {
    readonly tolerancePercent: string;
    readonly reservationDays: number;
    readonly maxDaysPastDue: number;
    readonly utilizationWarningPercent: string;
    readonly maxRateAgeDays: number;
    readonly defaultTermsDays: number;
    readonly maxOrders: readonly MoneyJson[];
    readonly segmentsWithoutCredit: readonly string[];
    readonly unusualOrder: UnusualOrder | null;
  };
  readonly rules: readonly RuleDocument[];
  readonly approvals: {
    readonly currency: string;
    readonly limits: readonly LevelDocument[];
    readonly straightThrough: {
      readonly grades: readonly Grade[];
      readonly withinRecommendation: boolean;
      readonly upTo: MoneyJson;
    } | null;
    readonly orderReleases: readonly LevelDocument[];
    readonly remindAfterDays: number;
    readonly escalateAfterDays: number;
    readonly expireAfterDays: number;
    readonly lapse: { readonly exposureGrowthPercent: string; readonly onGradeDrop: boolean };
    readonly signInAbove: MoneyJson | null;
    readonly delegations: readonly { readonly role: Role; readonly to: Role }[];
  };
  readonly grading: GradingPolicy;
  readonly limits: LimitPolicy;
  readonly prediction: LateModel | null;
  readonly collections: CollectionPolicy;
  readonly calendars: { readonly closedDays: readonly ClosedDay[] };
  readonly warnings: WarningPolicy;
  readonly publishing: Publishing;
}

const levelOf = (level: LevelDocument): ApprovalLevel => ({
  ...level,
  neededAbove: level.neededAbove ? fromMoneyJson(level.neededAbove) : null,
  neededAboveIncreasePercent: level.neededAboveIncreasePercent ?? null,
});

const ruleOf = ({ id, set, when }: RuleDocument): PolicyRule => {
  const { amountAbove, amountUpTo, ...conditions } = when;
  const { maxOrder, ...settings } = set;
  return {
    id,
    when: {
      ...conditions,
      ...(amountAbove ? { amountAbove: fromMoneyJson(amountAbove) } : {}),
      ...(amountUpTo ? { amountUpTo: fromMoneyJson(amountUpTo) } : {}),
    },
    set: { ...settings, ...(maxOrder ? { maxOrder: fromMoneyJson(maxOrder) } : {}) },
  };
};

/** The policy that a valid document says. @throws RangeError for an amount that its currency cannot have. */
export const policyOf = (document: PolicyDocument, version: number): CreditPolicy => {
  const { approvals, creditChecks, rules, ...parts } = document;
  const { straightThrough, signInAbove } = approvals;
  return {
    version,
    ...parts,
    ...creditChecks,
    rules: rules.map(ruleOf),
    maxOrders: creditChecks.maxOrders.map(fromMoneyJson),
    approvals: {
      ...approvals,
      limits: approvals.limits.map(levelOf),
      straightThrough: straightThrough && { ...straightThrough, upTo: fromMoneyJson(straightThrough.upTo) },
      orderReleases: approvals.orderReleases.map(levelOf),
      signInAbove: signInAbove && fromMoneyJson(signInAbove),
    },
  };
};
