import type { BusinessDate } from '../../dates.ts';
import { type Money, maximum, multiply } from '../../money.ts';
import { isInForce } from '../account/limit.ts';
import { wholeMonthsBetween } from '../behaviour/conduct.ts';
import { convertBy, type FxQuote, rateAgeDays } from '../fx/rates.ts';
import type { CreditPolicy } from '../policy/policy.ts';
import { inFacts, inWords, type Reason } from './reasons.ts';

/** What of a financial statement says what a customer is worth. */
export interface Balance {
  readonly asOf: BusinessDate;
  readonly totalAssets: Money;
  readonly totalLiabilities: Money;
}

/** An outside rating that recommends a limit. */
export interface OutsideLimit {
  readonly source: string;
  readonly recommendedLimit: Money;
  readonly ratedOn: BusinessDate;
  readonly validTo: BusinessDate;
}

/** What bounds a limit whatever the customer buys. */
export interface CapFacts {
  /** Of the account: what is recommended is in it. */
  readonly currency: string;
  readonly balance: Balance | null;
  readonly outside: readonly OutsideLimit[];
  /** The newest quotes to the currency of the account, by the currency that they are from. */
  readonly quotes: ReadonlyMap<string, FxQuote>;
  readonly policy: Pick<CreditPolicy, 'limits' | 'grading' | 'maxRateAgeDays'>;
  readonly today: BusinessDate;
}

/** A bound in minor units; `null` where there is one that cannot be told. */
export interface Cap {
  readonly most: bigint | null;
  readonly reason: Reason;
}

/** The amount in the account's currency; `null` without a rate that the policy still trusts. */
export const converted = (
  amount: Money,
  { currency, policy, quotes, today }: Pick<CapFacts, 'currency' | 'policy' | 'quotes' | 'today'>,
  rounding: 'down' | 'up',
): bigint | null => {
  if (amount.currency === currency) return amount.minorUnits;
  const quote = quotes.get(amount.currency);
  if (!quote || rateAgeDays(quote, today) > policy.maxRateAgeDays) return null;
  return convertBy(amount, quote, currency, rounding).minorUnits;
};

/** To leave out a cap that cannot be told would raise the limit for want of data. */
const notTold = (what: string, currencies: readonly string[], { currency }: CapFacts): Cap => ({
  most: null,
  reason: {
    code: 'NO_FRESH_RATE',
    text: `${what} bounds the limit, and there is no fresh rate from ${currencies.join(' and ')} to ${currency}.`,
    facts: { currencies: [...currencies], currency },
  },
});

const DAY_OF_MONTH = 'YYYY-MM'.length;

const isOld = (asOf: BusinessDate, today: BusinessDate, months: number): boolean => {
  const age = wholeMonthsBetween(asOf, today);
  return age > months || (age === months && asOf.slice(DAY_OF_MONTH) < today.slice(DAY_OF_MONTH));
};

/** A share of what would be left if all debts were paid. Nothing, where that is less than nothing. */
const equityCap = (facts: CapFacts): readonly Cap[] => {
  const { balance, currency, policy, today } = facts;
  const { equityPercent } = policy.limits.recommendation;
  if (equityPercent === null || balance === null) return [];
  const assets = converted(balance.totalAssets, facts, 'down');
  const liabilities = converted(balance.totalLiabilities, facts, 'up');
  if (assets === null || liabilities === null) {
    const foreign = [balance.totalAssets, balance.totalLiabilities].map((amount) => amount.currency);
    return [notTold('Equity', [...new Set(foreign.filter((code) => code !== currency))], facts)];
  }
  const equity = { minorUnits: assets - liabilities, currency };
  const most = multiply(maximum(0n, equity.minorUnits), `${equityPercent}e-2`, 'down');
  const { statementMonths } = policy.grading.scorecard;
  const old = isOld(balance.asOf, today, statementMonths);
  const age = old ? `, which is older than ${statementMonths} months: a newer one is needed` : '';
  const reason: Reason = {
    code: 'EQUITY',
    text: `At most ${equityPercent} % of the equity of ${inWords(equity)}, ${inWords({ minorUnits: most, currency })}, by the statement of ${balance.asOf}${age}.`,
    facts: {
      ...{ equityPercent, equity: inFacts(equity), most: inFacts({ minorUnits: most, currency }) },
      ...{ statementOf: balance.asOf, isOld: old },
    },
  };
  return [{ most, reason }];
};

const outsideCap = (facts: CapFacts, { ratedOn, recommendedLimit, source, validTo }: OutsideLimit): Cap => {
  const { currency } = facts;
  const most = converted(recommendedLimit, facts, 'down');
  if (most === null) return notTold(`The limit that '${source}' recommends`, [recommendedLimit.currency], facts);
  const foreign = recommendedLimit.currency === currency ? '' : ` (${inWords(recommendedLimit)})`;
  const reason: Reason = {
    code: 'OUTSIDE_RATING',
    text: `'${source}' recommends at most ${inWords({ minorUnits: most, currency })}${foreign}, up to ${validTo}.`,
    facts: {
      source,
      ratedOn,
      validTo,
      recommended: inFacts(recommendedLimit),
      most: inFacts({ minorUnits: most, currency }),
    },
  };
  return { most, reason };
};

/** The outside ratings that recommend a limit and whose dates hold. */
export const outsideInForce = ({ outside, today }: Pick<CapFacts, 'outside' | 'today'>): readonly OutsideLimit[] =>
  outside.filter(({ ratedOn, validTo }) => isInForce({ validFrom: ratedOn, validTo }, today));

/** Everything that bounds a limit: the equity, and each outside rating in force. */
export const capsOf = (facts: CapFacts): readonly Cap[] => [
  ...equityCap(facts),
  ...(facts.policy.limits.recommendation.withinOutsideRating
    ? outsideInForce(facts).map((rating) => outsideCap(facts, rating))
    : []),
];

/** The lowest of the caps; `null` where nothing bounds, `unknown` where one of them cannot be told. */
export const lowestOf = (caps: readonly Cap[]): bigint | null | 'unknown' => {
  let lowest: bigint | null = null;
  for (const { most } of caps) {
    if (most === null) return 'unknown';
    if (lowest === null || most < lowest) lowest = most;
  }
  return lowest;
};
