import type { BusinessDate, Instant } from '../dates.ts';
import type { RequestKind, Verdict } from '../domain/limit-request/limit-request.ts';
import type { MoneyJson } from '../money.ts';

/** What an approver sees of a request, with the facts as they are now. Ratios: 0.73 for 73 %. */
export interface ApprovalCase {
  readonly requestId: string;
  readonly approvalId: string;
  readonly kind: RequestKind;
  readonly customer: { readonly customerId: string; readonly legalName: string };
  /** The limit asked for, or the amount of the order in its own currency. */
  readonly requested: MoneyJson;
  readonly validTo?: BusinessDate;
  readonly orderId?: string;
  readonly currentLimit: MoneyJson | null;
  readonly unlimited: boolean;
  readonly recommendedLimit: MoneyJson | null;
  readonly exposure: MoneyJson;
  readonly exposureWhenAssessed: MoneyJson;
  readonly overdue: { readonly amount: MoneyJson; readonly maxDaysPastDue: number };
  /** Exposure by limit, as it stands and as it would be if the request were approved. */
  readonly utilization: number | null;
  readonly utilizationIfApproved: number | null;
  readonly grade: string | null;
  readonly behaviour: {
    readonly onTimeRatio: number | null;
    readonly averageDaysToPay: number | null;
    readonly averageDaysLate: number | null;
    readonly invoicesPaid: number;
  };
  readonly reason: string;
  readonly requestedBy: string;
  readonly createdAt: Instant;
  readonly level: number;
  readonly levels: number;
  /** The role in which the approver is asked. */
  readonly role: string;
  readonly approver: string;
  /** The absent approver in whose place it is decided. */
  readonly onBehalfOf: string | null;
  readonly alsoAsked: readonly string[];
  readonly earlier: readonly EarlierDecision[];
  /** What was answered after the request was returned. */
  readonly information: readonly { readonly by: string; readonly at: Instant; readonly text: string }[];
  /** When the request ends without a decision. */
  readonly endsAt: Instant;
}

/** What was decided on this request before. */
export interface EarlierDecision {
  readonly level: number;
  readonly role: string;
  readonly by: string;
  readonly decision: Verdict;
  readonly at: Instant;
  readonly approvedLimit: MoneyJson | null;
  readonly comment: string | null;
}
