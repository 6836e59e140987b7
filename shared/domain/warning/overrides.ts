import { type BusinessDate, daysBetween } from '../../dates.ts';
import { multiply } from '../../money.ts';
import type { LimitRequest } from '../limit-request/limit-request.ts';
import { type Receivable, receivableStatus } from '../receivable/receivable.ts';
import { addFates, fateOf, noFate, type OrderFate } from '../simulation/fate.ts';
import type { WarningPolicy } from './policy.ts';

/** What became of the invoices of orders that approvers let through. */
export interface LetThrough {
  readonly orders: number;
  readonly invoices: number;
  readonly lateInvoices: number;
  /** Of all invoices together, those that were paid in time with none. */
  readonly daysLate: number;
  /** By currency of the account, in its minor units. */
  readonly amounts: Readonly<Record<string, OrderFate>>;
}

export const nothingLetThrough: LetThrough = { orders: 0, invoices: 0, lateInvoices: 0, daysLate: 0, amounts: {} };

/** How often somebody decided, and how often against what the rules would have said. */
export interface OverrideCount {
  readonly decided: number;
  readonly overrides: number;
  readonly letThrough: LetThrough;
}

type Counts = Readonly<Record<string, OverrideCount>>;

export interface OverrideFigures {
  readonly total: OverrideCount;
  /** By address, by id, and by address of the salesperson of the customer. */
  readonly approvers: Counts;
  readonly customers: Counts;
  readonly salespeople: Counts;
}

const nobody: OverrideCount = { decided: 0, overrides: 0, letThrough: nothingLetThrough };

export const noOverrideFigures: OverrideFigures = { total: nobody, approvers: {}, customers: {}, salespeople: {} };

/** Who approved or rejected it on any level. */
const decidersOf = ({ levels }: Pick<LimitRequest, 'levels'>): ReadonlyMap<string, boolean> => {
  const decided = levels.flatMap(({ decisions }) => decisions).filter(({ verdict }) => verdict !== 'RETURN');
  return new Map(decided.map(({ by, verdict }) => [by, verdict === 'APPROVE']));
};

/**
 * Whether people granted what the rules would not have: an order that a check had not let through, or a limit above the
 * recommended one. Where nothing is recommended nothing is overridden.
 */
export const isOverride = (
  request: Pick<LimitRequest, 'approved' | 'assessment' | 'kind' | 'levels' | 'status'>,
): boolean => {
  const { approved, assessment, kind, status } = request;
  if (status !== 'APPROVED' || decidersOf(request).size === 0) return false;
  if (kind === 'ORDER_RELEASE') return true;
  const recommended = assessment?.recommendedLimit ?? null;
  if (approved === null || recommended === null || approved.currency !== recommended.currency) return false;
  return approved.minorUnits > recommended.minorUnits;
};

const addLetThrough = (a: LetThrough, b: LetThrough): LetThrough => {
  const sumOf = (currency: string) => addFates(a.amounts[currency] ?? noFate, b.amounts[currency] ?? noFate);
  const currencies = new Set([...Object.keys(a.amounts), ...Object.keys(b.amounts)]);
  return {
    orders: a.orders + b.orders,
    invoices: a.invoices + b.invoices,
    lateInvoices: a.lateInvoices + b.lateInvoices,
    daysLate: a.daysLate + b.daysLate,
    amounts: Object.fromEntries([...currencies].map((currency) => [currency, sumOf(currency)])),
  };
};

const addCounts = (a: OverrideCount, b: OverrideCount): OverrideCount => ({
  decided: a.decided + b.decided,
  overrides: a.overrides + b.overrides,
  letThrough: addLetThrough(a.letThrough, b.letThrough),
});

const plus = (counts: Counts, name: string, one: OverrideCount): Counts => ({
  ...counts,
  [name]: addCounts(Object.hasOwn(counts, name) ? (counts[name] ?? nobody) : nobody, one),
});

/** What of a request is not in the request itself. */
export interface Beside {
  readonly salesperson: string | null;
  readonly letThrough: LetThrough;
}

/** The figures with one request more; one on which nobody has decided counts for nothing. */
export const addOverride = (
  figures: OverrideFigures,
  request: LimitRequest,
  { letThrough, salesperson }: Beside,
): OverrideFigures => {
  const deciders = decidersOf(request);
  if (deciders.size === 0 || (request.status !== 'APPROVED' && request.status !== 'REJECTED')) return figures;
  const overridden = isOverride(request);
  const one: OverrideCount = {
    decided: 1,
    overrides: overridden ? 1 : 0,
    letThrough: overridden ? letThrough : nothingLetThrough,
  };
  const approvers = [...deciders].reduce<Counts>(
    (counts, [by, agreed]) => plus(counts, by, agreed ? one : { ...nobody, decided: 1 }),
    figures.approvers,
  );
  return {
    total: addCounts(figures.total, one),
    approvers,
    customers: plus(figures.customers, request.customerId, one),
    salespeople: salesperson === null ? figures.salespeople : plus(figures.salespeople, salesperson, one),
  };
};

type Rate = Pick<OverrideCount, 'decided' | 'overrides'>;

/** What all of a list decided. */
export const allOf = (counts: Counts): Rate =>
  Object.values(counts).reduce<Rate>(
    (sum, { decided, overrides }) => ({ decided: sum.decided + decided, overrides: sum.overrides + overrides }),
    { decided: 0, overrides: 0 },
  );

/** What all the others of a list decided. @param all of the list, one's own included. */
export const othersOf = (all: Rate, own: Rate): Rate => ({
  decided: all.decided - own.decided,
  overrides: all.overrides - own.overrides,
});

/** Whether somebody overrides so many times as often as the others, by the factor of the policy, and often enough to say so. */
export const isFarAbove = (own: Rate, others: Rate, { factor, minimum }: WarningPolicy['overrides']): boolean => {
  if (own.overrides < minimum || others.decided === 0) return false;
  const ofOwn = BigInt(own.overrides) * BigInt(others.decided);
  return ofOwn >= multiply(BigInt(others.overrides) * BigInt(own.decided), factor, 'up');
};

/** In percent to the hundredth; `null` where nothing was decided. */
export const ratePercent = ({ decided, overrides }: Rate): string | null =>
  decided === 0 ? null : ((overrides * 100) / decided).toFixed(2);

/**
 * What became of the invoices of one order.
 * @param receivables of the customer, of whichever orders. @param sealedOn the day on which the lawyers were given what
 * was owed; `null` where they were given nothing.
 */
export const letThroughBy = (
  orderId: string,
  receivables: readonly Receivable[],
  currency: string,
  sealedOn: BusinessDate | null,
  today: BusinessDate,
): LetThrough => {
  const own = receivables.filter((receivable) => receivable.orderId === orderId);
  return own.reduce<LetThrough>(
    (sum, receivable) => {
      // What was credited in full was no debt.
      if (receivableStatus(receivable) === 'CREDITED') return sum;
      const { dueOn, settledOn } = receivable;
      const fate = fateOf(receivable, sealedOn, today);
      const isLate = fate.late > 0n;
      return addLetThrough(sum, {
        orders: 0,
        invoices: 1,
        lateInvoices: isLate ? 1 : 0,
        daysLate: isLate ? Math.max(0, daysBetween(dueOn, settledOn ?? today)) : 0,
        amounts: { [currency]: fate },
      });
    },
    { ...nothingLetThrough, orders: 1 },
  );
};
