import Big from 'big.js';
import type { Money } from '../../money.ts';
import type { Grade } from '../account/account.ts';
import type { Role } from './roles.ts';

/** Whether one approver of the level's role decides, or each of them must approve. */
export const deciders = ['ONE_OF', 'ALL_OF'] as const;
export type Deciders = (typeof deciders)[number];

/** A level of the matrix. One without any bound is always needed. */
export interface ApprovalLevel {
  readonly level: number;
  readonly role: Role;
  readonly decidedBy: Deciders;
  /** Needed when more than this is asked for. */
  readonly neededAbove: Money | null;
  /** Needed when the requested limit is more than this percent above the present one, an exact decimal. */
  readonly neededAboveIncreasePercent: string | null;
}

/** Which limits are approved without asking anybody. */
export interface StraightThrough {
  readonly grades: readonly Grade[];
  /** Only up to the recommended limit. */
  readonly withinRecommendation: boolean;
  readonly upTo: Money;
}

/** Who approves what, and how long they have. Amounts are in one currency, and facts come converted to it. */
export interface ApprovalPolicy {
  readonly currency: string;
  /** Permanent and temporary limits, the lowest level first. */
  readonly limits: readonly ApprovalLevel[];
  /** `null`: every limit is put to a person. */
  readonly straightThrough: StraightThrough | null;
  readonly orderReleases: readonly ApprovalLevel[];
  readonly remindAfterDays: number;
  /** To the role of the next level; the last level has none, and is reminded only. */
  readonly escalateAfterDays: number;
  readonly expireAfterDays: number;
  /** When an approval no longer fits the facts that it was given on. */
  readonly lapse: {
    /** Growth of the exposure since the request was assessed, in percent of what is requested. */
    readonly exposureGrowthPercent: string;
    readonly onGradeDrop: boolean;
  };
  /** Above it the emailed link asks for sign-in; `null`: never. */
  readonly signInAbove: Money | null;
  /** Who is asked in place of a role of which nobody can be reached, before the role of the next level. */
  readonly delegations: readonly { readonly role: Role; readonly to: Role }[];
}

/** What the matrix looks at, with amounts in the currency of the approvals. */
export type RequestFacts =
  | {
      readonly kind: 'PERMANENT' | 'TEMPORARY';
      readonly requested: Money;
      /** `null` for a first limit, and where no limit bounds the customer: both count by amount only. */
      readonly present: Money | null;
      /** `null` when there is none, which is never straight-through within the recommendation. */
      readonly recommended: Money | null;
      readonly grade: Grade | null;
    }
  | { readonly kind: 'ORDER_RELEASE'; readonly requested: Money };

/** @throws RangeError for amounts of two currencies: the caller has not converted them. */
const isAbove = (amount: Money, bound: Money): boolean => {
  if (amount.currency !== bound.currency) {
    throw new RangeError(`an amount in ${amount.currency} is compared with one in ${bound.currency}`);
  }
  return amount.minorUnits > bound.minorUnits;
};

/** A limit of zero is a limit: any amount is more than any percent above it. */
const growsByMoreThan = (percent: string, present: Money, requested: Money): boolean => {
  isAbove(requested, present);
  const bound = new Big(100).plus(percent).times(present.minorUnits.toString());
  return new Big(requested.minorUnits.toString()).times(100).gt(bound);
};

/** Whether the matrix asks nobody: a good grade, a small amount, and no more than is recommended. */
export const isStraightThrough = ({ straightThrough }: ApprovalPolicy, facts: RequestFacts): boolean => {
  if (straightThrough === null || facts.kind === 'ORDER_RELEASE') return false;
  const { grade, recommended, requested } = facts;
  if (grade === null || !straightThrough.grades.includes(grade)) return false;
  if (straightThrough.withinRecommendation && (recommended === null || isAbove(requested, recommended))) return false;
  return !isAbove(requested, straightThrough.upTo);
};

const isNeeded = (level: ApprovalLevel, facts: RequestFacts): boolean => {
  const { neededAbove, neededAboveIncreasePercent: percent } = level;
  if (neededAbove === null && percent === null) return true;
  if (neededAbove !== null && isAbove(facts.requested, neededAbove)) return true;
  if (percent === null || facts.kind === 'ORDER_RELEASE' || facts.present === null) return false;
  return growsByMoreThan(percent, facts.present, facts.requested);
};

/**
 * The levels that must approve, the lowest first: up to the highest that the request needs, since nobody decides before
 * those below. None when it goes straight through.
 * @param requiredLevel the level that a rule asks for at least: then nothing goes straight through. A matrix that has
 * fewer levels asks all of them.
 * @throws RangeError when an amount is not in the currency of the approvals.
 */
export const neededLevels = (
  policy: ApprovalPolicy,
  facts: RequestFacts,
  requiredLevel: number | null = null,
): readonly ApprovalLevel[] => {
  if (requiredLevel === null && isStraightThrough(policy, facts)) return [];
  const levels = facts.kind === 'ORDER_RELEASE' ? policy.orderReleases : policy.limits;
  const highest = levels.findLastIndex((level) => isNeeded(level, facts));
  return levels.slice(0, Math.max(highest + 1, requiredLevel ?? 0));
};

/**
 * The most that a level may approve without the one above it: its limit of authority. `null` where no amount bounds it.
 * @param levels of the matrix to which the level belongs.
 */
export const limitOfAuthority = (levels: readonly ApprovalLevel[], { level }: ApprovalLevel): Money | null =>
  levels.find((above) => above.level > level && above.neededAbove !== null)?.neededAbove ?? null;
