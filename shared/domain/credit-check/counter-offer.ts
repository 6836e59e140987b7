import { maximum, minimum, money } from '../../money.ts';
import { exposureOf } from '../account/account.ts';
import { boundWithTolerance } from '../account/limit.ts';
import { convertBy, inverse } from '../fx/rates.ts';
import type { CounterOffer, Reason, ReasonCode } from './decision.ts';
import { type Facts, increaseAt } from './facts.ts';

const limitReasons: readonly ReasonCode[] = ['LIMIT_EXCEEDED', 'GROUP_LIMIT_EXCEEDED', 'CASH_ONLY'];

/** Exposure that the limits still let through for this customer; `null` where nothing bounds it. */
export const headroom = (facts: Facts): bigint | null => {
  const rooms: bigint[] = [];
  if (facts.limit.kind === 'BOUNDED') {
    rooms.push(boundWithTolerance(facts.limit.amount, facts.policy) - exposureOf(facts.account));
  }
  if (facts.group && facts.groupLimit?.kind === 'BOUNDED') {
    rooms.push(boundWithTolerance(facts.groupLimit.amount, facts.policy) - facts.group.groupExposure);
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

/**
 * The largest amount of the order that passes, found by halving: what an amount adds to the exposure never falls as it
 * grows, but it is rounded, and of an order that holds or became something already it is no plain product.
 */
const largestPassing = (facts: Facts, room: bigint): bigint => {
  // What takes no more than it holds already passes even where there is no room at all.
  const bound = facts.existing?.status === 'ACTIVE' ? maximum(room, 0n) : room;
  let passing = 0n;
  let failing = facts.check.amount.minorUnits;
  const narrow = (middle: bigint): void => {
    if (middle <= passing || middle >= failing) return;
    const increase = increaseAt(facts, middle);
    if (increase !== null && increase <= bound) passing = middle;
    else failing = middle;
  };
  const guess = guessPassing(facts, bound);
  narrow(guess - 2n);
  narrow(guess + 2n);
  while (failing - passing > 1n) narrow((passing + failing) / 2n);
  return passing;
};

/** Where the largest amount that passes is to be found most often, but for rounding: it saves most of the halving. */
const guessPassing = ({ check, account, fx, existing }: Facts, room: bigint): bigint => {
  const { currency } = check.amount;
  const standing = existing?.status === 'ACTIVE' && existing.amount.currency === currency ? existing.amount : null;
  const worth = money(maximum(room, 0n), account.currency);
  const more = currency === account.currency || !fx ? worth : convertBy(worth, inverse(fx), currency);
  return (standing?.minorUnits ?? 0n) + more.minorUnits;
};

/**
 * What would pass instead: a smaller amount now, or the same amount after a prepayment, or shorter terms. Nothing is
 * offered where something else than a limit or the terms is in the way.
 */
export const counterOfferFor = (facts: Facts, reasons: readonly Reason[]): CounterOffer | null => {
  const blocking = reasons.filter((reason) => !limitReasons.includes(reason.code) && reason.code !== 'TERMS_TOO_LONG');
  if (blocking.length > 0 || facts.increase === null) return null;
  const termsDays = reasons.some((reason) => reason.code === 'TERMS_TOO_LONG') ? facts.agreedTermsDays : undefined;
  const room = headroom(facts);
  const short = room !== null && facts.increase > room;
  return {
    ...(short ? amountsFor(facts, room) : {}),
    ...(termsDays === undefined ? {} : { termsDays }),
  };
};

const amountsFor = (facts: Facts, room: bigint): CounterOffer => {
  const { currency } = facts.check.amount;
  const largest = largestPassing(facts, room);
  return {
    ...(largest > 0n ? { maxAmount: money(largest, currency) } : {}),
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
