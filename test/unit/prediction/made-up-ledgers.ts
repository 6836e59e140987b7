import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { LedgerInvoice } from '../../../local/prediction/ledger.ts';
import { addDays } from '../../../shared/dates.ts';

/** Random numbers of the distributions that payments are made of. */
export interface Chance {
  readonly uniform: () => number;
  readonly normal: (mean: number, deviation: number) => number;
  readonly exponential: (mean: number) => number;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
}

const chanceFrom = (seed: number): Chance => {
  const random = xoroshiro128plus(seed);
  const uniform = (): number => (uniformInt(random, 0, 2 ** 30) + 0.5) / (2 ** 30 + 1);
  return {
    uniform,
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
    exponential: (mean) => -mean * Math.log(uniform()),
    pick: (choices) => choices[Math.floor(uniform() * choices.length)] ?? choices[0],
  };
};

/** An invoice about to be paid, by whom, and when. */
export interface Situation {
  readonly chance: Chance;
  /** The number of the customer, and what it usually does: days from the due date. */
  readonly customer: number;
  readonly usualDays: number;
  /** Days since the ledger began, and the share of it that is over. */
  readonly day: number;
  readonly share: number;
  readonly dueOn: string;
  readonly termsDays: number;
  /** Against what the customer usually buys. */
  readonly relativeAmount: number;
  readonly amount: number;
  readonly disputed: boolean;
}

export interface Kind {
  readonly invoices: number;
  readonly customers: number;
  readonly days?: number;
  readonly terms?: readonly [number, ...number[]];
  readonly disputedShare?: number;
  /** Days from the due date to payment. */
  readonly daysFromDue: (situation: Situation) => number;
}

const FIRST_DAY = '2023-01-01';

/** A ledger of a kind; the same seed makes the same ledger. */
export const makeUp = (kind: Kind, seed: number): readonly LedgerInvoice[] => {
  const chance = chanceFrom(seed);
  const { invoices, customers, days = 700, terms = [30], disputedShare } = kind;
  const habits = Array.from({ length: customers }, () => ({
    usualDays: chance.normal(-3, 10),
    amount: Math.exp(chance.normal(6, 1)),
  }));
  return Array.from({ length: invoices }, (): LedgerInvoice => {
    const customer = Math.floor(chance.uniform() * customers);
    const { usualDays, amount } = habits[customer] ?? { usualDays: 0, amount: 100 };
    const day = Math.floor(chance.uniform() * days);
    const termsDays = chance.pick(terms);
    const issuedOn = addDays(FIRST_DAY, day);
    const dueOn = addDays(issuedOn, termsDays);
    const relativeAmount = Math.exp(chance.normal(0, 0.5));
    const disputed = disputedShare !== undefined && chance.uniform() < disputedShare;
    const situation: Situation = {
      chance,
      customer,
      usualDays,
      day,
      share: day / days,
      dueOn,
      termsDays,
      relativeAmount,
      amount: amount * relativeAmount,
      disputed,
    };
    const daysFromDue = Math.max(-termsDays, Math.round(kind.daysFromDue(situation)));
    return {
      customerId: `C${customer}`,
      issuedOn,
      dueOn,
      paidOn: addDays(dueOn, daysFromDue),
      amount: Math.round(amount * relativeAmount * 100) / 100,
      ...(disputedShare === undefined ? {} : { disputed }),
    };
  });
};
