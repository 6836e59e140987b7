import type { LimitRequest, RequestLevel } from '../domain/limit-request/limit-request.ts';
import { type Money, toMoneyJson } from '../money.ts';
import type { LimitRequestView } from './limit-requests.ts';

const money = (amount: Money | null) => amount && toMoneyJson(amount);

const levelView = (level: RequestLevel): LimitRequestView['levels'][number] => {
  const { approvers, decisions, notReached, ...rest } = level;
  const { openedRole: _openedRole, askedAt: _askedAt, isAtTop: _isAtTop, ...shown } = rest;
  const last = decisions.findLast(({ round }) => round === level.round);
  const closing = level.status === 'PENDING' ? undefined : last;
  const amounts = decisions.filter(({ round }) => round === level.round).flatMap(({ approved }) => approved ?? []);
  const least = amounts.reduce<Money | null>((a, b) => (a && a.minorUnits <= b.minorUnits ? a : b), null);
  return {
    ...shown,
    approvers: approvers.map(({ email }) => email),
    notReached: notReached.map(({ email }) => email),
    decidedBy: closing?.by ?? null,
    decidedAt: closing?.at ?? null,
    comment: closing?.comment ?? null,
    approvedLimit: closing?.verdict === 'APPROVE' ? money(least) : null,
    decisions: decisions.map(({ approved, at, by, verdict, ...more }) => ({
      ...more,
      decision: verdict,
      decidedBy: by,
      decidedAt: at,
      approvedLimit: money(approved),
    })),
  };
};

const assessmentView = ({ assessment }: LimitRequest): LimitRequestView['assessment'] =>
  assessment && {
    assessedAt: assessment.at,
    policyVersion: assessment.policyVersion,
    creditLimit: money(assessment.creditLimit),
    effectiveLimit: money(assessment.effectiveLimit),
    exposure: toMoneyJson(assessment.exposure),
    overdue: { amount: toMoneyJson(assessment.overdue), maxDaysPastDue: assessment.maxDaysPastDue },
    grade: assessment.grade,
    recommendedBecause: [...(assessment.recommendedBecause ?? [])],
  };

/** A limit request as the API shows it. */
export const limitRequestView = (request: LimitRequest): LimitRequestView => {
  const { approved, decisionId, kind, orderId, requested, rules: _rules, stage: _stage, ...rest } = request;
  const isOrder = kind === 'ORDER_RELEASE';
  return {
    ...rest,
    kind,
    requestedLimit: isOrder ? null : toMoneyJson(requested),
    approvedLimit: isOrder ? null : money(approved),
    recommendedLimit: money(request.assessment?.recommendedLimit ?? null),
    order: orderId === null || decisionId === null ? null : { orderId, decisionId, amount: toMoneyJson(requested) },
    assessment: assessmentView(request),
    levels: request.levels.map(levelView),
    information: request.information.map((given) => ({ ...given })),
    notes: request.notes.map((note) => ({ ...note })),
  };
};
