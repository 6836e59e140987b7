import type { Money } from '../../money.ts';
import type { CollectionPolicy } from '../collection/strategy.ts';
import type { GradingPolicy } from '../grading/policy.ts';
import type { LateModel } from '../prediction/model.ts';
import type { LimitPolicy } from '../recommendation/policy.ts';
import type { WarningPolicy } from '../warning/policy.ts';
import type { ApprovalPolicy } from './approvals.ts';
import { builtInDocument } from './built-in.ts';
import { policyOf } from './document.ts';
import type { ClosedDay, Publishing, UnusualOrder } from './parts.ts';
import type { PolicyRule } from './rules.ts';

/** What a credit check is decided by. */
export interface CreditCheckTerms {
  /** Percent by which exposure may pass the effective limit, an exact decimal. */
  readonly tolerancePercent: string;
  /** How long an order holds its amount before the reservation expires. */
  readonly reservationDays: number;
  /** Orders are referred when anything is more than this many days past due. */
  readonly maxDaysPastDue: number;
  /** Utilization from which an approval carries a warning, in percent. */
  readonly utilizationWarningPercent: string;
  /** Exchange rates older than this refer the order. */
  readonly maxRateAgeDays: number;
  /** Payment terms where the customer has none agreed. */
  readonly defaultTermsDays: number;
  /**
   * Larger orders are referred: one bound for the customers of each currency, so that no exchange rate moves it.
   * Customers of other currencies have none.
   */
  readonly maxOrders: readonly Money[];
  /** Customer segments that are not sold to on credit. */
  readonly segmentsWithoutCredit: readonly string[];
  /** `null`: no order is unusual. */
  readonly unusualOrder: UnusualOrder | null;
}

/** The credit manager's rules, one versioned document. */
export interface CreditPolicy extends CreditCheckTerms {
  readonly version: number;
  readonly rules: readonly PolicyRule[];
  readonly approvals: ApprovalPolicy;
  readonly grading: GradingPolicy;
  readonly limits: LimitPolicy;
  /** What late payments are predicted by; `null`: nothing is predicted. */
  readonly prediction: LateModel | null;
  readonly collections: CollectionPolicy;
  readonly calendars: { readonly closedDays: readonly ClosedDay[] };
  readonly warnings: WarningPolicy;
  readonly publishing: Publishing;
}

/** The version of the policy that is built in, which an environment has until it publishes one of its own. */
export const BUILT_IN_VERSION = 1;

/** What a new environment starts with, its amounts in that environment's currency. */
export const builtInPolicy = (currency: string): CreditPolicy => policyOf(builtInDocument(currency), BUILT_IN_VERSION);

/** The same in euro, as on the laptop. */
export const defaultPolicy: CreditPolicy = builtInPolicy('EUR');
