import { type BusinessDate, daysBetween } from '../../dates.ts';
import type { Account } from '../../domain/account/account.ts';
import { MONTHS_LOOKED_AT, monthsWithDefault } from '../../domain/behaviour/conduct.ts';
import { monthBefore, monthOf } from '../../domain/behaviour/months.ts';
import { nothingOverdue, type Overdue } from '../../domain/behaviour/overdue.ts';
import type { LateShare, ScoringInput } from '../../domain/grading/characteristics.ts';
import type { GradeFall } from '../../domain/grading/fall.ts';
import type { CeilingFacts } from '../../domain/grading/grade.ts';
import { withLimitBefore } from '../../domain/grading/limit.ts';
import type { Statement } from '../../domain/grading/sources.ts';
import { notFound } from '../../errors.ts';
import { loadAccount } from '../accounts.ts';
import { loadBehaviourMonths } from '../behaviours.ts';
import { loadConduct, loadOverdue } from '../conduct.ts';
import type { Context } from '../context.ts';
import { listRatings } from '../papers.ts';
import { loadProfile, type Profile } from '../profiles.ts';
import { loadScore, type StoredScore } from './items.ts';

/** Everything that a customer is scored and graded by, as of now. */
export interface ScoringGround {
  readonly account: Account;
  readonly profile: Profile;
  readonly stored: StoredScore;
  readonly input: ScoringInput;
  readonly facts: CeilingFacts;
  /** Months with a default since the first that was counted at the last fall, where defaults made it. */
  readonly defaultsSinceFall?: number;
}

/** What counts as late, of what is open and not disputed. */
const lateShares = (
  { openReceivables }: Account,
  { disputed, late }: Overdue,
  today: BusinessDate,
): readonly LateShare[] => {
  const whole = Number(openReceivables - disputed);
  return late.map(({ amount, dueOn }) => ({
    daysPastDue: daysBetween(dueOn, today),
    share: whole > 0 ? Math.min(1, Number(amount) / whole) : 1,
  }));
};

/** By age alone a default does not prove wrong, so the months are those of the fall. */
const defaultsSince = async ({ moment, table }: Context, customerId: string, fall: GradeFall | null) => {
  if (!fall?.ceilings.some(({ fact }) => fact === 'DEFAULTS')) return {};
  const first = monthBefore(monthOf(fall.on), MONTHS_LOOKED_AT);
  const months = await loadBehaviourMonths(table, customerId, first, monthOf(moment.today));
  return { defaultsSinceFall: monthsWithDefault(months.values()) };
};

/**
 * What an account is scored by: a handful of reads, whatever the history.
 * @param but `withoutOpen`: as if nothing that is open were overdue. @throws not-found without a profile.
 */
export const scoringGround = async (
  context: Context,
  account: Account,
  but: { readonly withoutOpen?: boolean } = {},
): Promise<ScoringGround> => {
  const { moment, table } = context;
  const { customerId } = account;
  const [profile, stored] = await Promise.all([loadProfile(table, customerId), loadScore(table, customerId)]);
  if (!profile) throw notFound('customer', customerId);
  const { masterData } = profile;
  const overdue = but.withoutOpen ? nothingOverdue : await loadOverdue(context, account);
  const judged = withLimitBefore(account, stored.limitBefore, moment.today);
  const [conduct, ratings] = await Promise.all([
    loadConduct(context, customerId, judged, masterData, { overdue }),
    listRatings(context, customerId),
  ]);
  const sinceFall = await defaultsSince(context, customerId, stored.fall);
  const statement = (masterData['financials'] ?? null) as unknown as Statement | null;
  return {
    account,
    profile,
    stored,
    input: {
      ...{ conduct, statement, ratings, today: moment.today },
      late: lateShares(account, overdue, moment.today),
      ...(judged === account ? {} : { isOfLimitBefore: true }),
    },
    facts: {
      daysPastDue: overdue.since === null ? 0 : daysBetween(overdue.since, moment.today),
      brokenPromises: conduct.brokenPromises12m,
      bouncedPayments: conduct.bounces12m,
      defaults: conduct.defaults24m,
      isInsolvent: account.insolventSince !== null,
    },
    ...sinceFall,
  };
};

/** The same of a customer who may be unknown. */
export const gatherScoring = async (context: Context, customerId: string): Promise<ScoringGround | null> => {
  const account = await loadAccount(context.table, customerId);
  return account && scoringGround(context, account);
};
