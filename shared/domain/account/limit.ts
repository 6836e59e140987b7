import type { BusinessDate } from '../../dates.ts';
import { multiply } from '../../money.ts';
import type { Settings } from '../policy/matching.ts';
import type { Account, AccountCover } from './account.ts';

/** What bounds an account's exposure on a day. */
export type EffectiveLimit =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'UNLIMITED' }
  | { readonly kind: 'BOUNDED'; readonly amount: bigint };

export type LimitTerms = Pick<Account, 'creditLimit' | 'unlimited' | 'temporaryLimit' | 'covers'>;

export const isInForce = (term: { validFrom: BusinessDate; validTo: BusinessDate }, on: BusinessDate): boolean =>
  term.validFrom <= on && on <= term.validTo;

/** Amount x covered percent, rounded down: a cover never counts for more than it pays. */
export const coverValue = (cover: AccountCover): bigint => multiply(cover.amount, `${cover.coveredPercent}e-2`, 'down');

/**
 * Effective limit = (temporary limit while its dates hold, else credit limit) + the covers in force.
 * An account without a limit stays without one: a cover raises a limit, it does not grant one.
 */
export const effectiveLimit = (account: LimitTerms, on: BusinessDate): EffectiveLimit => {
  if (account.unlimited) return { kind: 'UNLIMITED' };
  const temporary = account.temporaryLimit && isInForce(account.temporaryLimit, on) ? account.temporaryLimit : null;
  const base = temporary ? temporary.amount : account.creditLimit;
  if (base === null) return { kind: 'NONE' };
  const covers = account.covers.filter((cover) => isInForce(cover, on));
  return { kind: 'BOUNDED', amount: covers.reduce((sum, cover) => sum + coverValue(cover), base) };
};

/** The highest exposure that the policy lets through under a limit, by what it says for the one who is bounded. */
export const boundWithTolerance = (limit: bigint, { tolerancePercent }: Pick<Settings, 'tolerancePercent'>): bigint =>
  limit + multiply(limit, `${tolerancePercent}e-2`, 'down');

/** Covers that have lapsed and what they were worth, to say why a limit is lower than it was. */
export const lapsedCovers = (account: LimitTerms, on: BusinessDate): readonly AccountCover[] =>
  account.covers.filter((cover) => cover.validTo < on);

const RATIO_DECIMALS = 4;

/** Share of the limit that is used, 0.73 for 73 %; `null` where nothing bounds the customer or the limit is zero. */
export const utilization = (exposure: bigint, limit: bigint | null): number | null =>
  limit === null || limit === 0n
    ? null
    : Number((Number((exposure * 1_000_000n) / limit) / 1_000_000).toFixed(RATIO_DECIMALS));
