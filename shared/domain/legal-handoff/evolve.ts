import type { CaseEvent } from '../collection/events.ts';
import { type HandoffStatus, hasEnded, type LegalHandoff } from './handoff.ts';

type Returned = Extract<CaseEvent, { type: 'HandoffReturned' }>;

const statusOf: Readonly<Record<Returned['outcome'], HandoffStatus>> = {
  NOT_APPROVED: 'NOT_APPROVED',
  NOTHING_LEFT: 'NOT_APPROVED',
  REJECTED: 'REJECTED',
  RECALLED: 'RECALLED',
};

const returned = (handoff: LegalHandoff, { at, by, outcome, why }: Returned): LegalHandoff => {
  const verdict = outcome === 'NOT_APPROVED' ? 'REJECT' : 'APPROVE';
  const isDecision = handoff.status === 'AWAITING_APPROVAL' && by !== null;
  return {
    ...handoff,
    status: statusOf[outcome],
    decision: isDecision ? { verdict, by, at, comment: verdict === 'REJECT' ? why : null } : handoff.decision,
    ended: { at, by, reason: why },
  };
};

/**
 * The handoff after something that happened to its case; the very same where it is none of its business. A payment of
 * all closes it, whether the lawyers have it already or not.
 */
export const evolveHandoff = (handoff: LegalHandoff, event: CaseEvent): LegalHandoff => {
  if (hasEnded(handoff)) return handoff;
  const { at, by } = event;
  switch (event.type) {
    case 'HandoffApproved':
      if (handoff.status !== 'AWAITING_APPROVAL') return handoff;
      return {
        ...handoff,
        status: 'APPROVED',
        decision: { verdict: 'APPROVE', by: by ?? '', at, comment: event.comment },
      };
    case 'HandoffAcknowledged':
      return {
        ...handoff,
        status: 'ACKNOWLEDGED',
        matterNumber: event.matterNumber,
        acknowledgedBy: by,
        acknowledgedAt: at,
      };
    case 'HandoffReturned':
      return returned(handoff, event);
    case 'CycleSettled':
      // The case may go on about something else: what was to be handed over is settled all the same.
      return handoff.key.split('/')[1] === String(event.cycle) ? closed(handoff, at) : handoff;
    case 'CaseClosed':
      return closed(handoff, at);
    default:
      return handoff;
  }
};

const closed = (handoff: LegalHandoff, at: string): LegalHandoff => ({
  ...handoff,
  status: 'CLOSED',
  ended: { at, by: null, reason: 'Nothing of what was handed over is owed any more.' },
});
