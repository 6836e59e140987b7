import { daysBetween } from '../../dates.ts';
import { type Money, type MoneyJson, toMoneyJson } from '../../money.ts';
import { exposureOf } from '../account/account.ts';
import { effectiveLimit, utilization } from '../account/limit.ts';
import type { ProfileFacts } from '../account/profile.ts';
import { averageDaysLate, averageDaysToPay, onTimeRatio } from '../behaviour/behaviour.ts';
import type { ApprovalPolicy } from '../policy/approvals.ts';
import type { Approver, LimitRequest, RequestLevel } from './limit-request.ts';

const json = (money: Money | null): MoneyJson | null => money && toMoneyJson(money);

/** What bounds the customer now, and what would if the request were granted; `null` where nothing does. */
const limits = ({ kind, requested }: LimitRequest, { account, today }: ProfileFacts) => {
  const amountOf = (of: typeof account): bigint | null => {
    const limit = effectiveLimit(of, today);
    return limit.kind === 'BOUNDED' ? limit.amount : null;
  };
  const { temporaryLimit } = account;
  const goesBefore = kind === 'PERMANENT' && temporaryLimit !== null && temporaryLimit.amount > requested.minorUnits;
  const terms = {
    ...account,
    creditLimit: requested.minorUnits,
    unlimited: false,
    temporaryLimit: goesBefore ? temporaryLimit : null,
  };
  const now = amountOf(account);
  return { now, granted: kind === 'ORDER_RELEASE' ? now : amountOf(terms) };
};

/** Days past due of the oldest open receivable; 0 when nothing is overdue. */
export const maxDaysPastDue = ({ account, today }: ProfileFacts): number =>
  account.oldestOpenDueOn === null ? 0 : Math.max(0, daysBetween(account.oldestOpenDueOn, today));

/** Whether the amount is above what may be approved by the emailed link alone. */
export const needsSignIn = ({ assessment }: LimitRequest, { signInAbove }: ApprovalPolicy): boolean => {
  if (signInAbove === null) return false;
  const requested = assessment?.requestedInMatrix;
  return !requested || requested.currency !== signInAbove.currency || requested.minorUnits > signInAbove.minorUnits;
};

/** What an approver of a level is shown, with the customer's facts as they are now. */
export const approvalCase = (
  request: LimitRequest,
  level: RequestLevel,
  approver: Approver,
  profile: ProfileFacts,
  policy: ApprovalPolicy,
) => {
  const { account, behaviour, masterData, overdueAmount } = profile;
  const own = (minorUnits: bigint): MoneyJson => toMoneyJson({ minorUnits, currency: account.currency });
  const exposure = exposureOf(account);
  const order = request.kind === 'ORDER_RELEASE' ? (request.assessment?.requestedInAccount?.minorUnits ?? 0n) : 0n;
  const limit = limits(request, profile);
  return {
    requestId: request.requestId,
    approvalId: level.approvalId ?? '',
    kind: request.kind,
    customer: { customerId: request.customerId, legalName: String(masterData['legalName'] ?? request.customerId) },
    requested: toMoneyJson(request.requested),
    validTo: request.validTo,
    orderId: request.orderId,
    currentLimit: account.creditLimit === null ? null : own(account.creditLimit),
    unlimited: account.unlimited,
    recommendedLimit: json(request.assessment?.recommendedLimit ?? null),
    recommendedBecause: [...(request.assessment?.recommendedBecause ?? [])],
    exposure: own(exposure),
    exposureWhenAssessed: json(request.assessment?.exposure ?? null) ?? own(exposure),
    overdue: { amount: own(overdueAmount), maxDaysPastDue: maxDaysPastDue(profile) },
    utilization: utilization(exposure, limit.now),
    utilizationIfApproved: utilization(exposure + order, limit.granted),
    grade: account.grade,
    behaviour: {
      onTimeRatio: onTimeRatio(behaviour),
      averageDaysToPay: averageDaysToPay(behaviour),
      averageDaysLate: averageDaysLate(behaviour),
      invoicesPaid: behaviour.invoicesPaid,
    },
    reason: request.reason,
    requestedBy: request.requestedBy,
    createdAt: request.createdAt,
    level: level.level,
    levels: request.levels.length,
    role: approver.role,
    approver: approver.email,
    onBehalfOf: approver.onBehalfOf,
    alsoAsked: level.approvers.map(({ email }) => email).filter((email) => email !== approver.email),
    earlier: earlierDecisions(request),
    information: request.information.map(({ by, at, text }) => ({ by, at, text })),
    askedAt: level.openedAt ?? request.createdAt,
    endsAt: request.expiresAt,
    needsSignIn: needsSignIn(request, policy),
  };
};

/** As `approvalCase` makes it: JSON as the API shows it. */
export type ApprovalCase = ReturnType<typeof approvalCase>;

const earlierDecisions = ({ levels }: LimitRequest) =>
  levels.flatMap(({ decisions, level }) =>
    decisions.map(({ approved, at, by, comment, onBehalfOf, role, verdict }) => ({
      level,
      role,
      by,
      onBehalfOf,
      decision: verdict,
      at,
      approvedLimit: json(approved),
      comment,
    })),
  );
