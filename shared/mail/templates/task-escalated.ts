import type { MessageOf } from '../../contracts/mails.ts';
import { fact, type MailContent } from '../content.ts';
import { dateText, listText, moneyText } from '../wording.ts';
import { shortName } from './request-facts.ts';

/** Gives a lead a task that nobody has done in time. */
export const taskEscalated = ({ data }: MessageOf<'task-escalated'>): MailContent => {
  const { caseId, customer, daysPastDue, dueOn, from, taskId, text, totals } = data;
  const left = from === null ? 'It has not been done' : `${from} has not done it`;
  const days = daysPastDue === 1 ? '1 day' : `${daysPastDue} days`;
  return {
    subject: `Not done in time: task for ${shortName(data)}`,
    preview: `It was due on ${dateText(dueOn)}, and is with you now.`,
    heading: `A task was not done in time: ${shortName(data)}`,
    blocks: [
      {
        kind: 'paragraph',
        text: `${left} by the end of ${dateText(dueOn)}. The task is with you now: do it, or see that it is done.`,
      },
      { kind: 'quote', title: 'What is to be done', text },
      {
        kind: 'facts',
        title: 'The task',
        facts: [
          ...fact('Customer', `${customer.legalName} (${customer.customerId})`),
          ...fact('Owed', totals.length > 0 ? listText(totals.map(moneyText)) : null),
          ...fact('Past due', days),
          ...fact('Case', caseId),
          ...fact('Task', taskId),
        ],
      },
      {
        kind: 'note',
        text: 'You get this mail because you lead the collectors, or stand in for whoever does. Replies are not read.',
      },
    ],
  };
};
