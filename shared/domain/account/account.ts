import type { BusinessDate, Instant } from '../../dates.ts';
import type { OrderRelease } from '../order-release/release.ts';

/** Status of a customer, the strictest that holds. */
export type CustomerStatus = 'ACTIVE' | 'ON_HOLD' | 'CASH_ONLY' | 'BLACKLISTED' | 'CLOSED';

export type Grade = 'A' | 'B' | 'C' | 'D' | 'E';

/** Part of a cover that the credit check needs; amounts in minor units of the account's currency. */
export interface AccountCover {
  readonly coverId: string;
  readonly amount: bigint;
  readonly coveredPercent: string;
  readonly validFrom: BusinessDate;
  readonly validTo: BusinessDate;
  /** That it is about to lapse has been told. */
  readonly warned?: true;
  /** Its last day is over, and the history says so. What it counts for depends on its dates alone. */
  readonly lapsed?: true;
}

/** A limit that takes the place of the credit limit while its dates hold. */
export interface TemporaryLimit {
  /** The limit request by which it was approved. */
  readonly requestId: string;
  readonly amount: bigint;
  readonly validFrom: BusinessDate;
  readonly validTo: BusinessDate;
}

/** What a customer orders usually, to know an unusual order by; amounts in minor units of the account's currency. */
export interface OrderHabit {
  /** Invoices posted so far, and what they sum up to. */
  readonly invoices: number;
  readonly invoiced: bigint;
  /** Issue date of the first of them. */
  readonly since: BusinessDate;
  /** Orders that they are of, and what these were worth: an invoice whose order held nothing is an order of its own. */
  readonly orders: number;
  readonly ordersWorth: bigint;
  /** What was ordered on the last day on which anything was held for an order. */
  readonly orderedOn: BusinessDate | null;
  readonly ordered: bigint;
  /** The last day on which it was told that orders came at an unusual pace. No decision rests on it. */
  readonly paceToldOn?: BusinessDate;
}

/** The three counters that make exposure, in minor units of the account's currency. */
export interface Counters {
  /** Remaining of open receivables, disputed ones too. */
  readonly openReceivables: bigint;
  /** Held for orders. */
  readonly reservations: bigint;
  /** Money received and not yet applied to a receivable. */
  readonly unappliedCash: bigint;
}

/**
 * Everything that a credit check needs to know of a customer, in one small item: terms of credit, standing and
 * counters. `version` is the sequence number of the newest history entry and guards every change.
 */
export interface Account extends Counters {
  readonly customerId: string;
  readonly currency: string;
  readonly segment: string;
  readonly region: string | null;
  readonly industry: string | null;
  readonly version: number;
  readonly lastHash: string;
  readonly lastEntryAt: Instant;
  /** Counts changes of anything that bounds the exposure: limit, covers, group, and what the policy's rules go by. */
  readonly limitVersion: number;
  readonly creditLimit: bigint | null;
  readonly unlimited: boolean;
  readonly limitSetAt: Instant | null;
  readonly temporaryLimit: TemporaryLimit | null;
  readonly covers: readonly AccountCover[];
  /** Orders that approvers have let through and that have not been checked since. */
  readonly releases: readonly OrderRelease[];
  readonly paymentTermsDays: number | null;
  readonly holdReasons: readonly string[];
  readonly blacklisted: boolean;
  readonly grade: Grade | null;
  /** 0 to 1000; `null` while too little is known. */
  readonly score: number | null;
  readonly gradedOn: BusinessDate | null;
  /** The day from which the customer is to be graded anew; `null` when nothing is waiting for it. */
  readonly gradeDueOn: BusinessDate | null;
  /** Since when the score has been good enough for a better grade; `null` while it is not. */
  readonly risingSince: BusinessDate | null;
  /** The day on which the customer was reported insolvent. */
  readonly insolventSince: BusinessDate | null;
  /** Which warning of a used limit stands: told once, and again only after the use has been below. */
  readonly limitUsed: 'NEARLY' | 'FULLY' | null;
  readonly habit: OrderHabit | null;
  /** As `overdueThrough`, of open items that were said to fall due. */
  readonly fallingDueThrough: string | null;
  readonly oldestOpenDueOn: BusinessDate | null;
  /**
   * How far open items have been told of as overdue: those whose `<dueOn>#<invoiceId>` sorts before this. `null` while
   * none has.
   */
  readonly overdueThrough: string | null;
  /** No reservation of this account expires before this instant. */
  readonly nextExpiryAt: Instant | null;
  /** A collection case of the customer is under way. */
  readonly inCollection: boolean;
  /** Parent whose limit this account shares, if any. */
  readonly groupId: string | null;
  /** Exposure of this account and of every member that shares its limit. */
  readonly groupExposure: bigint;
  readonly memberCount: number;
  /** No reservation of any member expires before this instant. */
  readonly groupNextExpiryAt: Instant | null;
}

export const noMovement: Counters = { openReceivables: 0n, reservations: 0n, unappliedCash: 0n };

/** Exposure = open receivables + reservations - unapplied cash; negative when the customer is in credit. */
export const exposureOf = (counters: Counters): bigint =>
  counters.openReceivables + counters.reservations - counters.unappliedCash;

export const addCounters = (a: Counters, b: Counters): Counters => ({
  openReceivables: a.openReceivables + b.openReceivables,
  reservations: a.reservations + b.reservations,
  unappliedCash: a.unappliedCash + b.unappliedCash,
});

export const statusOf = (account: Pick<Account, 'blacklisted' | 'holdReasons'>): CustomerStatus => {
  if (account.blacklisted) return 'BLACKLISTED';
  if (account.holdReasons.length > 0) return 'ON_HOLD';
  return 'ACTIVE';
};

/** A customer that has just been created: no limit, nothing owed. */
export const newAccount = (
  master: Pick<Account, 'customerId' | 'currency' | 'segment' | 'paymentTermsDays'> &
    Partial<Pick<Account, 'region' | 'industry'>>,
): Account => ({
  region: null,
  industry: null,
  ...master,
  ...noMovement,
  version: 0,
  lastHash: '',
  lastEntryAt: '',
  limitVersion: 0,
  creditLimit: null,
  unlimited: false,
  limitSetAt: null,
  temporaryLimit: null,
  covers: [],
  releases: [],
  holdReasons: [],
  blacklisted: false,
  grade: null,
  score: null,
  gradedOn: null,
  gradeDueOn: null,
  risingSince: null,
  insolventSince: null,
  limitUsed: null,
  habit: null,
  fallingDueThrough: null,
  oldestOpenDueOn: null,
  overdueThrough: null,
  nextExpiryAt: null,
  inCollection: false,
  groupId: null,
  groupExposure: 0n,
  memberCount: 0,
  groupNextExpiryAt: null,
});
