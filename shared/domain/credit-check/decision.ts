import type { BusinessDate } from '../../dates.ts';
import type { Money } from '../../money.ts';
import type { FxQuote } from '../fx/rates.ts';
import type { JsonObject } from '../history/entry.ts';

/** From the mildest to the strictest; the strictest that any rule asks for wins. */
export const outcomes = ['APPROVED', 'PREPAYMENT_REQUIRED', 'REFERRED', 'DECLINED'] as const;
export type Outcome = (typeof outcomes)[number];

export type ReasonCode =
  | 'UNKNOWN_CUSTOMER'
  | 'NO_LIMIT'
  | 'LIMIT_EXCEEDED'
  | 'GROUP_LIMIT_EXCEEDED'
  | 'OVERDUE'
  | 'ON_HOLD'
  | 'BLACKLISTED'
  | 'CASH_ONLY'
  | 'ORDER_TOO_LARGE'
  | 'TERMS_TOO_LONG'
  | 'SEGMENT_NOT_ALLOWED'
  | 'UNUSUAL_ORDER'
  | 'LIMIT_NEARLY_USED'
  | 'COVER_EXPIRED'
  | 'FX_RATE_STALE'
  | 'RELEASED_BY_APPROVAL';

export interface Reason {
  readonly code: ReasonCode;
  readonly message: string;
  readonly facts: JsonObject;
}

/** What the caller asks. */
export interface CreditCheck {
  readonly customerId: string;
  readonly orderId: string;
  readonly amount: Money;
  readonly reserve: boolean;
  readonly productCategory?: string | undefined;
  readonly termsDays?: number | undefined;
  readonly shipOn?: BusinessDate | undefined;
}

/** What would pass instead. Amounts in the order's currency. */
export interface CounterOffer {
  /** The largest amount that passes now. */
  readonly maxAmount?: Money;
  /** The prepayment that would make the order pass. */
  readonly prepay?: Money;
  readonly termsDays?: number;
  /** The day on which the order would pass, by due dates and the customer's habit of paying. */
  readonly passesOn?: BusinessDate;
}

/** One rule's verdict, kept for the audit: which rules looked, and what each asked for. */
export interface TraceStep {
  readonly rule: string;
  readonly outcome: Outcome;
}

export interface CreditDecision {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  /** A release by approval lets it through, and no limit does. */
  readonly isReleased: boolean;
  readonly trace: readonly TraceStep[];
  /** In minor units of the account's currency. */
  readonly exposureBefore: bigint;
  /** `null` where no limit bounds the customer. */
  readonly effectiveLimit: bigint | null;
  /** The whole order in the account's currency; `null` where it could not be converted. */
  readonly orderValue: bigint | null;
  /** What this order adds to the exposure if it is let through; `null` where it could not be converted. */
  readonly increase: bigint | null;
  /** Highest exposure of the group that the policy lets through; `null` where no shared limit bounds it. */
  readonly groupBound: bigint | null;
  readonly termsDays: number;
  /** `null` where none is given for paying early. */
  readonly earlyPaymentDiscountPercent: string | null;
  /** Which settings of this decision come from which rule of the policy, or from the customer's `grade`. */
  readonly because: Readonly<Record<string, string>>;
  readonly counterOffer: CounterOffer | null;
  /** How much exposure must go before the order passes, when nothing but a limit is in its way; else `null`. */
  readonly shortfall: bigint | null;
  readonly fx: FxQuote | null;
}
