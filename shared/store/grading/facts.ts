import { addDays, daysBetween } from '../../dates.ts';
import type { Account } from '../../domain/account/account.ts';
import type { ScoringInput } from '../../domain/grading/characteristics.ts';
import type { CeilingFacts } from '../../domain/grading/grade.ts';
import type { GradingPolicy } from '../../domain/grading/policy.ts';
import type { Statement } from '../../domain/grading/sources.ts';
import { notFound } from '../../errors.ts';
import { loadAccount } from '../accounts.ts';
import { loadConduct } from '../conduct.ts';
import type { Context } from '../context.ts';
import { eachOpenItem } from '../open-items.ts';
import { listRatings } from '../papers.ts';
import { loadProfile, type Profile } from '../profiles.ts';

/** Everything that a customer is scored and graded by, as of now. */
export interface ScoringGround {
  readonly account: Account;
  readonly profile: Profile;
  readonly input: ScoringInput;
  readonly facts: CeilingFacts;
}

const leastDays = ({ ceilings }: GradingPolicy): number =>
  Math.min(...ceilings.map((ceiling) => (ceiling.fact === 'DAYS_PAST_DUE' ? ceiling.days : Number.POSITIVE_INFINITY)));

/** Of the oldest open item that nobody disputes; the items are read only when the account is late enough to matter. */
const daysPastDue = async ({ moment, policy, table }: Context, account: Account): Promise<number> => {
  const { customerId, oldestOpenDueOn: oldest } = account;
  const days = oldest === null ? 0 : Math.max(0, daysBetween(oldest, moment.today));
  if (days < leastDays(policy.grading)) return days;
  for await (const { disputed, dueOn } of eachOpenItem(table, customerId, addDays(moment.today, -1))) {
    if (!disputed) return daysBetween(dueOn, moment.today);
  }
  return 0;
};

/** What an account is scored by: a handful of reads, whatever the history. @throws not-found without a profile. */
export const scoringGround = async (context: Context, account: Account): Promise<ScoringGround> => {
  const { moment, table } = context;
  const { customerId } = account;
  const profile = await loadProfile(table, customerId);
  if (!profile) throw notFound('customer', customerId);
  const { masterData } = profile;
  const [conduct, ratings, late] = await Promise.all([
    loadConduct(context, customerId, account, masterData),
    listRatings(context, customerId),
    daysPastDue(context, account),
  ]);
  const statement = (masterData['financials'] ?? null) as unknown as Statement | null;
  return {
    account,
    profile,
    input: { conduct, statement, ratings, today: moment.today },
    facts: {
      daysPastDue: late,
      brokenPromises: conduct.brokenPromises12m,
      bouncedPayments: conduct.bounces12m,
      isInsolvent: account.insolventSince !== null,
    },
  };
};

/** The same of a customer who may be unknown. */
export const gatherScoring = async (context: Context, customerId: string): Promise<ScoringGround | null> => {
  const account = await loadAccount(context.table, customerId);
  return account && scoringGround(context, account);
};
