import type { LimitRequest, RequestLevel } from '../../shared/domain/limit-request/limit-request.ts';
import { toMoneyJson } from '../../shared/money.ts';
import type { Recorded as RecordedDecision } from '../../shared/pages/recorded.ts';
import type { Recorded } from '../../shared/store/limit-requests/decide.ts';

/** Who must still approve an all-of level; nobody when it is closed. */
const waitsFor = ({ approvers, decisions, openedRole, round, status }: RequestLevel): readonly string[] =>
  status !== 'PENDING'
    ? []
    : approvers
        .filter(({ role }) => role === openedRole)
        .map(({ email }) => email)
        .filter((email) => !decisions.some((decision) => decision.round === round && decision.by === email));

const nextRole = ({ levels }: LimitRequest): string | null =>
  levels.find(({ status }) => status === 'WAITING')?.role ?? null;

/** The stored decision as its page tells it. */
export const toRecorded = ({ decision, level, request }: Recorded): RecordedDecision => ({
  decision: decision.verdict,
  approvedLimit: decision.approved && toMoneyJson(decision.approved),
  comment: decision.comment,
  at: decision.at,
  waitsFor: waitsFor(level),
  nextRole: nextRole(request),
});
