import { currencyDigits, fromMoneyJson, type Money, type MoneyJson, multiply } from '../../money.ts';

/** What of the policy says how little of an invoice is a residue; written in the document as it is here. */
export interface ResidueRules {
  /** Below this share of the invoice, in percent; 5 where left out, 0: nothing is. */
  readonly residuePercent?: string;
  /**
   * And not above the amount of its currency, alone and with the other residues of the customer; in currencies that are
   * not listed nothing is. The built-in list where left out.
   */
  readonly residueUpTo?: readonly MoneyJson[];
}

const RESIDUE_PERCENT = '5';

/** About as much in each, in whole units. */
const builtInUpTo: Readonly<Record<string, number>> = {
  EUR: 50,
  USD: 50,
  GBP: 50,
  CHF: 50,
  AED: 200,
  AUD: 80,
  BRL: 300,
  CAD: 75,
  CNY: 400,
  CZK: 1_250,
  DKK: 375,
  HKD: 400,
  HUF: 20_000,
  ILS: 200,
  INR: 4_500,
  JPY: 8_000,
  KRW: 75_000,
  KWD: 15,
  MXN: 1_000,
  NOK: 550,
  NZD: 90,
  PLN: 200,
  RON: 250,
  SAR: 200,
  SEK: 550,
  SGD: 70,
  THB: 1_800,
  TWD: 1_600,
  ZAR: 900,
};

/** The largest residue in a currency, in its minor units. */
export const largestResidue = (currency: string, { residueUpTo }: ResidueRules = {}): bigint => {
  if (residueUpTo === undefined) {
    return BigInt(builtInUpTo[currency] ?? 0) * 10n ** BigInt(currencyDigits(currency) ?? 0);
  }
  const bound = residueUpTo.find((one) => one.currency === currency);
  return bound ? fromMoneyJson(bound).minorUnits : 0n;
};

interface Left {
  /** Of the invoice; of whatever does not say it nothing is a residue. */
  readonly amount?: Money;
  readonly remaining: Money;
}

/** Bank charges, a discount that was taken a day late: an invoice that was paid but for so little is not a late one. */
export const isResidue = ({ amount, remaining }: Left, rules: ResidueRules = {}): boolean => {
  const { currency, minorUnits } = remaining;
  if (amount === undefined || minorUnits > largestResidue(currency, rules)) return false;
  return minorUnits * 100n < multiply(amount.minorUnits, rules.residuePercent ?? RESIDUE_PERCENT, 'up');
};

/**
 * The residues among what a customer owes. Those of a currency that together are above its amount are none: who leaves a
 * little of every invoice owes a lot.
 * @param counts which of them are added up; all where left out.
 */
export const residuesOf = <T extends Left>(
  items: readonly T[],
  rules: ResidueRules = {},
  counts: (item: T) => boolean = () => true,
): ReadonlySet<T> => {
  const small = items.filter((item) => isResidue(item, rules));
  const sums = new Map<string, bigint>();
  for (const { remaining } of small.filter(counts)) {
    sums.set(remaining.currency, (sums.get(remaining.currency) ?? 0n) + remaining.minorUnits);
  }
  return new Set(
    small.filter(({ remaining: { currency } }) => (sums.get(currency) ?? 0n) <= largestResidue(currency, rules)),
  );
};
