import { currencyDigits } from '../../money.ts';
import type { Account, Grade } from '../account/account.ts';
import { isWorse } from './grade.ts';
import type { GradingPolicy } from './policy.ts';

const FACTOR_UNITS = 1_000_000;

/** Percents have six decimals at most. */
const factorOf = ({ grades }: Pick<GradingPolicy, 'grades'>, grade: Grade): bigint =>
  BigInt(Math.round(Number(grades[grade].limitFactorPercent) * FACTOR_UNITS));

const WHOLE = BigInt(100 * FACTOR_UNITS);

/**
 * The credit limit that a grade leaves of the present one, when it has fallen: in the proportion of the factors, rounded
 * down to whole units of the currency. Whoever had no grade had the whole limit. `null` where it stays as it is: there is
 * none, it is unlimited, or the factor is no smaller.
 */
export const limitAfterFall = (
  account: Pick<Account, 'creditLimit' | 'currency' | 'unlimited'>,
  from: Grade | null,
  to: Grade,
  policy: Pick<GradingPolicy, 'grades'>,
): bigint | null => {
  const { creditLimit, currency, unlimited } = account;
  if (unlimited || creditLimit === null || (from !== null && !isWorse(to, from))) return null;
  const before = from === null ? WHOLE : factorOf(policy, from);
  const after = factorOf(policy, to);
  if (after >= before) return null;
  const unit = 10n ** BigInt(currencyDigits(currency) ?? 0);
  const lowered = ((creditLimit * after) / before / unit) * unit;
  return lowered < creditLimit ? lowered : null;
};
