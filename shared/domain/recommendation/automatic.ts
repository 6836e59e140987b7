import { addDaysToInstant, type Instant, type Moment } from '../../dates.ts';
import { fromMoneyJson, type Money, type MoneyJson, minimum } from '../../money.ts';
import type { Account } from '../account/account.ts';
import type { ConductFacts } from '../behaviour/conduct.ts';
import { settingsFor } from '../policy/matching.ts';
import type { CreditPolicy } from '../policy/policy.ts';
import { type CapFacts, capsOf, converted, lowestOf, outsideInForce } from './caps.ts';
import type { LimitPolicy } from './policy.ts';
import { inWords, type Recommendation } from './reasons.ts';
import { roundDown } from './round-down.ts';

/** A limit that was changed is not changed by itself for so many days, whoever changed it. */
const REST_DAYS = 30;

type Automatic = NonNullable<LimitPolicy['automatic']>;

/** The bound for the accounts of a currency: none is converted into another, which nobody has agreed on. */
const boundIn = (amounts: readonly MoneyJson[], currency: string): bigint | null => {
  const bound = amounts.find((amount) => amount.currency === currency);
  return bound ? fromMoneyJson(bound).minorUnits : null;
};

/** The amount above which the matrix asks for more than its first level; `null` where no amount does. */
export const approvalBound = ({ approvals }: Pick<CreditPolicy, 'approvals'>): Money | null =>
  approvals.limits.find(({ neededAbove }) => neededAbove !== null)?.neededAbove ?? null;

/** Nobody has said anything against the customer, and nothing of it is past due. */
const isSound = (account: Account, { today }: Moment): boolean =>
  !account.blacklisted &&
  account.holdReasons.length === 0 &&
  account.insolventSince === null &&
  (account.oldestOpenDueOn === null || account.oldestOpenDueOn >= today);

const isRested = (changedAt: Instant | null, { now }: Moment): boolean =>
  changedAt === null || addDaysToInstant(changedAt, REST_DAYS) <= now;

/**
 * The most that the limit of the account may be set to; `null` where it is not touched: no limit bounds the customer,
 * somebody has taken the limit away, set one of zero, for prepayment, or more than is given by itself, it has fallen to zero
 * with the grade, or a temporary one is in its place.
 */
const boundFor = (account: Account, automatic: Automatic): bigint | null => {
  const { creditLimit, currency, grade, limitSetAt, memberCount, temporaryLimit, unlimited } = account;
  // It would bound all members, of whom nothing is looked at here.
  if (memberCount > 0) return null;
  if (unlimited || temporaryLimit !== null || (creditLimit === null && limitSetAt !== null)) return null;
  if (grade === null) return creditLimit === null ? boundIn(automatic.newCustomersUpTo, currency) : null;
  const bound = automatic.grades.includes(grade) ? boundIn(automatic.upTo, currency) : null;
  if (bound === null || creditLimit === null) return bound;
  return creditLimit > 0n && creditLimit < bound ? bound : null;
};

/**
 * Whether this is a day to think of a limit, as far as the account tells before its grade is looked at, which is the
 * occasion: whatever a limit is recommended by makes the grade due.
 */
export const isAutomaticLimitDue = (account: Account, moment: Moment, { limits }: CreditPolicy): boolean => {
  const { gradedOn, gradeDueOn } = account;
  const isOccasion = gradedOn === moment.today || (gradeDueOn !== null && gradeDueOn <= moment.today);
  return isOccasion && limits.automatic !== null && isSound(account, moment) && isRested(account.limitSetAt, moment);
};

/** The most that the account may be given by itself, before anything else is read; `null` where it is not touched. */
export const automaticBound = (account: Account, moment: Moment, { limits }: CreditPolicy): bigint | null =>
  limits.automatic !== null && isSound(account, moment) && isRested(account.limitSetAt, moment)
    ? boundFor(account, limits.automatic)
    : null;

/** What the limit is decided by. */
export interface AutomaticFacts extends CapFacts {
  readonly account: Account;
  /** When the limit fell last with the grade, if it ever has. */
  readonly limitFellAt: Instant | null;
  readonly recommendation: Recommendation;
  readonly conduct: ConductFacts;
  readonly policy: CreditPolicy;
  readonly moment: Moment;
}

/** A limit to be set, in minor units, and why. */
export interface AutomaticLimit {
  readonly amount: bigint;
  readonly reason: string;
}

/** Nothing within the months that are looked at speaks against credit. */
const paysWell = ({ account, conduct, moment, policy }: AutomaticFacts): boolean =>
  conduct.brokenPromises12m === 0 &&
  conduct.bounces12m === 0 &&
  conduct.defaults24m === 0 &&
  (conduct.worstDaysPastDue12m ?? 0) <= settingsFor(policy, { ...account, today: moment.today }).maxDaysPastDue;

/** Something good is known of a customer without a grade: it has paid an invoice, or an agency would give it credit. */
const isKnown = (facts: AutomaticFacts): boolean =>
  facts.conduct.invoicesPaid > 0 ||
  outsideInForce(facts).some(({ recommendedLimit }) => recommendedLimit.minorUnits > 0n);

const firstLimit = (facts: AutomaticFacts, bound: bigint): AutomaticLimit | null => {
  const lowest = lowestOf(capsOf(facts));
  if (!isKnown(facts) || lowest === 'unknown') return null;
  const amount = roundDown(lowest === null ? bound : minimum(lowest, bound));
  const { currency } = facts.account;
  const known = facts.conduct.invoicesPaid > 0 ? 'has paid on credit before' : 'is given credit by an outside rating';
  const reason = `Set automatically for a new customer who ${known}: the policy allows up to ${inWords({ minorUnits: bound, currency })}.`;
  return amount > 0n ? { amount, reason } : null;
};

/**
 * The bound of the policy, and no more than one level of approvers could give: its amount is converted at the newest rate.
 * `null` without a rate that the policy still trusts.
 */
const withinApprovals = (facts: AutomaticFacts, bound: bigint): bigint | null => {
  const approved = approvalBound(facts.policy);
  const most = approved && converted(approved, facts, 'down');
  if (approved === null) return bound;
  return most === null ? null : minimum(bound, most);
};

/** A raise is worth a change from a tenth of the present limit on. */
const isWorthIt = (present: bigint | null, amount: bigint): boolean =>
  present === null ? amount > 0n : amount * 10n >= present * 11n;

const byRecommendation = (facts: AutomaticFacts, bound: bigint): AutomaticLimit | null => {
  const { account, recommendation } = facts;
  if (recommendation.amount === null) return null;
  const amount = minimum(recommendation.amount.minorUnits, bound);
  const { currency } = account;
  const reason = `Set automatically for grade ${account.grade}: ${inWords(recommendation.amount)} is recommended, and the policy allows up to ${inWords({ minorUnits: bound, currency })}.`;
  return isWorthIt(account.creditLimit, amount) ? { amount, reason } : null;
};

/**
 * The limit that the policy gives a customer without a request of anybody; `null` where it gives none. By grade: what is
 * recommended, up to the policy's amount; a present limit is only ever raised, by a tenth or more. Without a grade: the
 * first limit, of at most the policy's amount for new customers and what equity and outside ratings allow, once an invoice was
 * paid or while an outside rating recommends one. Never while anything speaks against the customer, not within 30 days of any
 * other change of the limit, a fall with the grade as well, and never again when somebody has taken the limit away. In no
 * currency more than the matrix lets its first level give.
 */
export const automaticLimit = (facts: AutomaticFacts): AutomaticLimit | null => {
  const { account, limitFellAt, moment, policy } = facts;
  const ofPolicy = automaticBound(account, moment, policy);
  const bound = ofPolicy === null ? null : withinApprovals(facts, ofPolicy);
  if (bound === null || !isRested(limitFellAt, moment) || !paysWell(facts)) return null;
  return account.grade === null ? firstLimit(facts, bound) : byRecommendation(facts, bound);
};
