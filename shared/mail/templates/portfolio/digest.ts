import type { MessageOf } from '../../../contracts/mails.ts';
import { type Block, fact, type MailContent } from '../../content.ts';
import { dateText, listText } from '../../wording.ts';
import { counted, overdueText, standingBlocks } from './standing.ts';

type Digest = MessageOf<'portfolio-digest'>['data'];

const troubles = ({ customersFailed, failedShards, failedSteps }: Digest): readonly string[] => [
  ...(failedShards.length > 0
    ? [`The customers of ${counted(failedShards.length, 'part')} were not all gone through: ${listText(failedShards)}.`]
    : []),
  ...(customersFailed > 0 ? [`${counted(customersFailed, 'customer')} could not be attended to.`] : []),
  ...(failedSteps.length > 0 ? [`Not done: ${listText(failedSteps)}.`] : []),
];

const troubleBlocks = (data: Digest): readonly Block[] => {
  const told = troubles(data);
  if (told.length === 0) return [];
  const who = 'The people who run the platform have been told; the run can be started again for the same day.';
  return [{ kind: 'paragraph', text: `Today's run is not complete. ${told.join(' ')} ${who}` }];
};

const openCases = (cases: Digest['cases']): string => {
  const named = Object.entries(cases).map(([status, count]) => `${count} ${status.toLowerCase().replaceAll('_', ' ')}`);
  return named.length === 0 ? 'none' : listText(named);
};

const number = (count: number | null): string | null => (count === null ? null : String(count));

/** Tells those who lead collections and manage credit, every morning, what the daily run found. */
export const portfolioDigest = ({ data }: MessageOf<'portfolio-digest'>): MailContent => {
  const { casesClosed, casesOpened, date, invoicesOverdue, promisesBroken, tasksWaiting } = data;
  const trouble = troubles(data).length > 0;
  return {
    subject: `${trouble ? 'Not complete: ' : ''}Receivables on ${dateText(date)}: ${counted(invoicesOverdue, 'invoice')} newly overdue`,
    preview: trouble ? "Today's run is not complete." : overdueText(data.totals),
    heading: `Receivables on ${dateText(date)}`,
    blocks: [
      ...troubleBlocks(data),
      {
        kind: 'facts',
        title: data.before === null ? 'Since the last run' : `Since ${dateText(data.before)}`,
        facts: [
          ...fact('Invoices that became overdue', String(invoicesOverdue)),
          ...fact('Collection cases opened', String(casesOpened)),
          ...fact('Collection cases closed', number(casesClosed)),
          ...fact('Promises broken', number(promisesBroken)),
          ...fact('Tasks waiting', String(tasksWaiting)),
          ...fact('Open cases', openCases(data.cases)),
        ],
      },
      ...standingBlocks(data.totals),
      { kind: 'note', text: 'You get this mail because you lead collections or manage credit. Replies are not read.' },
    ],
  };
};
