import type { Moment } from '../../dates.ts';
import { formatMinorUnits, type Money, multiply } from '../../money.ts';
import { type Account, exposureOf, type Grade } from '../account/account.ts';
import { effectiveLimit } from '../account/limit.ts';
import { convertBy, type FxQuote, rateAgeDays } from '../fx/rates.ts';
import { type ApprovalLevel, neededLevels, type RequestFacts } from '../policy/approvals.ts';
import { factsOfCustomer, settingsFor } from '../policy/matching.ts';
import type { CreditPolicy } from '../policy/policy.ts';
import type { Recommendation } from '../recommendation/reasons.ts';
import type { Assessment, LimitRequest, OutcomeCode, RequestLevel } from './limit-request.ts';

/** What a request is judged on, as it stands at one moment. */
export interface AssessmentFacts {
  /** With expired reservations taken out of the counters. */
  readonly account: Account;
  readonly overdueAmount: bigint;
  readonly maxDaysPastDue: number;
  readonly recommendation: Recommendation;
  /** Rates between the currencies of request, account and matrix; `null` where none is needed or none is known. */
  readonly quotes: {
    readonly requestToMatrix: FxQuote | null;
    readonly accountToMatrix: FxQuote | null;
    readonly requestToAccount: FxQuote | null;
  };
  readonly policy: CreditPolicy;
  readonly moment: Moment;
}

/** An amount in another currency; `null` where no rate is known that the policy still trusts. */
const inCurrency = (
  amount: Money | null,
  quote: FxQuote | null,
  currency: string,
  { policy, moment }: AssessmentFacts,
): Money | null => {
  if (amount === null || amount.currency === currency) return amount;
  if (!quote || rateAgeDays(quote, moment.today) > policy.maxRateAgeDays) return null;
  return convertBy(amount, quote, currency, 'up');
};

const inMatrix = (amount: Money | null, quote: FxQuote | null, facts: AssessmentFacts): Money | null =>
  inCurrency(amount, quote, facts.policy.approvals.currency, facts);

const matrixOf = ({ approvals }: CreditPolicy, { kind }: LimitRequest): readonly ApprovalLevel[] =>
  kind === 'ORDER_RELEASE' ? approvals.orderReleases : approvals.limits;

/** The levels that matrix and rules ask for; all of them where the amount cannot be compared with their bounds. */
const levelsNeeded = (request: LimitRequest, facts: AssessmentFacts): readonly ApprovalLevel[] => {
  const { account, moment, policy, quotes, recommendation } = facts;
  const requested = inMatrix(request.requested, quotes.requestToMatrix, facts);
  const amount = inCurrency(request.requested, quotes.requestToAccount, account.currency, facts);
  const isComparable = amount !== null || !policy.rules.some(({ set }) => set.requiredLevel !== undefined);
  if (requested === null || !isComparable) return matrixOf(policy, request);
  const { requiredLevel } = settingsFor(policy, { ...factsOfCustomer(account), amount, today: moment.today });
  const { kind } = request;
  if (kind === 'ORDER_RELEASE') return neededLevels(policy.approvals, { kind, requested }, requiredLevel);
  const own = (minorUnits: bigint): Money => ({ minorUnits, currency: account.currency });
  const present = account.unlimited || account.creditLimit === null ? null : own(account.creditLimit);
  const matrixFacts: RequestFacts = {
    kind,
    requested,
    present: inMatrix(present, quotes.accountToMatrix, facts),
    recommended: inMatrix(recommendation.amount, quotes.accountToMatrix, facts),
    grade: account.grade,
  };
  return neededLevels(policy.approvals, matrixFacts, requiredLevel);
};

const waiting = ({ level, role, decidedBy }: ApprovalLevel): RequestLevel => ({
  level,
  role,
  deciders: decidedBy,
  status: 'WAITING',
  approvalId: null,
  round: 0,
  openedRole: null,
  askedRole: null,
  approvers: [],
  notReached: [],
  openedAt: null,
  askedAt: null,
  remindedAt: null,
  escalatedAt: null,
  isAtTop: false,
  decisions: [],
  coveredByLevel: null,
});

const assessmentOf = (request: LimitRequest, facts: AssessmentFacts): Assessment => {
  const { account, maxDaysPastDue, moment, overdueAmount, policy, quotes, recommendation } = facts;
  const own = (minorUnits: bigint): Money => ({ minorUnits, currency: account.currency });
  const limit = effectiveLimit(account, moment.today);
  return {
    at: moment.now,
    policyVersion: policy.version,
    creditLimit: account.creditLimit === null ? null : own(account.creditLimit),
    unlimited: account.unlimited,
    temporaryBy: account.temporaryLimit?.requestId ?? null,
    effectiveLimit: limit.kind === 'BOUNDED' ? own(limit.amount) : null,
    exposure: own(exposureOf(account)),
    overdue: own(overdueAmount),
    maxDaysPastDue,
    grade: account.grade,
    recommendedLimit: recommendation.amount,
    recommendedBecause: recommendation.reasons.map(({ text }) => text),
    requestedInMatrix: inMatrix(request.requested, quotes.requestToMatrix, facts),
    requestedInAccount: inCurrency(request.requested, quotes.requestToAccount, account.currency, facts),
  };
};

/** The request with the facts that it is judged on and the levels that have to agree; none when it goes straight through. */
export const assessRequest = (request: LimitRequest, facts: AssessmentFacts): LimitRequest => {
  const { delegations, remindAfterDays, escalateAfterDays, lapse } = facts.policy.approvals;
  const matrix = matrixOf(facts.policy, request).map(({ level, role, decidedBy }) => ({
    level,
    role,
    deciders: decidedBy,
  }));
  return {
    ...request,
    status: 'PENDING',
    assessment: assessmentOf(request, facts),
    rules: { matrix, delegations, remindAfterDays, escalateAfterDays, lapse },
    levels: levelsNeeded(request, facts).map(waiting),
  };
};

const grades: readonly Grade[] = ['A', 'B', 'C', 'D', 'E'];

const hasDropped = (then: Grade | null, now: Grade | null): boolean =>
  then !== null && (now === null || grades.indexOf(now) > grades.indexOf(then));

export interface Staleness {
  readonly code: OutcomeCode;
  readonly text: string;
}

/**
 * Why what was approved does not fit the facts any more; `null` while it does. An approval is bound to what it saw:
 * exposure that has grown by more than the policy's share of what is requested, a lower grade, a limit that others have
 * changed, or a policy by which somebody would have to agree who was not asked.
 */
export const staleness = (request: LimitRequest, facts: AssessmentFacts): Staleness | null => {
  const { assessment, rules } = request;
  const { account } = facts;
  if (!assessment || !rules) throw new Error(`request ${request.requestId} has not been assessed`);
  if (account.blacklisted) return { code: 'CUSTOMER_BLACKLISTED', text: 'The customer is blacklisted.' };
  if (request.validTo !== null && request.validTo < facts.moment.today) {
    return { code: 'DATE_PASSED', text: `The limit was asked for up to ${request.validTo}, which is over.` };
  }
  const worsened = lowersCredit(request, assessment)
    ? null
    : (grownExposure(assessment, account, rules.lapse.exposureGrowthPercent) ??
      droppedGrade(assessment, account, rules.lapse.onGradeDrop));
  return worsened ?? changedLimit(request, assessment, account) ?? changedPolicy(request, assessment, facts);
};

/** A customer who does worse is no reason to keep a limit that was to be lowered. */
const lowersCredit = ({ kind, requested }: LimitRequest, { creditLimit, unlimited }: Assessment): boolean =>
  kind === 'PERMANENT' && !unlimited && creditLimit !== null && requested.minorUnits <= creditLimit.minorUnits;

const grownExposure = (
  { exposure, requestedInAccount }: Assessment,
  account: Account,
  percent: string,
): Staleness | null => {
  const now = exposureOf(account);
  // Where the order could not be converted there is nothing to measure growth by, and none is borne.
  const allowed = multiply(requestedInAccount?.minorUnits ?? 0n, `${percent}e-2`, 'down');
  if (now - exposure.minorUnits <= allowed) return null;
  const show = (minorUnits: bigint): string => `${formatMinorUnits(minorUnits, account.currency)} ${account.currency}`;
  const text = `The exposure has grown from ${show(exposure.minorUnits)} to ${show(now)} since the request was assessed, by more than the ${show(allowed)} that an approval bears.`;
  return { code: 'EXPOSURE_GREW', text };
};

const droppedGrade = ({ grade }: Assessment, account: Account, matters: boolean): Staleness | null =>
  matters && hasDropped(grade, account.grade)
    ? { code: 'GRADE_DROPPED', text: `The grade has fallen from ${grade} to ${account.grade ?? 'none'}.` }
    : null;

const changedLimit = (
  { kind }: LimitRequest,
  { creditLimit, temporaryBy, unlimited }: Assessment,
  account: Account,
): Staleness | null => {
  if (kind === 'ORDER_RELEASE') return null;
  if (unlimited !== account.unlimited || (creditLimit?.minorUnits ?? null) !== account.creditLimit) {
    return { code: 'LIMIT_CHANGED', text: 'The credit limit was changed by others since the request was assessed.' };
  }
  // One temporary limit takes the place of another; that one ends by itself is no news.
  const temporaryNow = kind === 'TEMPORARY' ? (account.temporaryLimit?.requestId ?? null) : null;
  if (temporaryNow === null || temporaryNow === temporaryBy) return null;
  const text = `Another temporary limit was granted since the request was assessed, by request ${temporaryNow}.`;
  return { code: 'LIMIT_CHANGED', text };
};

/** A request goes on by the policy that it began with, unless the one in force asks for somebody who was not asked. */
const changedPolicy = (request: LimitRequest, { policyVersion }: Assessment, facts: AssessmentFacts) => {
  if (facts.policy.version === policyVersion) return null;
  const planned = request.levels.map(({ role }) => role);
  const missing = levelsNeeded(request, facts).filter(({ role }) => !planned.includes(role));
  if (missing.length === 0) return null;
  const names = missing.map(({ role }) => role).join(', ');
  const text = `Version ${facts.policy.version} of the policy asks for the ${names}, who were not asked under version ${policyVersion}.`;
  return { code: 'POLICY_CHANGED', text } as const;
};
