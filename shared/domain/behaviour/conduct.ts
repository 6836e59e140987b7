import { type BusinessDate, daysBetween } from '../../dates.ts';
import { type Account, exposureOf } from '../account/account.ts';
import { effectiveLimit, utilization } from '../account/limit.ts';
import { averageDaysLate, averageDaysToPay, type Behaviour, onTimeRatio, weightedDaysLate } from './behaviour.ts';
import { type BehaviourByMonth, type MonthBehaviour, monthOf, monthsBetween, worstLost, worstOf } from './months.ts';
import { averageMonthlySales, type SalesByMonth, salesTrend } from './sales.ts';

/**
 * How a customer behaves, in the figures that scores, limits and reports go by. A ratio or an average is `null` while
 * nothing is known that it could be of; a count is never. Figures of "12 months" look at the current month and the 12
 * before, those of "24" at the 24 before: by month of payment or of the event.
 */
export interface ConductFacts {
  readonly invoicesPaid: number;
  /** Share of the paid invoices that were paid by their due date, 0 to 1; over everything, as the next three. */
  readonly onTimeRatio: number | null;
  readonly averageDaysToPay: number | null;
  readonly averageDaysLate: number | null;
  /** Days late of paid invoices, each weighted by its amount. */
  readonly weightedDaysLate: number | null;
  /** The same over 24 months, where a month counts half as much as one that is six months younger. */
  readonly recentDaysLate: number | null;
  /**
   * Most days late of what was paid or written off within 12 months, or past due of what is open now and counts
   * (`overdueSince`).
   */
  readonly worstDaysPastDue12m: number | null;
  /** Share of the open receivables that is past due, 0 to 1. */
  readonly overdueShare: number | null;
  /** Share of the effective limit that is used, 0.73 for 73 %; `null` where there is no limit or it is zero. */
  readonly utilization: number | null;
  readonly brokenPromises12m: number;
  readonly disputes12m: number;
  readonly bounces12m: number;
  /**
   * Months with a default: what is lost of one trouble, one invoice after the other, is written off together, or counts in
   * the month in which it was handed over, and is one default.
   */
  readonly defaults24m: number;
  /** In minor units of the account's currency; below zero when more was credited than invoiced. */
  readonly averageMonthlySales: bigint | null;
  /** 0.25 when the last three months' sales are a quarter above those before; -1 when there are none any more. */
  readonly salesTrend: number | null;
  /** Whole months since the customer was taken on. */
  readonly relationshipMonths: number | null;
}

/** What the figures are made of. */
export interface ConductInput {
  readonly behaviour: Behaviour;
  /** The current month and the 24 before, those of them in which anything happened. */
  readonly months: BehaviourByMonth;
  /** Of the whole months looked at and, if there was one, of a month before. */
  readonly sales: SalesByMonth;
  /** How many whole months the average of the sales is of, at most. */
  readonly salesMonths: number;
  readonly account: Account;
  /** Remaining of what is past due, in minor units of the account's currency. */
  readonly overdueAmount: bigint;
  /** Due date of the oldest of it that counts as late: no residue, not disputed, nor covered by unapplied cash. */
  readonly overdueSince: BusinessDate | null;
  /** The day on which the customer was taken on; `null` when it is not known. */
  readonly since: BusinessDate | null;
  readonly today: BusinessDate;
}

/** Months besides the current one whose sums are looked at. */
export const MONTHS_LOOKED_AT = 24;
const YEAR = 12;
const HALVING_MONTHS = 6;

/** In how many of the months there was a default. */
export const monthsWithDefault = (months: Iterable<Pick<Behaviour, 'defaults'>>): number =>
  [...months].filter(({ defaults }) => defaults > 0).length;

const within = ({ months, today }: ConductInput, most: number): readonly MonthBehaviour[] =>
  [...months].flatMap(([month, sums]) => {
    const ago = monthsBetween(month, monthOf(today));
    return ago >= 0 && ago <= most ? [sums] : [];
  });

const countOf = (months: readonly MonthBehaviour[], name: 'brokenPromises' | 'disputes' | 'bounces') =>
  Math.max(
    0,
    months.reduce((sum, month) => sum + month[name], 0),
  );

/**
 * A month may stand below zero: an invoice paid before months were kept, whose payment bounced since. Such months count for
 * nothing.
 */
const recentDaysLate = ({ months, today }: ConductInput): number | null => {
  let amounts = 0;
  let amountDays = 0;
  for (const [month, { paidAmount, paidAmountDaysLate }] of months) {
    const ago = monthsBetween(month, monthOf(today));
    if (ago < 0 || ago > MONTHS_LOOKED_AT || paidAmount <= 0n) continue;
    const weight = 0.5 ** (ago / HALVING_MONTHS);
    amounts += weight * Number(paidAmount);
    amountDays += weight * Math.max(0, Number(paidAmountDaysLate));
  }
  return amounts === 0 ? null : amountDays / amounts;
};

const daysPastDueNow = ({ overdueSince, today }: ConductInput): number =>
  overdueSince === null ? 0 : Math.max(0, daysBetween(overdueSince, today));

const worstDaysPastDue = (input: ConductInput): number | null => {
  const settled = within(input, YEAR).flatMap((month) => [worstOf(month) ?? [], worstLost(month) ?? []].flat());
  const open = daysPastDueNow(input);
  return settled.length === 0 && open === 0 ? null : Math.max(open, ...settled);
};

const RATIO_MILLIONTHS = 1_000_000n;

/** Who owes nothing has nothing overdue; of who has never owed anything, that says nothing. */
const overdueShare = ({ account, behaviour, overdueAmount }: ConductInput): number | null => {
  if (account.openReceivables <= 0n) return behaviour.invoicesPaid > 0 ? 0 : null;
  return Math.min(1, Number((overdueAmount * RATIO_MILLIONTHS) / account.openReceivables) / Number(RATIO_MILLIONTHS));
};

/** Months that have passed in full from one day to another. */
export const wholeMonthsBetween = (from: BusinessDate, to: BusinessDate): number => {
  const months = monthsBetween(monthOf(from), monthOf(to));
  return Math.max(0, to.slice('YYYY-MM'.length) < from.slice('YYYY-MM'.length) ? months - 1 : months);
};

/** The figures from the sums: no reads, no clock. */
export const conductFacts = (input: ConductInput): ConductFacts => {
  const { account, behaviour, sales, salesMonths, since, today } = input;
  const year = within(input, YEAR);
  const limit = effectiveLimit(account, today);
  return {
    invoicesPaid: behaviour.invoicesPaid,
    onTimeRatio: onTimeRatio(behaviour),
    averageDaysToPay: averageDaysToPay(behaviour),
    averageDaysLate: averageDaysLate(behaviour),
    weightedDaysLate: weightedDaysLate(behaviour),
    recentDaysLate: recentDaysLate(input),
    worstDaysPastDue12m: worstDaysPastDue(input),
    overdueShare: overdueShare(input),
    utilization: utilization(exposureOf(account), limit.kind === 'BOUNDED' ? limit.amount : null),
    brokenPromises12m: countOf(year, 'brokenPromises'),
    disputes12m: countOf(year, 'disputes'),
    bounces12m: countOf(year, 'bounces'),
    defaults24m: monthsWithDefault(within(input, MONTHS_LOOKED_AT)),
    averageMonthlySales: averageMonthlySales(sales, monthOf(today), salesMonths),
    salesTrend: salesTrend(sales, monthOf(today)),
    relationshipMonths: since === null ? null : wholeMonthsBetween(since, today),
  };
};
