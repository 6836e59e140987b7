import type { BusinessDate } from '../../dates.ts';
import { onItsDueDate, stillUnpaidAfter } from '../prediction/expected.ts';
import type { OpenItem } from '../receivable/receivable.ts';
import type { Week } from './weeks.ts';

/** What comes in within a span, in minor units. Eight of ten times it is between `low` and `high`. */
export interface ForecastSlot {
  readonly expected: bigint;
  /** Part of the expected that is past due already. */
  readonly overdue: bigint;
  readonly low: bigint;
  readonly high: bigint;
}

export interface CashForecast {
  readonly customers: number;
  readonly invoices: number;
  /** What is open: the sum of what is expected in all weeks and beyond. */
  readonly open: bigint;
  readonly overdue: bigint;
  readonly disputed: bigint;
  /** Open without a prediction: taken for paid when due. */
  readonly unpredicted: bigint;
  readonly unappliedCash: bigint;
  readonly weeks: readonly ForecastSlot[];
  /** What comes in later, if ever. */
  readonly beyond: ForecastSlot;
}

interface Slot {
  readonly expected: bigint;
  readonly overdue: bigint;
  /** Sum of the squared standard deviations of the customers. */
  readonly variance: number;
}

/** The sums over some customers of one currency, which more can be added to. */
export interface ForecastSum
  extends Pick<
    CashForecast,
    'customers' | 'invoices' | 'open' | 'overdue' | 'disputed' | 'unpredicted' | 'unappliedCash'
  > {
  /** One for each week, and the last for what is beyond. */
  readonly slots: readonly Slot[];
}

const noSlot: Slot = { expected: 0n, overdue: 0n, variance: 0 };

export const noForecast = (weeks: readonly Week[]): ForecastSum => ({
  customers: 0,
  invoices: 0,
  open: 0n,
  overdue: 0n,
  disputed: 0n,
  unpredicted: 0n,
  unappliedCash: 0n,
  slots: Array.from({ length: weeks.length + 1 }, () => noSlot),
});

/** Shares are counted in millionths, so that what an amount is parted into sums up to it. */
const WHOLE = 1_000_000;

const partOf = (amount: bigint, share: number): bigint => (amount * BigInt(Math.round(share * WHOLE))) / BigInt(WHOLE);

interface Part {
  readonly expected: bigint;
  readonly deviation: number;
}

/** What of an item comes in each week, and beyond. */
const partsOf = (item: OpenItem, weeks: readonly Week[], today: BusinessDate): readonly Part[] => {
  const amount = item.carryingRemaining;
  const spread = item.outlook ?? onItsDueDate(item.dueOn);
  const ends = [...weeks.map(({ to }) => 1 - stillUnpaidAfter(spread, to, today)), 1];
  return ends.map((paid, index) => {
    const before = ends[index - 1] ?? 0;
    const share = Math.max(0, paid - before);
    return {
      expected: partOf(amount, paid) - partOf(amount, before),
      deviation: Number(amount) * Math.sqrt(share * Math.max(0, 1 - share)),
    };
  });
};

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

const remainingOf = (items: readonly OpenItem[]): bigint =>
  sum(items.map(({ carryingRemaining }) => carryingRemaining));

/**
 * The sums with another customer. What one customer owes is taken to come late together, what several owe each on its own:
 * the range is the narrower the more customers there are, not the more invoices.
 */
export const withCustomer = (
  before: ForecastSum,
  { items, unappliedCash }: { readonly items: readonly OpenItem[]; readonly unappliedCash: bigint },
  weeks: readonly Week[],
  today: BusinessDate,
): ForecastSum => {
  const parted = items.map((item) => ({ isOverdue: item.dueOn < today, parts: partsOf(item, weeks, today) }));
  const slots = before.slots.map((slot, index): Slot => {
    const parts = parted.flatMap(({ isOverdue, parts }) => {
      const part = parts[index];
      return part ? [{ ...part, isOverdue }] : [];
    });
    const deviation = parts.reduce((total, part) => total + part.deviation, 0);
    return {
      expected: slot.expected + sum(parts.map(({ expected }) => expected)),
      overdue: slot.overdue + sum(parts.flatMap(({ expected, isOverdue }) => (isOverdue ? [expected] : []))),
      variance: slot.variance + deviation ** 2,
    };
  });
  return {
    customers: before.customers + (items.length > 0 ? 1 : 0),
    invoices: before.invoices + items.length,
    open: before.open + remainingOf(items),
    overdue: before.overdue + remainingOf(items.filter(({ dueOn }) => dueOn < today)),
    disputed: before.disputed + remainingOf(items.filter(({ disputed }) => disputed)),
    unpredicted: before.unpredicted + remainingOf(items.filter(({ outlook }) => outlook === null)),
    unappliedCash: before.unappliedCash + unappliedCash,
    slots,
  };
};

/** So many standard deviations on both sides of the mean are eight tenths of a normal distribution. */
const EIGHT_TENTHS = 1.2816;

const slotOf = ({ expected, overdue, variance }: Slot, open: bigint): ForecastSlot => {
  const around = BigInt(Math.round(EIGHT_TENTHS * Math.sqrt(variance)));
  const low = expected - around;
  const high = expected + around;
  return { expected, overdue, low: low < 0n ? 0n : low, high: high > open ? open : high };
};

/** The forecast that the sums make. */
export const forecastOf = ({ slots, ...sums }: ForecastSum): CashForecast => {
  const all = slots.map((slot) => slotOf(slot, sums.open));
  return { ...sums, weeks: all.slice(0, -1), beyond: all.at(-1) ?? slotOf(noSlot, 0n) };
};
