import { type BusinessDate, daysBetween, type Instant } from '../../dates.ts';
import { Refusal, unprocessable } from '../../errors.ts';
import type { Scope } from '../identity/scopes.ts';

/** The longest time, first and last day included, for which somebody may be away at once. */
export const MOST_ABSENCE_DAYS = 366;

/** Somebody is away on business dates, the first and the last included, and another one decides meanwhile. */
export interface Absence {
  /** Who is away; addresses are in lower case. */
  readonly email: string;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  /** Who decides instead. */
  readonly delegate: string;
  readonly setBy: string;
  readonly setAt: Instant;
}

export type AbsencePlan = Omit<Absence, 'setBy' | 'setAt'>;

/** Days away, the first and the last included; none or less when it ends before it begins. */
export const daysAway = ({ from, to }: Pick<Absence, 'from' | 'to'>): number => daysBetween(from, to) + 1;

export const isAway = ({ from, to }: Pick<Absence, 'from' | 'to'>, today: BusinessDate): boolean =>
  from <= today && today <= to;

/** @throws unprocessable when it is over already, or nobody would decide but who is away. */
export const assertSensible = ({ email, to, delegate }: AbsencePlan, today: BusinessDate): void => {
  if (delegate === email) throw unprocessable('delegate', 'must be somebody else than who is away');
  if (to < today) throw unprocessable('to', `must not be in the past: it is ${today}`);
};

/**
 * People see and set their own absence, if they may approve at all; those who run the platform anybody's.
 * @throws forbidden for everybody else.
 */
export const assertMayManage = (
  caller: { readonly email?: string; readonly scopes: readonly string[] },
  email: string,
): void => {
  const has = (scope: Scope): boolean => caller.scopes.includes(scope);
  if (has('credit/admin') || (has('credit/approve') && caller.email?.toLowerCase() === email)) return;
  throw new Refusal('forbidden', 'The absence of others can be seen and changed with the scope credit/admin only.');
};
