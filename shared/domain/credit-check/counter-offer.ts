import { maximum, minimum, money } from '../../money.ts';
import { exposureOf } from '../account/account.ts';
import { boundWithTolerance } from '../account/limit.ts';
import { convertBy, inverse } from '../fx/rates.ts';
import type { CounterOffer, Reason, ReasonCode } from './decision.ts';
import { boundsBelow, type Facts, factsAtAmounts, valueAt } from './facts.ts';
import { passes } from './rules.ts';

const limitReasons: readonly ReasonCode[] = ['LIMIT_EXCEEDED', 'GROUP_LIMIT_EXCEEDED', 'CASH_ONLY'];

/** Exposure that the limits still let through for this customer; `null` where nothing bounds it. */
export const headroom = (facts: Facts): bigint | null => {
  const rooms: bigint[] = [];
  if (facts.limit.kind === 'BOUNDED') {
    rooms.push(boundWithTolerance(facts.limit.amount, facts.settings) - exposureOf(facts.account));
  }
  if (facts.group && facts.groupSettings && facts.groupLimit?.kind === 'BOUNDED') {
    rooms.push(boundWithTolerance(facts.groupLimit.amount, facts.groupSettings) - facts.group.groupExposure);
  }
  return rooms.length === 0 ? null : rooms.reduce(minimum);
};

/** How much exposure must go before the order passes, when nothing but a limit is in its way. */
export const shortfallOf = (facts: Facts, reasons: readonly Reason[]): bigint | null => {
  const room = headroom(facts);
  if (room === null || facts.increase === null) return null;
  if (!reasons.every((reason) => limitReasons.includes(reason.code))) return null;
  return facts.increase - room;
};

/** The largest whole number that holds, among those from `holds` up to `fails`, if all that hold come before all that fail. */
const largest = (holds: bigint, fails: bigint, guess: bigint, test: (value: bigint) => boolean): bigint => {
  let low = holds;
  let high = fails;
  const narrow = (middle: bigint): void => {
    if (middle <= low || middle >= high) return;
    if (test(middle)) low = middle;
    else high = middle;
  };
  // The guess is off by rounding at most, most often.
  narrow(guess - 2n);
  narrow(guess + 2n);
  while (high - low > 1n) narrow((low + high) / 2n);
  return low;
};

/**
 * The largest amount of the order that passes, found by halving: what an amount adds to the exposure never falls as it
 * grows, but it is rounded, and of an order that holds or became something already it is no plain product. Where rules
 * go by the amount, a smaller order may be bounded by others: each stretch of amounts that the same rules match is
 * looked at by itself, from the largest.
 * @param termsDays those that are offered with it.
 */
const largestPassing = (facts: Facts, termsDays: number | undefined): bigint => {
  const at = factsAtAmounts(facts, { termsDays });
  const isPassing = (minorUnits: bigint): boolean => passes(at(minorUnits));
  let failing = facts.check.amount.minorUnits;
  for (const bound of [...boundsBelow(facts), 0n]) {
    const isBelow = (minorUnits: bigint): boolean => (valueAt(facts, minorUnits) ?? 0n) <= bound;
    const below = bound === 0n ? 0n : largest(0n, failing, amountWorth(facts, bound), isBelow);
    const least = below + 1n;
    if (least < failing && isPassing(least)) {
      return largest(least, failing, guessPassing(facts, at(least)), isPassing);
    }
    failing = least;
  }
  return 0n;
};

/** What a value in the account's currency is in the order's, but for rounding. */
const amountWorth = ({ account, check, fx }: Facts, value: bigint): bigint => {
  const { currency } = check.amount;
  const worth = money(value, account.currency);
  return (currency === account.currency || !fx ? worth : convertBy(worth, inverse(fx), currency)).minorUnits;
};

/** Where the largest amount that passes is to be found most often, but for rounding: it saves most of the halving. */
const guessPassing = (facts: Facts, passing: Facts): bigint => {
  const { check, existing } = facts;
  const room = headroom(passing);
  const largestOrder = passing.settings.maxOrder?.minorUnits;
  const isSame = existing?.status === 'ACTIVE' && existing.amount.currency === check.amount.currency;
  const byLimit =
    room === null ? null : (isSame ? existing.amount.minorUnits : 0n) + amountWorth(facts, maximum(room, 0n));
  const bySize = largestOrder === undefined ? null : amountWorth(facts, largestOrder);
  if (byLimit === null || bySize === null) return byLimit ?? bySize ?? 0n;
  return minimum(byLimit, bySize);
};

/** What may be no objection to a smaller order: the largest one, and a rule of the policy, which may go by the amount. */
const isAboutSize = ({ code, facts }: Reason): boolean =>
  code === 'ORDER_TOO_LARGE' || (code === 'SEGMENT_NOT_ALLOWED' && facts['rule'] !== undefined);

/**
 * What would pass instead: a smaller amount now, or the same amount after a prepayment, or shorter terms. Of an order
 * that is refused for its size the same amount does not pass in any way, so that only a smaller one is offered. Nothing
 * is where something else than size, a limit or the terms is in the way.
 */
export const counterOfferFor = (facts: Facts, reasons: readonly Reason[]): CounterOffer | null => {
  const blocking = reasons.filter((reason) => !limitReasons.includes(reason.code) && reason.code !== 'TERMS_TOO_LONG');
  if (!blocking.every(isAboutSize) || facts.increase === null) return null;
  const termsDays = reasons.some((reason) => reason.code === 'TERMS_TOO_LONG') ? facts.agreedTermsDays : undefined;
  if (blocking.length > 0) return smallerOrder(facts, termsDays);
  const room = headroom(facts);
  const short = room !== null && facts.increase > room;
  return {
    ...(short ? amountsFor(facts, room, termsDays) : {}),
    ...(termsDays === undefined ? {} : { termsDays }),
  };
};

const smallerOrder = (facts: Facts, termsDays: number | undefined): CounterOffer | null => {
  const most = largestPassing(facts, termsDays ?? facts.check.termsDays);
  if (most === 0n) return null;
  return { maxAmount: money(most, facts.check.amount.currency), ...(termsDays === undefined ? {} : { termsDays }) };
};

const amountsFor = (facts: Facts, room: bigint, offeredTerms: number | undefined): CounterOffer => {
  const { currency } = facts.check.amount;
  const most = largestPassing(facts, offeredTerms ?? facts.check.termsDays);
  return {
    ...(most > 0n ? { maxAmount: money(most, currency) } : {}),
    prepay: money(prepayment(facts, room), currency),
  };
};

/** The smallest payment in the order's currency that brings the shortfall to nothing. */
const prepayment = (facts: Facts, room: bigint): bigint => {
  const { check, account, fx, increase } = facts;
  const missing = (increase ?? 0n) - room;
  const { currency } = check.amount;
  if (currency === account.currency || !fx) return missing;
  const covers = (minorUnits: bigint) =>
    convertBy(money(minorUnits, currency), fx, account.currency).minorUnits >= missing;
  let short = 0n;
  let enough = convertBy(money(missing, account.currency), inverse(fx), currency, 'up').minorUnits + 1n;
  while (!covers(enough)) enough *= 2n;
  while (enough - short > 1n) {
    const middle = (short + enough) / 2n;
    if (covers(middle)) enough = middle;
    else short = middle;
  }
  return enough;
};
