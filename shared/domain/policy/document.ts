import { fromMoneyJson, type MoneyJson } from '../../money.ts';
import type { Grade } from '../account/account.ts';
import { builtInCollections, type CollectionPolicy } from '../collection/strategy.ts';
import type { ApprovalLevel, Deciders } from './approvals.ts';
import type { CreditPolicy } from './policy.ts';
import type { Role } from './roles.ts';

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
  };
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
  };
  readonly collections: CollectionPolicy;
}

/** A document as it may be stored: those of before it had a part lack it. */
export type StoredPolicyDocument = Omit<PolicyDocument, 'collections'> & Partial<Pick<PolicyDocument, 'collections'>>;

/** The whole of a stored document: for a part that it was written without, what is built in holds. */
export const completed = (stored: StoredPolicyDocument): PolicyDocument => ({
  ...stored,
  collections: stored.collections ?? builtInCollections,
});

const levelOf = (level: LevelDocument): ApprovalLevel => ({
  ...level,
  neededAbove: level.neededAbove ? fromMoneyJson(level.neededAbove) : null,
  neededAboveIncreasePercent: level.neededAboveIncreasePercent ?? null,
});

/** The policy that a valid document says. @throws RangeError for an amount that its currency cannot have. */
export const policyOf = ({ creditChecks, approvals, collections }: PolicyDocument, version: number): CreditPolicy => {
  const { straightThrough, signInAbove } = approvals;
  return {
    version,
    ...creditChecks,
    maxOrders: creditChecks.maxOrders.map(fromMoneyJson),
    approvals: {
      ...approvals,
      limits: approvals.limits.map(levelOf),
      straightThrough: straightThrough && { ...straightThrough, upTo: fromMoneyJson(straightThrough.upTo) },
      orderReleases: approvals.orderReleases.map(levelOf),
      signInAbove: signInAbove && fromMoneyJson(signInAbove),
    },
    collections,
  };
};
