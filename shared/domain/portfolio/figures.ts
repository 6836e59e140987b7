import { fromMoneyJson, type MoneyJson, toMoneyJson } from '../../money.ts';
import { type Aging, addAging, type BucketName, bucketNames, noAging } from './aging.ts';
import { bestPossibleDso, collectionEffectiveness, daysSalesOutstanding } from './efficiency.ts';
import { share } from './ratio.ts';

/** Past this many days a debt counts as defaulted, as the Basel framework has it for banks: more than 90 days past due. */
export const DEFAULT_AFTER_DAYS = 90;

/** What the portfolio looks at of one customer; amounts in minor units of the account's currency. */
export interface DebtorStanding {
  readonly customerId: string;
  readonly currency: string;
  readonly segment: string;
  readonly region: string;
  readonly aging: Aging;
  readonly unappliedCash: bigint;
  readonly reservations: bigint;
  /** The effective limit; `null` where nothing bounds the customer, or no limit is set. */
  readonly limit: bigint | null;
  readonly isWithLegal: boolean;
  /** Credit sales of the period by which DSO is reckoned, and of that for the CEI. */
  readonly sales: bigint;
  readonly recentSales: bigint;
}

/** Debts that will hardly be paid: more than 90 days past due, or handed to the lawyers. */
export const isDefaulter = ({ aging, isWithLegal }: Pick<DebtorStanding, 'aging' | 'isWithLegal'>): boolean =>
  aging.overdue > 0n && (isWithLegal || aging.maxDaysPastDue > DEFAULT_AFTER_DAYS);

/** The figures of customers in one currency, as they are kept and shown. */
export interface PortfolioFigures {
  readonly currency: string;
  /** Customers with anything open. */
  readonly customers: number;
  readonly openReceivables: MoneyJson;
  readonly aging: Readonly<Record<BucketName, MoneyJson>>;
  readonly overdue: MoneyJson;
  readonly overdueShare: number | null;
  /** How much of what is overdue is disputed. */
  readonly disputed: MoneyJson;
  readonly unappliedCash: MoneyJson;
  readonly reservations: MoneyJson;
  readonly exposure: MoneyJson;
  /** Sum of the effective limits of those whom a limit bounds, and what of it they use. */
  readonly limits: MoneyJson;
  readonly utilization: number | null;
  readonly defaulters: { readonly customers: number; readonly amount: MoneyJson };
  readonly creditSales: MoneyJson;
  readonly dso: number | null;
  readonly bestPossibleDso: number | null;
  readonly cei: number | null;
}

/** What a sum of customers is compared with. */
export interface Measure {
  /** Days of the period of the credit sales. */
  readonly salesDays: number;
  /** Receivables at the beginning of the period of the CEI; `null` where they are not known. */
  readonly beginning: bigint | null;
}

interface Sum {
  readonly customers: number;
  readonly aging: Aging;
  readonly unappliedCash: bigint;
  readonly reservations: bigint;
  readonly limits: bigint;
  readonly limitedExposure: bigint;
  readonly defaulters: number;
  readonly defaulted: bigint;
  readonly sales: bigint;
  readonly recentSales: bigint;
}

const nothing = (): Sum => ({
  customers: 0,
  aging: noAging(),
  unappliedCash: 0n,
  reservations: 0n,
  limits: 0n,
  limitedExposure: 0n,
  defaulters: 0,
  defaulted: 0n,
  sales: 0n,
  recentSales: 0n,
});

const exposureOf = ({ aging, reservations, unappliedCash }: Omit<DebtorStanding, 'limit'>): bigint =>
  aging.total + reservations - unappliedCash;

const add = (sum: Sum, one: DebtorStanding): Sum => {
  const defaulted = isDefaulter(one);
  return {
    customers: sum.customers + (one.aging.total > 0n ? 1 : 0),
    aging: addAging(sum.aging, one.aging),
    unappliedCash: sum.unappliedCash + one.unappliedCash,
    reservations: sum.reservations + one.reservations,
    limits: sum.limits + (one.limit ?? 0n),
    limitedExposure: sum.limitedExposure + (one.limit === null ? 0n : exposureOf(one)),
    defaulters: sum.defaulters + (defaulted ? 1 : 0),
    defaulted: sum.defaulted + (defaulted ? one.aging.overdue : 0n),
    sales: sum.sales + one.sales,
    recentSales: sum.recentSales + one.recentSales,
  };
};

/** The figures of customers whose accounts are all in one currency. */
export const figuresOf = (
  standings: Iterable<DebtorStanding>,
  currency: string,
  { beginning, salesDays }: Measure,
): PortfolioFigures => {
  let sum = nothing();
  for (const one of standings) sum = add(sum, one);
  const { aging, recentSales, sales } = sum;
  const money = (minorUnits: bigint): MoneyJson => toMoneyJson({ minorUnits, currency });
  const { current } = aging.buckets;
  const collected = { creditSales: recentSales, ending: aging.total, endingCurrent: current };
  return {
    currency,
    customers: sum.customers,
    openReceivables: money(aging.total),
    aging: Object.fromEntries(bucketNames.map((name) => [name, money(aging.buckets[name])])) as Record<
      BucketName,
      MoneyJson
    >,
    overdue: money(aging.overdue),
    overdueShare: share(aging.overdue, aging.total),
    disputed: money(aging.disputed),
    unappliedCash: money(sum.unappliedCash),
    reservations: money(sum.reservations),
    exposure: money(aging.total + sum.reservations - sum.unappliedCash),
    limits: money(sum.limits),
    utilization: share(sum.limitedExposure, sum.limits),
    defaulters: { customers: sum.defaulters, amount: money(sum.defaulted) },
    creditSales: money(sales),
    dso: daysSalesOutstanding(aging.total, sales, salesDays),
    bestPossibleDso: bestPossibleDso(current, sales, salesDays),
    cei: beginning === null ? null : collectionEffectiveness({ ...collected, beginning }),
  };
};

export const minorUnitsOf = (amount: MoneyJson): bigint => fromMoneyJson(amount).minorUnits;
