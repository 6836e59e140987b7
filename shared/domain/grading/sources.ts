import { type BusinessDate, isBusinessDate } from '../../dates.ts';
import type { MoneyJson } from '../../money.ts';
import { wholeMonthsBetween } from '../behaviour/conduct.ts';
import { monthBefore, monthOf } from '../behaviour/months.ts';

/** Figures of the last annual accounts, as the master data has them. */
export interface Statement {
  readonly asOf: BusinessDate;
  readonly revenue: MoneyJson;
  readonly netProfit: MoneyJson;
  readonly totalAssets: MoneyJson;
  readonly totalLiabilities: MoneyJson;
  readonly currentAssets: MoneyJson;
  readonly currentLiabilities: MoneyJson;
}

/** What somebody else says of a customer: `score` is on the `scale`, `worst..best`. */
export interface OutsideRating {
  readonly source: string;
  readonly score: string | number;
  readonly scale: string | number;
  readonly ratedOn: BusinessDate;
  readonly validTo: BusinessDate;
}

/** Why a value is not known. */
export type MissingReason =
  | 'FEW_INVOICES'
  | 'NO_STATEMENT'
  | 'STATEMENT_TOO_OLD'
  | 'STATEMENT_OF_LATER'
  | 'STATEMENT_WITHOUT_IT'
  | 'NO_RATING'
  | 'RATING_NOT_ON_SCALE'
  | 'NO_LIMIT'
  | 'NOT_ENOUGH_SALES'
  | 'NOTHING_YET';

/** A value, or why there is none. */
export type Known = { readonly value: number } | { readonly missing: MissingReason };

export const known = (value: number | null, otherwise: MissingReason): Known =>
  value === null ? { missing: otherwise } : { value };

/** Beyond this a ratio says no more, and a division by nothing comes to it. */
const HIGHEST_RATIO = 100;

const ratio = (part: number, whole: number): number | null => {
  if (whole > 0) return Math.max(-HIGHEST_RATIO, Math.min(HIGHEST_RATIO, part / whole));
  if (part === 0) return null;
  return part > 0 ? HIGHEST_RATIO : -HIGHEST_RATIO;
};

/** The first day of a statement that is not too old today. Text that sorts as a date: it may name a 30th of February. */
const earliestStatement = (today: BusinessDate, months: number): string =>
  `${monthBefore(monthOf(today), months)}${today.slice('YYYY-MM'.length)}`;

/** Whether the accounts count today; `null` when they do. They need be in one currency, whichever. */
export const whyNoStatement = (
  statement: Statement | null,
  today: BusinessDate,
  statementMonths: number,
): MissingReason | null => {
  if (!statement || !isBusinessDate(statement.asOf)) return 'NO_STATEMENT';
  if (statement.asOf > today) return 'STATEMENT_OF_LATER';
  return statement.asOf < earliestStatement(today, statementMonths) ? 'STATEMENT_TOO_OLD' : null;
};

export type StatementRatio = 'currentRatio' | 'equityShare' | 'netMargin' | 'accountsAgeMonths';

/** The ratios of annual accounts; each says why it is missing. */
export const statementRatios = (
  statement: Statement | null,
  today: BusinessDate,
  statementMonths: number,
): Readonly<Record<StatementRatio, Known>> => {
  const missing = whyNoStatement(statement, today, statementMonths);
  if (missing || !statement) {
    const none: Known = { missing: missing ?? 'NO_STATEMENT' };
    return { currentRatio: none, equityShare: none, netMargin: none, accountsAgeMonths: none };
  }
  const { asOf, ...figures } = statement;
  const currencies = new Set(Object.values(figures).map(({ currency }) => currency));
  const of = (part: number, whole: number): Known =>
    currencies.size > 1 ? { missing: 'STATEMENT_WITHOUT_IT' } : known(ratio(part, whole), 'STATEMENT_WITHOUT_IT');
  // Ratios need no exact decimals.
  const amount = ({ amount: text }: MoneyJson): number => Number(text);
  return {
    currentRatio: of(amount(figures.currentAssets), amount(figures.currentLiabilities)),
    equityShare: of(amount(figures.totalAssets) - amount(figures.totalLiabilities), amount(figures.totalAssets)),
    // Of no revenue a loss is as bad as it gets, while a profit came of something else: it is no margin.
    netMargin:
      amount(figures.revenue) === 0 && amount(figures.netProfit) > 0
        ? { missing: 'STATEMENT_WITHOUT_IT' }
        : of(amount(figures.netProfit), amount(figures.revenue)),
    accountsAgeMonths: { value: wholeMonthsBetween(asOf, today) },
  };
};

/** `275`, `-3`, `0.5`: nothing that a slip of the hand makes of it, such as `.100`. */
const WHOLE_DECIMAL = /^-?\d+(\.\d+)?$/;

const number = (value: string | number): number | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return WHOLE_DECIMAL.test(value.trim()) ? Number(value) : null;
};

/** `worst..best`, such as `600..100` where a low number is good; a number alone is the best of a scale that begins at zero. */
const endsOf = (scale: string | number): readonly [worst: number, best: number] | null => {
  const [first = '', second, more] = typeof scale === 'number' ? [scale] : scale.split('..');
  if (more !== undefined) return null;
  const worst = second === undefined ? 0 : number(first);
  const best = number(second ?? first);
  return worst === null || best === null || worst === best ? null : [worst, best];
};

/**
 * Where the score stands between the worst (0) and the best (1) of its scale; `null` where that cannot be told. A score
 * beyond its scale is of another one: nobody is taken for the best by a slip of the hand.
 */
export const onScale = ({ scale, score }: Pick<OutsideRating, 'scale' | 'score'>): number | null => {
  const ends = endsOf(scale);
  const value = number(score);
  if (!ends || value === null) return null;
  const [worst, best] = ends;
  const at = (value - worst) / (best - worst);
  // Of a scale that falls, the worst is at minus zero otherwise.
  return at >= 0 && at <= 1 ? Math.abs(at) : null;
};

/** The worst of the ratings that are in force: of several sources the most careful is believed. */
export const outsideRating = (ratings: readonly OutsideRating[], today: BusinessDate): Known => {
  const inForce = ratings.filter(({ ratedOn, validTo }) => ratedOn <= today && today <= validTo);
  if (inForce.length === 0) return { missing: 'NO_RATING' };
  const placed = inForce.map(onScale).filter((value) => value !== null);
  return placed.length === 0 ? { missing: 'RATING_NOT_ON_SCALE' } : { value: Math.min(...placed) };
};
