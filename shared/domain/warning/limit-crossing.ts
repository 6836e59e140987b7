import type { BusinessDate } from '../../dates.ts';
import { maximum, minimum, multiply, toMoneyJson } from '../../money.ts';
import type { Account } from '../account/account.ts';
import { effectiveLimit } from '../account/limit.ts';
import type { JsonObject } from '../history/entry.ts';
import type { WarningPolicy } from './policy.ts';

/** How much of a limit is used, where that is worth a warning: the share of the policy, or all of it. */
export type LimitUse = NonNullable<Account['limitUsed']>;

/** The exposures, in minor units, from which a limit counts as nearly and as fully used. */
interface Thresholds {
  readonly limit: bigint;
  readonly nearly: bigint;
}

/** Exposures between which the same warning stands: from the first on, and below the second; `null` where it is open. */
export interface ExposureRange {
  readonly from: bigint | null;
  readonly below: bigint | null;
}

/** What a movement does to the warning of a used limit. */
export interface LimitCrossing {
  /** What stands after it. */
  readonly limitUsed: LimitUse | null;
  /** What was crossed upwards, the lower first; empty while what stood before stands, and where less is used again. */
  readonly crossed: readonly LimitUse[];
  /** The exposures after the movement for which all of this holds; `null` where no limit can be used up. */
  readonly range: ExposureRange | null;
  /** What the entry tells of it; `null` where nothing was crossed. */
  readonly told: JsonObject | null;
}

/** Without a limit, and under one of zero, which gives no credit, nothing can be used. */
const thresholdsOf = (
  account: Account,
  { limitUsedPercent }: Pick<WarningPolicy, 'limitUsedPercent'>,
  today: BusinessDate,
): Thresholds | null => {
  const limit = effectiveLimit(account, today);
  if (limit.kind !== 'BOUNDED' || limit.amount <= 0n) return null;
  const share = multiply(limit.amount, `${limitUsedPercent}e-2`, 'up');
  return { limit: limit.amount, nearly: maximum(1n, minimum(share, limit.amount)) };
};

const standsAt = (exposure: bigint, { limit, nearly }: Thresholds): LimitUse | null => {
  if (exposure >= limit) return 'FULLY';
  return exposure >= nearly ? 'NEARLY' : null;
};

const rangeOf = (use: LimitUse | null, { limit, nearly }: Thresholds): ExposureRange => {
  if (use === 'FULLY') return { from: limit, below: null };
  return use === 'NEARLY' ? { from: nearly, below: limit } : { from: null, below: nearly };
};

const uses: readonly (LimitUse | null)[] = [null, 'NEARLY', 'FULLY'];

const between = (before: LimitUse | null, after: LimitUse | null): readonly LimitUse[] =>
  uses.slice(uses.indexOf(before) + 1, uses.indexOf(after) + 1).filter((use) => use !== null);

/** To the hundredth of a percent, rounded down: 100 is only said of a limit that is used up. */
const percentOf = (exposure: bigint, limit: bigint): string => {
  const hundredths = (exposure * 10_000n) / limit;
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
};

/**
 * Whether a movement crosses the share of the limit from which it counts as nearly used, or the limit itself: the exposure
 * after it is held against the limit that holds on the day. Whatever moves either may cross: orders, invoices, bounced
 * payments, a lower limit, a cover that has lapsed. Each is told once, and again only after the use has been below it.
 * @param account as it is after the movement, its `limitUsed` as it was before.
 * @param exposure that the limit bounds after the movement: the account's own, or that of its group.
 */
export const limitCrossing = (
  account: Account,
  exposure: bigint,
  warnings: Pick<WarningPolicy, 'limitUsedPercent'>,
  today: BusinessDate,
): LimitCrossing => {
  const thresholds = thresholdsOf(account, warnings, today);
  if (!thresholds) return { limitUsed: null, crossed: [], range: null, told: null };
  const limitUsed = standsAt(exposure, thresholds);
  const crossed = between(account.limitUsed, limitUsed);
  const { currency, customerId } = account;
  const amount = (minorUnits: bigint) => ({ ...toMoneyJson({ minorUnits, currency }) });
  const told = {
    limitOf: customerId,
    crossed: [...crossed],
    usedPercent: percentOf(exposure, thresholds.limit),
    exposure: amount(exposure),
    effectiveLimit: amount(thresholds.limit),
    available: amount(thresholds.limit - exposure),
  };
  return { limitUsed, crossed, range: rangeOf(limitUsed, thresholds), told: crossed.length > 0 ? told : null };
};

/** What a limit that is used to a share is told as. */
export const limitUseText = (
  use: LimitUse,
  usedPercent: string,
  limit: { amount: string; currency: string },
): string =>
  use === 'FULLY'
    ? `The limit of ${limit.amount} ${limit.currency} is used up: ${usedPercent} %.`
    : `The limit of ${limit.amount} ${limit.currency} is used to ${usedPercent} %.`;
