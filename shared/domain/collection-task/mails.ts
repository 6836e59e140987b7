import { toMoneyJson } from '../../money.ts';
import type { MailDraft } from '../mail/mail.ts';
import type { CollectionTask } from './task.ts';

/** A mail lists so many; the rest is in the list of tasks. */
export const MOST_LISTED = 20;

/**
 * Tells whoever has to see to them that tasks were not done in time: one mail for all of a run.
 * @param tasks the most urgent first, at least one; the mail is named by it. @param names of their customers, by id.
 */
export const escalationMail = (
  tasks: readonly [CollectionTask, ...CollectionTask[]],
  to: string,
  names: ReadonlyMap<string, string>,
): MailDraft => {
  const listed = tasks.slice(0, MOST_LISTED);
  return {
    mailId: `task-${tasks[0].taskId}-escalated`,
    to,
    template: 'tasks-escalated',
    data: {
      tasks: listed.map(({ caseId, customerId, daysPastDue, dueOn, escalatedFrom, kind, taskId, text, totals }) => ({
        taskId,
        caseId,
        kind,
        customer: { customerId, legalName: names.get(customerId) ?? customerId },
        text,
        totals: totals.map((amount) => ({ ...toMoneyJson(amount) })),
        daysPastDue,
        dueOn,
        from: escalatedFrom,
      })),
      more: tasks.length - listed.length,
    },
  };
};
