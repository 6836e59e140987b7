import { addDays, type BusinessDate, daysBetween, type Instant } from '../../dates.ts';
import type { Account, Grade } from '../account/account.ts';
import { type CeilingFacts, ceilingsInForce, isWorse, type NextGrade } from './grade.ts';
import type { LimitBefore } from './limit.ts';
import { type GradeCeiling, type GradingPolicy, takeBackDaysOf } from './policy.ts';

/** The limit that fell with a grade, in minor units. */
export interface FallenLimit {
  readonly before: string;
  readonly left: string;
  readonly setAt: Instant | null;
  /** What had been remembered of earlier falls. */
  readonly earlier: LimitBefore | null;
}

/**
 * A fall by a fact that may prove to be none: an invoice whose payment was booked wrongly, an insolvency of another, a case
 * that should not have gone to the lawyers.
 */
export interface GradeFall {
  readonly on: BusinessDate;
  readonly from: Grade | null;
  readonly to: Grade;
  /** The facts that made it fall so far. */
  readonly ceilings: readonly GradeCeiling[];
  readonly limit: FallenLimit | null;
}

/** Other counts do not prove wrong: they grow less by time alone. A handoff that comes back is no default any more. */
const mayProveWrong = ({ fact }: GradeCeiling): boolean =>
  fact === 'DAYS_PAST_DUE' || fact === 'INSOLVENCY' || fact === 'DEFAULTS';

const isOpen = (fall: GradeFall, { grade }: Pick<Account, 'grade'>, policy: GradingPolicy, today: BusinessDate) =>
  fall.to === grade && today <= addDays(fall.on, takeBackDaysOf(policy));

const limitThatFell = (
  { creditLimit, limitSetAt }: Pick<Account, 'creditLimit' | 'limitSetAt'>,
  left: bigint,
  earlier: LimitBefore | null,
): FallenLimit => ({ before: String(creditLimit ?? 0n), left: String(left), setAt: limitSetAt, earlier });

/**
 * What is to be remembered of a fall; `null` where no fact forced it that may prove wrong. A further one goes on from the
 * first, as long as that could be taken back.
 * @param limit what is left of the credit limit, where it falls as well.
 */
export const fallBy = (
  account: Account,
  next: NextGrade,
  limit: bigint | null,
  earlier: { readonly fall: GradeFall | null; readonly limitBefore: LimitBefore | null },
  policy: GradingPolicy,
  today: BusinessDate,
): GradeFall | null => {
  const { grade: to } = next;
  if (to === null || (account.grade !== null && !isWorse(to, account.grade))) return null;
  const ceilings = next.ceilings.filter((one) => mayProveWrong(one) && one.grade === to);
  if (ceilings.length === 0) return null;
  const fallen = limit === null ? null : limitThatFell(account, limit, earlier.limitBefore);
  const { fall } = earlier;
  if (!fall || !isOpen(fall, account, policy, today)) {
    return { on: today, from: account.grade, to, ceilings, limit: fallen };
  }
  const whole = fall.limit && fallen && isOwnLimit(fall.limit, account) ? { ...fall.limit, left: fallen.left } : fallen;
  return { ...fall, to, ceilings: [...fall.ceilings, ...ceilings], limit: fallen ? whole : fall.limit };
};

/** Whether the limit is the one that is left of the fall: nobody has set another one since. */
const isOwnLimit = (
  { left, setAt }: FallenLimit,
  { creditLimit, limitSetAt }: Pick<Account, 'creditLimit' | 'limitSetAt'>,
): boolean => setAt === limitSetAt && left === String(creditLimit);

/**
 * The facts that a fall must not rest on any more to be taken back. Whoever pays late, disputes or leaves a little of it
 * does not prove that it was not late: days past due are the most of anything open, and of the record. Nor is a default
 * undone by becoming older.
 * @param defaults months with a default, those included that were counted when it fell and are too old since.
 */
export const lastingFacts = (
  facts: CeilingFacts,
  { oldestOpenDueOn }: Pick<Account, 'oldestOpenDueOn'>,
  worstDaysPastDue: number | null,
  defaults: number,
  today: BusinessDate,
): CeilingFacts => {
  const open = oldestOpenDueOn === null ? 0 : daysBetween(oldestOpenDueOn, today);
  return { ...facts, defaults, daysPastDue: Math.max(facts.daysPastDue, open, worstDaysPastDue ?? 0) };
};

/** Whether a fall rests on nothing any more, soon enough to take it back. @param lasting see `lastingFacts`. */
export const isUndone = (
  fall: GradeFall,
  account: Pick<Account, 'grade'>,
  lasting: CeilingFacts,
  policy: GradingPolicy,
  today: BusinessDate,
): boolean =>
  takeBackDaysOf(policy) > 0 && isOpen(fall, account, policy, today) && ceilingsInForce(fall, lasting).length === 0;

/** The account as it would be without the fall; its limit too, unless somebody has set another one since. */
export const withoutFall = (account: Account, { from, limit }: GradeFall): Account => ({
  ...account,
  grade: from,
  risingSince: null,
  ...(limit && isOwnLimit(limit, account) ? { creditLimit: BigInt(limit.before) } : {}),
});
