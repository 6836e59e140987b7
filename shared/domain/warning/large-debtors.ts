import { maximum, multiply } from '../../money.ts';
import { LARGE_DEBTOR_AMONG, type WarningPolicy } from './policy.ts';

type Bounds = Pick<WarningPolicy, 'largeDebtorAmong' | 'largeDebtorPercent'>;

/** What a customer owes, in minor units of the currency in which it is compared with what others owe. */
export interface OpenOf {
  readonly customerId: string;
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
 * The customers who owe the policy's share of all open receivables, or more; `null` while fewer owe anything than the policy
 * asks for, among whom everybody's share is large.
 * @param open of each debtor, all in one currency.
 */
export const largeDebtors = (
  open: readonly OpenOf[],
  { largeDebtorAmong = LARGE_DEBTOR_AMONG, largeDebtorPercent }: Bounds,
): readonly LargeShare[] | null => {
  const debtors = open.filter(({ minorUnits }) => minorUnits > 0n);
  if (debtors.length < largeDebtorAmong) return null;
  const total = debtors.reduce((sum, { minorUnits }) => sum + minorUnits, 0n);
  const least = maximum(1n, multiply(total, `${largeDebtorPercent}e-2`, 'up'));
  return debtors
    .filter(({ minorUnits }) => minorUnits >= least)
    .map(({ customerId, minorUnits }) => ({ customerId, sharePercent: inPercent(minorUnits, total) }));
};
