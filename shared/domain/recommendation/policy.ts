import type { MoneyJson } from '../../money.ts';
import type { Grade } from '../account/account.ts';

/** The part of the policy that limits are recommended by; written in the document as it is here. */
export interface LimitPolicy {
  readonly recommendation: {
    /** Whole months whose sales count, at most so many; months before the first sale do not. */
    readonly months: number;
    /** Never more than this share of the customer's equity, in percent; `null`: equity bounds nothing. */
    readonly equityPercent: string | null;
    /** Never more than what an outside rating that is in force recommends. */
    readonly withinOutsideRating: boolean;
  };
  /** A limit is looked at again after so many days: the list of reviews names those that have not been. */
  readonly reviewDays: number;
  /** Limits that are set without a request of anybody; `null`: none. */
  readonly automatic: {
    readonly grades: readonly Grade[];
    /** At most this, and at most what is recommended. Customers with more than this are not touched. */
    readonly upTo: readonly MoneyJson[];
    /** For customers without a score too: new ones, of whom nothing bad is known, at most this. */
    readonly newCustomersUpTo: readonly MoneyJson[];
  } | null;
}

/** What a new environment starts with: recommends, and sets nothing by itself. */
export const builtInLimits: LimitPolicy = {
  recommendation: { months: 12, equityPercent: '10', withinOutsideRating: true },
  reviewDays: 365,
  automatic: null,
};
