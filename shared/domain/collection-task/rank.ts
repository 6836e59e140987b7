import { currencyDigits, type Money } from '../../money.ts';
import type { Behaviour } from '../behaviour/behaviour.ts';

/** What a rank is made of. */
export interface RankInput {
  /** What is owed, in hundredths of the reference currency. */
  readonly hundredths: bigint;
  readonly daysPastDue: number;
  readonly behaviour: Pick<Behaviour, 'invoicesPaid' | 'paidOnTime' | 'brokenPromises'>;
  /** Share of it, 0 to 1, that is not expected to come in within a fortnight by itself; all where left out. */
  readonly stays?: number;
}

/** The highest rank; fifteen digits are exact as a number and sort as text. */
export const MOST_RANK = 999_999_999_999_999;
const RANK_DIGITS = 15;

/** From so many days past due on, another day makes a call no more urgent. */
const MOST_URGENT_DAYS = 90;
const URGENCY_PER_DAY = 1 / 30;

/**
 * How much of a debt of an age is still collected, in per mille by days past due: Commercial Collection Agency
 * Association, survey of 18 October 2004. Between its points it is taken to fall evenly, after the last one to stay.
 */
const collectedByAge: readonly (readonly [days: number, perMille: number])[] = [
  [0, 949],
  [30, 899],
  [60, 813],
  [90, 696],
  [180, 521],
  [270, 391],
  [365, 228],
  [730, 93],
];

/** How urgent it is by age alone: 1 on the due date, 2 after a month, 4 from 90 days on. */
export const latenessOf = (daysPastDue: number): number =>
  1 + Math.min(Math.max(0, daysPastDue), MOST_URGENT_DAYS) * URGENCY_PER_DAY;

const collectable = (daysPastDue: number): number => {
  const after = collectedByAge.findIndex(([days]) => days > daysPastDue);
  const [first, last] = [collectedByAge[0], collectedByAge.at(-1)];
  if (after === 0) return first?.[1] ?? 0;
  const [from, to] = [collectedByAge[after - 1], collectedByAge[after]];
  if (!from || !to) return last?.[1] ?? 0;
  return from[1] + ((to[1] - from[1]) * (daysPastDue - from[0])) / (to[0] - from[0]);
};

/**
 * Whether an hour's work is likely to bring the money in, from 0 to 1. It falls with the age of the debt, is full for a
 * customer who has always paid on time and half for one who never has, and is divided by each broken promise:
 * by 1.5 for one, by 2 for two. Of whom nothing is known yet half of the invoices count as paid on time.
 */
export const chanceOf = ({ behaviour, daysPastDue }: Pick<RankInput, 'behaviour' | 'daysPastDue'>): number => {
  const { brokenPromises, invoicesPaid, paidOnTime } = behaviour;
  const onTime = invoicesPaid > 0 ? Math.min(1, Math.max(0, paidOnTime / invoicesPaid)) : 0.5;
  const habit = (1 + onTime) / 2;
  return ((collectable(daysPastDue) / 1000) * habit) / (1 + Math.max(0, brokenPromises) / 2);
};

/** A call that only hastens what would have come anyway is still worth half of one that brings what would not. */
const needOf = ({ stays = 1 }: Pick<RankInput, 'stays'>): number => (1 + Math.min(1, Math.max(0, stays))) / 2;

/**
 * The rank of a task: amount x lateness x chance of success x need, which is what a call made now may save. More money always
 * ranks higher, so does a better payer; age raises the rank for about three months, while the urgency outgrows what age
 * takes from the chance, and lowers it then: old debts are for the lawyers, not for the telephone.
 */
export const rankOf = (input: RankInput): number => {
  // To the thousandth, so that the product with the amount is exact.
  const factor = BigInt(Math.round(latenessOf(input.daysPastDue) * chanceOf(input) * needOf(input) * 1000));
  const rank = ((input.hundredths > 0n ? input.hundredths : 0n) * factor) / 1000n;
  return rank > BigInt(MOST_RANK) ? MOST_RANK : Number(rank);
};

/** An amount in hundredths of its currency, whatever decimals that has: 100 yen are as many as 100.00 euros. */
export const hundredthsOf = ({ currency, minorUnits }: Money): bigint => {
  const digits = currencyDigits(currency) ?? 2;
  return digits <= 2 ? minorUnits * 10n ** BigInt(2 - digits) : minorUnits / 10n ** BigInt(digits - 2);
};

/** A rank as part of a sort key: the highest comes first. */
export const rankKey = (rank: number): string => String(MOST_RANK - rank).padStart(RANK_DIGITS, '0');
