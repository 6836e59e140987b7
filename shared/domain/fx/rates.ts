import Big from 'big.js';
import { type BusinessDate, daysBetween } from '../../dates.ts';
import { convert, type Money, type Rounding } from '../../money.ts';

/** Rates published for a day: one unit of `base` is `rates[other]` units of the other currency, as decimal strings. */
export interface FxRates {
  readonly date: BusinessDate;
  readonly base: string;
  readonly rates: Readonly<Record<string, string>>;
}

/** How an amount was converted: kept in decisions and movements, so that it can be recomputed exactly. */
export interface FxQuote {
  readonly from: string;
  readonly to: string;
  /** Units of `to` for one unit of `from`, rounded for reading; the conversion itself uses numerator / denominator. */
  readonly rate: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly date: BusinessDate;
}

const RATE_DECIMALS = 10;

const rateOf = (rates: FxRates, currency: string): string | undefined =>
  currency === rates.base ? '1' : rates.rates[currency];

/** The quote between two currencies by one day's rates, crossing through the base; `null` where a rate is missing. */
export const quote = (rates: FxRates, from: string, to: string): FxQuote | null => {
  const denominator = rateOf(rates, from);
  const numerator = rateOf(rates, to);
  if (denominator === undefined || numerator === undefined) return null;
  const rate = new Big(numerator).div(denominator).round(RATE_DECIMALS).toString();
  return { from, to, rate, numerator, denominator, date: rates.date };
};

export const convertBy = (value: Money, fx: FxQuote | null, target: string, rounding?: Rounding): Money => {
  if (value.currency === target) return value;
  if (!fx || fx.from !== value.currency || fx.to !== target) {
    throw new RangeError(`no quote from ${value.currency} to ${target}`);
  }
  return convert(value, fx, target, rounding);
};

export const rateAgeDays = (fx: FxQuote, today: BusinessDate): number => daysBetween(fx.date, today);

/** Turns a quote around: the same day's rates, from the other side. */
export const inverse = (fx: FxQuote): FxQuote => ({
  ...fx,
  from: fx.to,
  to: fx.from,
  numerator: fx.denominator,
  denominator: fx.numerator,
  rate: new Big(fx.denominator).div(fx.numerator).round(RATE_DECIMALS).toString(),
});
