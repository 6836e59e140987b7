import { toMoneyJson } from '../../money.ts';
import type { MailDraft } from '../mail/mail.ts';
import type { CollectionTask } from './task.ts';
import { UNASSIGNED } from './task.ts';

/** Tells whoever has to see to it that a task was not done in time. There is one for each task. */
export const escalationMail = (before: CollectionTask, to: string, legalName: string): MailDraft => {
  const { assignee, caseId, customerId, daysPastDue, dueOn, kind, taskId, text, totals } = before;
  return {
    mailId: `task-${taskId}-escalated`,
    to,
    template: 'task-escalated',
    data: {
      taskId,
      caseId,
      kind,
      customer: { customerId, legalName },
      text,
      totals: totals.map((amount) => ({ ...toMoneyJson(amount) })),
      daysPastDue,
      dueOn,
      from: assignee === to || assignee === UNASSIGNED ? null : assignee,
    },
    about: { taskId, caseId, customerId },
  };
};
