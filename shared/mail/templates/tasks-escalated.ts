import type { MessageOf } from '../../contracts/mails.ts';
import type { ListedItem, MailContent } from '../content.ts';
import { dateText, listText, moneyText } from '../wording.ts';
import { shortName } from './request-facts.ts';

type Data = MessageOf<'tasks-escalated'>['data'];

const listed = ({ caseId, customer, dueOn, from, taskId, text, totals }: Data['tasks'][number]): ListedItem => ({
  name: `${customer.legalName} (${customer.customerId})`,
  detail: `${text} It was due on ${dateText(dueOn)}${from === null ? '' : ` with ${from}`}. Task ${taskId} of case ${caseId}.`,
  amount: listText(totals.map(moneyText)),
});

const subjectOf = ({ more, tasks }: Data): string => {
  const [first] = tasks;
  const count = tasks.length + more;
  return count > 1 || !first
    ? `${count} tasks were not done in time`
    : `Not done in time: task for ${shortName(first)}`;
};

/** Gives a lead the tasks that nobody has done in time. */
export const tasksEscalated = ({ data }: MessageOf<'tasks-escalated'>): MailContent => {
  const { more, tasks } = data;
  const isOne = tasks.length + more === 1;
  const subject = subjectOf(data);
  const mostUrgent = more > 0 ? ` These are the ${tasks.length} most urgent ones.` : '';
  return {
    subject,
    preview: isOne ? 'It is with you now.' : 'They are with you now.',
    heading: subject,
    blocks: [
      {
        kind: 'paragraph',
        text: isOne
          ? 'The task is with you now: do it, or see that it is done.'
          : `The tasks are with you now: do them, or see that they are done.${mostUrgent}`,
      },
      { kind: 'items', title: 'What is to be done', items: tasks.map(listed), sums: [] },
      ...(more > 0 ? [{ kind: 'paragraph', text: `And ${more} more: see your list of tasks.` } as const] : []),
      {
        kind: 'note',
        text: 'You get this mail because you lead the collectors, or stand in for whoever does. Replies are not read.',
      },
    ],
  };
};
