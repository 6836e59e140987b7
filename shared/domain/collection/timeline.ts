import { formatMinorUnits, type Money } from '../../money.ts';
import type { CaseEvent } from './events.ts';
import type { StepKind } from './strategy.ts';

/** A line of a case's story, for people. */
export interface TimelineEntry {
  readonly at: string;
  readonly kind: CaseEvent['type'];
  readonly text: string;
  readonly by: string | null;
}

const stepTexts: Readonly<Record<StepKind, string>> = {
  REMINDER_BEFORE_DUE: 'Reminder before the due date',
  FRIENDLY_REMINDER: 'Friendly reminder',
  FIRM_REMINDER: 'Firm reminder',
  CALL_TASK: 'Call task',
  ESCALATION: 'Escalation to the team lead',
  FINAL_NOTICE: 'Final notice',
  LEGAL_HANDOFF: 'Legal handoff',
};

const outcomeTexts = {
  KEPT: 'was kept',
  PARTLY_KEPT: 'was kept in part',
  BROKEN: 'was broken',
  REPLACED: 'was replaced by another one',
  CANCELLED: 'was cancelled',
} as const;

const written = ({ currency, minorUnits }: Money): string => `${formatMinorUnits(minorUnits, currency)} ${currency}`;

const counted = (items: number): string => (items === 1 ? '1 invoice' : `${items} invoices`);

const textOf = (event: CaseEvent): string => {
  switch (event.type) {
    case 'StepTaken': {
      const { items, kind, needsApproval, totals } = event;
      const amounts = totals.map(written).join(' and ');
      const approval = needsApproval ? `, put to ${needsApproval} for approval` : '';
      return `${stepTexts[kind]} about ${amounts} on ${counted(items)}${approval}.`;
    }
    case 'CasePaused':
      return `Paused until ${event.pause.until}: ${event.pause.reason}`;
    case 'CaseResumed':
      return event.reason ? `Resumed: ${event.reason}` : 'Resumed.';
    case 'CaseEscalated':
      return `Escalated: ${event.reason}`;
    case 'PromiseMade': {
      const { amount, invoiceIds, payBy } = event.promise;
      return `${written(amount)} promised by ${payBy}, for ${counted(invoiceIds.length)}.`;
    }
    case 'PromiseEnded':
      return `The promise of ${written(event.promised)} ${outcomeTexts[event.outcome]}; ${written(event.paid)} came in.`;
    case 'MessageBounced':
      return `A message did not reach ${event.address}.`;
    case 'DisputeNoted':
      return `Disputed, ${counted(event.invoiceIds.length)}: ${event.reason}`;
    case 'DisputeEnded':
      return `Dispute ${event.disputeId} is over: it was resolved, or nothing of it is owed any more.`;
    case 'HandoffApproved':
      return `The legal handoff was approved${event.comment ? `: ${event.comment}` : '.'}`;
    case 'HandoffAcknowledged':
      return `Legal took it over as ${event.matterNumber}.`;
    case 'HandoffReturned':
      return `The legal handoff came back. ${event.why}`;
    case 'Noted':
      return event.text;
    case 'CycleSettled':
      return 'All that was chased so far is settled.';
    case 'CycleReopened':
      return 'Something that was settled is owed again.';
    case 'HoldPlaced':
      return 'The customer was put on credit hold.';
    case 'HoldLifted':
      return 'The credit hold was lifted.';
    case 'StatusChanged':
      return `${event.from} became ${event.to}.`;
    case 'CaseClosed':
      return 'Closed: nothing is overdue any more.';
    case 'CaseReopened':
      return 'Opened again: something that was paid is owed again.';
    default:
      return event satisfies never;
  }
};

/** The line that tells of an event. */
export const timelineEntry = (event: CaseEvent): TimelineEntry => ({
  at: event.at,
  kind: event.type,
  text: textOf(event),
  by: event.by,
});
