import type { BusinessDate, Moment } from '../../dates.ts';
import { type Account, type Grade, noMovement } from '../../domain/account/account.ts';
import { type Assessment, assess, type ScoreRecord } from '../../domain/grading/assess.ts';
import { blacklistStep } from '../../domain/grading/blacklist.ts';
import { gradingMoment } from '../../domain/grading/due.ts';
import { fallBy } from '../../domain/grading/fall.ts';
import { isBoundBy } from '../../domain/grading/grade.ts';
import { type LimitBefore, limitBeforeFall, limitFallen } from '../../domain/grading/limit.ts';
import type { JsonObject } from '../../domain/history/entry.ts';
import type { GradingOccasion } from '../../domain/history/grading-occasions.ts';
import type { CreditPolicy } from '../../domain/policy/policy.ts';
import { toMoneyJson } from '../../money.ts';
import { advanceAccount } from '../accounts.ts';
import { type Context, withoutRequest } from '../context.ts';
import { type Decided, moveAccount, type Standing } from '../movement.ts';
import { profileWrite } from '../profiles.ts';
import { settleWrites, type Write } from '../table.ts';
import { askForRisenLimit } from './ask-for-limit.ts';
import { blacklistFirst, isBlacklistDue } from './blacklist.ts';
import { type ScoringGround, scoringGround } from './facts.ts';
import { type Risen, type StoredScore, scoreWrite } from './items.ts';

/** What came of grading a customer. */
export interface Graded {
  readonly grade: Grade | null;
  readonly score: number | null;
  /** The grade before. */
  readonly from: Grade | null;
}

interface Outcome extends Graded {
  readonly risen: Risen | null;
  /** As of when it was graded. */
  readonly moment: Moment;
}

const limitOf = (account: Account, to: bigint) => ({
  from: { ...toMoneyJson({ minorUnits: account.creditLimit ?? 0n, currency: account.currency }) },
  to: { ...toMoneyJson({ minorUnits: to, currency: account.currency }) },
});

/** Whether there is a limit that says nothing any more, since the grade gives no terms. */
const isForAdvance = (account: Account, { limit, next }: Assessment, { grades }: CreditPolicy['grading']): boolean =>
  next.grade !== null &&
  grades[next.grade].maxTermsDays === 0 &&
  (account.unlimited || (limit ?? account.creditLimit ?? 0n) > 0n);

const entryData = (account: Account, assessment: Assessment, grading: CreditPolicy['grading']): JsonObject => {
  const { isRise, limit, next, record, undone } = assessment;
  const { knownPercent, policyVersion, reason, score } = record;
  return {
    from: account.grade,
    grade: next.grade,
    score,
    scoreBefore: account.score,
    knownPercent,
    reason,
    policyVersion,
    limit: limit === null ? null : limitOf(account, limit),
    ...(isRise ? { rose: true } : {}),
    ...(undone ? { undone: true } : {}),
    // Nothing bounds the customer that could fall with the grade: that is for people to look at.
    ...(account.unlimited ? { unlimited: true } : {}),
    ...(isForAdvance(account, assessment, grading) ? { prepayment: true } : {}),
  };
};

/** The rise for which a limit is to be asked now; a grade that is taken back gives the limit back that fell with it. */
const riseOf = (
  today: BusinessDate,
  account: Account,
  { isRise, next }: Assessment,
  { limitBefore }: Pick<StoredScore, 'limitBefore'>,
): Risen | null => {
  if (account.grade === null) return null;
  if (isRise) return { from: account.grade, to: next.grade, on: today };
  const before = next.reason === 'TAKEN_BACK' ? limitBeforeFall(account, limitBefore) : null;
  return before === null ? null : { from: account.grade, to: null, on: today, limit: before.toString() };
};

/**
 * The account as the assessment leaves it. A rise stays due until a limit has been asked for. When the limit was set stays as
 * it is, though it falls: nobody has looked at it.
 */
const changesOf = (
  { today }: Moment,
  account: Account,
  { limit, next, record }: Assessment,
  dueOn: BusinessDate | null,
): Partial<Account> => ({
  score: record.score,
  grade: next.grade,
  gradedOn: next.grade === null ? null : today,
  risingSince: next.risingSince,
  gradeDueOn: dueOn ?? record.reviewOn,
  ...(limit === null ? {} : { creditLimit: limit, limitVersion: account.limitVersion + 1 }),
});

/** A limit that was taken over before and falls is no longer the one in force: taking it over again would change something. */
const forgetTakeOver = ({ table }: Context, { account, profile }: ScoringGround): readonly Write[] =>
  profile.limitHash === null ? [] : [profileWrite(table, { ...profile, limitHash: null }, account)];

const isSameDay = (
  account: Account,
  changes: Partial<Account>,
  stored: ScoreRecord | null,
  record: ScoreRecord | null,
): boolean =>
  JSON.stringify(stored) === JSON.stringify(record) &&
  (Object.keys(changes) as (keyof Account)[]).every((name) => account[name] === changes[name]);

/**
 * Notes that a customer was looked at and nothing has changed that the history would tell of, if the account is still
 * the one that was read.
 */
const noteReview = async (
  { table }: Context,
  account: Account,
  changes: Partial<Account>,
  score: readonly Write[],
): Promise<boolean> => {
  const nothing = { exposure: 0n, childless: false };
  const outcome = await settleWrites(table, [
    advanceAccount(table, account, { ...account, ...changes }, nothing),
    ...score,
  ]);
  return outcome.done;
};

/** What is remembered of the limit from before it fell; `null`: as it is. */
const limitBeforeAfter = (
  { judged, limit, undone }: Assessment,
  stored: StoredScore,
  { now }: Moment,
): LimitBefore | null => {
  if (limit === null) return null;
  const earlier = undone ? (undone.limit?.earlier ?? null) : stored.limitBefore;
  return limit === judged.creditLimit ? earlier : limitFallen(judged, earlier, limit, now);
};

const decide = async (
  called: Context,
  { account }: Standing,
  occasion: GradingOccasion | undefined,
): Promise<Decided<Outcome>> => {
  const context = { ...called, moment: gradingMoment(account, called.moment, called.environment.timeZone) };
  const { moment, policy, table } = context;
  const { customerId } = account;
  const { today } = moment;
  // What a bounce has opened again may be booked anew by the next morning: until then the bounces count alone.
  const isBounce = occasion === 'PaymentReversed';
  const ground = await scoringGround(context, account, { withoutOpen: isBounce });
  const { stored } = ground;
  if (isBounce && !isBoundBy('BOUNCED_PAYMENTS', account.grade, ground.facts, policy.grading)) {
    const { grade, score } = account;
    return { answer: { grade, score, from: grade, risen: null, moment } };
  }
  if (isBlacklistDue(context, ground)) return { first: () => blacklistFirst(context, customerId) };
  const assessment = assess({ ...ground, fall: isBounce ? null : stored.fall, policy });
  const { isNews, limit, next, record, undone } = assessment;
  const rise = riseOf(today, account, assessment, stored);
  const risen = rise ?? stored.risen;
  const askOn = rise ? today : stored.risen && (account.gradeDueOn ?? today);
  const changes = changesOf(moment, account, assessment, isBounce ? today : askOn);
  const fall = undone ? null : fallBy(account, next, limit, stored, policy.grading, today);
  const { defaults24m } = ground.input.conduct;
  const { known: defaultsKnown } = blacklistStep(
    policy.grading,
    defaults24m,
    stored.defaultsKnown,
    account.blacklisted,
  );
  const score = scoreWrite(table, customerId, {
    record,
    defaultsKnown,
    ...(rise ? { risen: rise } : {}),
    limitBefore: limitBeforeAfter(assessment, stored, moment),
    ...(undone ? { fall: null } : {}),
    ...(fall ? { fall } : {}),
  });
  const outcome: Outcome = { grade: next.grade, score: record.score, from: account.grade, risen, moment };
  if (isNews) {
    return {
      entry: {
        kind: next.grade === account.grade ? 'CustomerScored' : 'GradeChanged',
        deltas: noMovement,
        data: entryData(account, assessment, policy.grading),
      },
      account: changes,
      writes: [score, ...(limit === null ? [] : forgetTakeOver(context, ground))],
      result: () => outcome,
    };
  }
  // Of a customer without a grade hardly anything is kept: how it would score is told when somebody asks.
  const kept = next.grade !== null;
  const isKnown = defaultsKnown === stored.defaultsKnown;
  if (isKnown && isSameDay(account, changes, kept ? stored.record : null, kept ? record : null)) {
    return { answer: outcome };
  }
  const known = isKnown ? [] : [scoreWrite(table, customerId, { defaultsKnown })];
  const isNoted = await noteReview(context, account, changes, kept ? [score] : known);
  return isNoted ? { answer: outcome } : { first: async () => undefined };
};

/**
 * Scores a customer and gives it the grade that follows, with what comes with it: a limit that falls, the blacklist, the
 * request for a higher limit after a rise. Nothing changes when nothing has changed, however often it is done, nor when it
 * is done late: it is as of the latest that is known of the customer. It belongs to no request of anybody.
 * @param occasion the news that it is graded on at once; of a payment that bounced, only how many there are counts then.
 * @throws not-found for an unknown customer.
 */
export const gradeCustomer = async (
  context: Context,
  customerId: string,
  occasion?: GradingOccasion,
): Promise<Graded> => {
  const own = withoutRequest(context);
  const { moment, risen, ...graded } = await moveAccount<Outcome>(own, customerId, (standing) =>
    decide(own, standing, occasion),
  );
  if (risen) await askForRisenLimit({ ...own, moment }, customerId, risen);
  return graded;
};
