import type { BusinessDate } from '../../dates.ts';
import type { Money, MoneyJson } from '../../money.ts';
import type { Grade } from '../account/account.ts';

/** What a rule is for. A condition that is left out holds for everything; within one, any of those named is enough. */
export interface RuleConditions<Amount> {
  readonly segments?: readonly string[];
  readonly regions?: readonly string[];
  readonly industries?: readonly string[];
  readonly productCategories?: readonly string[];
  readonly grades?: readonly Grade[];
  /** Orders of more than this, of customers with an account in its currency: no exchange rate moves a rule. */
  readonly amountAbove?: Amount;
  /** Orders of at most this, likewise. */
  readonly amountUpTo?: Amount;
  /** A campaign: orders from this day on, and up to this day. */
  readonly from?: BusinessDate;
  readonly to?: BusinessDate;
}

/** What a rule says. Of each setting the first rule that matches and speaks of it counts. */
export interface RuleSettings<Amount> {
  /** The terms offered, in place of those of the policy; a customer's own agreed terms go before. */
  readonly termsDays?: number;
  readonly earlyPaymentDiscountPercent?: string;
  readonly tolerancePercent?: string;
  readonly maxDaysPastDue?: number;
  /** Larger orders are referred. */
  readonly maxOrder?: Amount;
  /** The order is put to a person, or is not sold on credit at all. */
  readonly outcome?: 'REFERRED' | 'DECLINED';
  /** Requests of such customers go up to this level of the matrix at least. */
  readonly requiredLevel?: number;
  /** Name of the strategy that such customers are chased by. */
  readonly strategy?: string;
}

export interface Rule<Amount> {
  /** Its name in traces and explanations. */
  readonly id: string;
  readonly when: RuleConditions<Amount>;
  readonly set: RuleSettings<Amount>;
}

/** A rule as it is written. */
export type RuleDocument = Rule<MoneyJson>;
/** A rule as it is matched. */
export type PolicyRule = Rule<Money>;
