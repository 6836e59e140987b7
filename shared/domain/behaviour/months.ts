import type { BusinessDate } from '../../dates.ts';
import {
  addBehaviour,
  type Behaviour,
  daysLateOf,
  negated,
  noBehaviour,
  type PayableInvoice,
  paidInvoice,
} from './behaviour.ts';

/** Later than that counts as that: a count is kept per day late, and a month must stay small. */
export const MOST_DAYS_COUNTED = 999;

/** The sums of one month, with the paid invoices by their days late, so that the worst can be told and taken back. */
export interface MonthBehaviour extends Behaviour {
  readonly lateBy: ReadonlyMap<number, number>;
  /** The same of what was written off past due, up to the day of it; left out where nothing was. */
  readonly lostBy?: ReadonlyMap<number, number>;
}

/** Sums by month, `2026-03`: those of a customer, or what a movement adds to them. */
export type BehaviourByMonth = ReadonlyMap<string, MonthBehaviour>;

export const monthOf = (date: BusinessDate): string => date.slice(0, 'YYYY-MM'.length);

const MONTHS_PER_YEAR = 12;

const numberOf = (month: string): number => {
  const [year = 0, ofYear = 0] = month.split('-').map(Number);
  return year * MONTHS_PER_YEAR + ofYear - 1;
};

/** Months from `from` to `to`: positive when `to` is later. */
export const monthsBetween = (from: string, to: string): number => numberOf(to) - numberOf(from);

/** So many months earlier; never before the first month that a date can be of. */
export const monthBefore = (month: string, months: number): string => {
  const number = Math.max(0, numberOf(month) - months);
  const year = String(Math.floor(number / MONTHS_PER_YEAR)).padStart(4, '0');
  return `${year}-${String((number % MONTHS_PER_YEAR) + 1).padStart(2, '0')}`;
};

export const nothingHappened: BehaviourByMonth = new Map();

const mergeCounts = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): ReadonlyMap<number, number> => {
  const counts = new Map(a);
  for (const [late, count] of b) counts.set(late, (counts.get(late) ?? 0) + count);
  return new Map([...counts].filter(([, count]) => count !== 0));
};

const none: ReadonlyMap<number, number> = new Map();

const withLost = (month: MonthBehaviour, lostBy: ReadonlyMap<number, number>): MonthBehaviour =>
  lostBy.size === 0 ? month : { ...month, lostBy };

const bothOf = (a: MonthBehaviour, b: MonthBehaviour): MonthBehaviour =>
  withLost(
    { ...addBehaviour(a, b), lateBy: mergeCounts(a.lateBy, b.lateBy) },
    mergeCounts(a.lostBy ?? none, b.lostBy ?? none),
  );

const negatedCounts = (counts: ReadonlyMap<number, number>): ReadonlyMap<number, number> =>
  new Map([...counts].map(([late, count]) => [late, -count]));

/** Both together. */
export const addMonths = (a: BehaviourByMonth, b: BehaviourByMonth): BehaviourByMonth => {
  const sums = new Map(a);
  for (const [month, added] of b) {
    const sum = sums.get(month);
    sums.set(month, sum ? bothOf(sum, added) : added);
  }
  return sums;
};

/** What takes back the same. */
export const negatedMonths = (a: BehaviourByMonth): BehaviourByMonth =>
  new Map(
    [...a].map(([month, sum]) => [
      month,
      withLost({ ...negated(sum), lateBy: negatedCounts(sum.lateBy) }, negatedCounts(sum.lostBy ?? none)),
    ]),
  );

/** The sums over all months. */
export const lifetimeOf = (months: BehaviourByMonth): Behaviour => {
  let sum = noBehaviour;
  for (const { lateBy: _late, lostBy: _lost, ...month } of months.values()) sum = addBehaviour(sum, month);
  return sum;
};

/** What one fully paid invoice adds, to the month in which it was paid. */
export const paidInMonth = (invoice: PayableInvoice, paidOn: BusinessDate, amount: bigint): BehaviourByMonth => {
  const late = Math.min(MOST_DAYS_COUNTED, daysLateOf(invoice, paidOn));
  return new Map([[monthOf(paidOn), { ...paidInvoice(invoice, paidOn, amount), lateBy: new Map([[late, 1]]) }]]);
};

/** What events of one day add. */
export const eventsInMonth = (
  on: BusinessDate,
  counts: Partial<Pick<Behaviour, 'brokenPromises' | 'disputes' | 'bounces' | 'defaults'>>,
): BehaviourByMonth =>
  Object.values(counts).some((count) => count !== 0)
    ? new Map([[monthOf(on), { ...noBehaviour, ...counts, lateBy: new Map() }]])
    : nothingHappened;

const mostOf = (counts: ReadonlyMap<number, number>): number | null =>
  [...counts].reduce<number | null>(
    (worst, [late, count]) => (count > 0 && (worst === null || late > worst) ? late : worst),
    null,
  );

/** An invoice that was written off so many days after it was due. */
export const lostInMonth = (on: BusinessDate, daysPastDue: number): BehaviourByMonth =>
  daysPastDue <= 0
    ? nothingHappened
    : new Map([
        [
          monthOf(on),
          { ...noBehaviour, lateBy: none, lostBy: new Map([[Math.min(MOST_DAYS_COUNTED, daysPastDue), 1]]) },
        ],
      ]);

/** The most days late of an invoice that was paid in the month; `null` when none was. */
export const worstOf = ({ lateBy }: MonthBehaviour): number | null => mostOf(lateBy);

/** The most days past due of an invoice that was written off in the month; `null` when none was past due. */
export const worstLost = ({ lostBy }: MonthBehaviour): number | null => mostOf(lostBy ?? none);
