import { hasEnded, withLevel, withNotes } from '../../domain/limit-request/limit-request.ts';
import type { Context } from '../context.ts';
import { aboutLevel, changeRequest } from './change.ts';

/**
 * Notes that no mail reaches an approver. The workflow is woken by it: it tells the platform admins, and asks the next
 * role when nobody is left who could decide. Told again, or too late, it changes nothing.
 */
export const approverNotReached = (
  context: Context,
  {
    approvalId,
    approver,
    reason,
    requestId,
  }: {
    readonly approvalId: string;
    readonly requestId: string;
    readonly approver: string;
    readonly reason: string;
  },
): Promise<null> =>
  changeRequest<null>(context, requestId, (request) => {
    const { now } = context.moment;
    const level = request.levels.find((candidate) => candidate.approvalId === approvalId);
    const isKnown = level?.notReached.some(({ email }) => email === approver);
    if (hasEnded(request) || level?.status !== 'PENDING' || isKnown) return { answer: null };
    const lost = { email: approver, reason, at: now, told: false };
    const noted = withLevel(request, { ...level, notReached: [...level.notReached, lost] });
    const text = `No mail reaches ${approver}: ${reason}`;
    return {
      request: withNotes({ ...noted, stage: request.stage + 1 }, [text], now, level.level),
      entry: { kind: 'ApproverNotReached', data: { ...aboutLevel(level), approver, reason } },
      result: null,
    };
  });
