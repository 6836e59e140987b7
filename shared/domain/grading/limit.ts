import type { BusinessDate, Instant } from '../../dates.ts';
import { currencyDigits } from '../../money.ts';
import type { Account, Grade } from '../account/account.ts';
import { isInForce } from '../account/limit.ts';
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

/** A limit that has fallen with the grade, by one fall or several; amounts in minor units. */
export interface LimitBefore {
  readonly minorUnits: string;
  /** What is left of it. Left out, as the next, of a limit that fell before it was kept: by falling it was set then. */
  readonly left?: string;
  /** When it fell last. */
  readonly fellAt: Instant;
  /** When the limit that fell had been set: a limit that has been set since is another one. */
  readonly setAt?: Instant | null;
}

type LimitTerms = Pick<Account, 'creditLimit' | 'limitSetAt'>;

const isWhatIsLeft = (
  { fellAt, left, setAt = fellAt }: LimitBefore,
  { creditLimit, limitSetAt }: LimitTerms,
): boolean => setAt === limitSetAt && (left === undefined || left === String(creditLimit));

/** The limit that the customer would have, had its grade not fallen; `null` where the present one did not fall with it. */
export const limitBeforeFall = ({ creditLimit, limitSetAt }: LimitTerms, before: LimitBefore | null): bigint | null =>
  before && isWhatIsLeft(before, { creditLimit, limitSetAt }) ? BigInt(before.minorUnits) : null;

/** What is to be remembered of a limit that falls now. Whoever set it, and when, stays as it is: nobody has set this one. */
export const limitFallen = (
  account: LimitTerms,
  earlier: LimitBefore | null,
  left: bigint,
  fellAt: Instant,
): LimitBefore => ({
  minorUnits: String(limitBeforeFall(account, earlier) ?? account.creditLimit ?? 0n),
  left: String(left),
  fellAt,
  setAt: account.limitSetAt,
});

/**
 * The account as its use of the limit is scored: with the limit from before it fell. Else the fall itself would make the
 * used share larger, and so the score worse, and the grade fall again. The very same account where that is no other limit,
 * or a temporary one is in its place.
 */
export const withLimitBefore = (account: Account, before: LimitBefore | null, today: BusinessDate): Account => {
  const creditLimit = limitBeforeFall(account, before);
  const { temporaryLimit } = account;
  if (creditLimit === null || (temporaryLimit && isInForce(temporaryLimit, today))) return account;
  return { ...account, creditLimit };
};
