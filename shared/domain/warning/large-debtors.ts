import { maximum, multiply } from '../../money.ts';
import type { WarningPolicy } from './policy.ts';

/** What a customer owes, in minor units of the currency in which it is compared with what others owe. */
export interface OpenOf {
  readonly customerId: string;
  readonly currency: string;
  readonly minorUnits: bigint;
}

export interface LargeShare {
  readonly customerId: string;
  /** Of all open receivables in percent, to the hundredth. */
  readonly sharePercent: string;
}

const inPercent = (part: bigint, whole: bigint): string => {
  const hundredths = (part * 10_000n) / whole;
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
};

/**
 * The customers who owe the policy's share of all open receivables, or more. Amounts of currencies that nothing converts
 * into each other are portfolios of their own.
 */
export const largeDebtors = (
  open: readonly OpenOf[],
  { largeDebtorPercent }: Pick<WarningPolicy, 'largeDebtorPercent'>,
): readonly LargeShare[] => {
  const totals = new Map<string, bigint>();
  for (const { currency, minorUnits } of open) totals.set(currency, (totals.get(currency) ?? 0n) + minorUnits);
  return open.flatMap(({ currency, customerId, minorUnits }) => {
    const total = totals.get(currency) ?? 0n;
    const least = maximum(1n, multiply(total, `${largeDebtorPercent}e-2`, 'up'));
    return minorUnits >= least ? [{ customerId, sharePercent: inPercent(minorUnits, total) }] : [];
  });
};
