import type { MessageOf } from '../../../contracts/mails.ts';
import type { CollectionsData } from '../../../contracts/report-mails.ts';
import { type Block, fact, type MailContent } from '../../content.ts';
import { dateText, moneyText } from '../../wording.ts';
import { overdueText, shareText, standingBlocks } from './standing.ts';

type Report = MessageOf<'portfolio-report'>['data'];

const kindTexts: Readonly<Record<Report['kind'], string>> = { WEEK: 'week', MONTH: 'month', QUARTER: 'quarter' };

/** `FRIENDLY_REMINDER` as `Friendly reminder`. */
const wordsOf = (name: string): string => {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};

const collectedText = ({ amount, averageDaysLate }: CollectionsData['collected'][number]): string =>
  averageDaysLate === null
    ? moneyText(amount)
    : `${moneyText(amount)}, ${averageDaysLate.toFixed(1)} days late on average`;

const collectionBlocks = (collections: CollectionsData | null): readonly Block[] => {
  if (collections === null) return [];
  const { closed, collected, opened, promisesBroken, promisesKept, promisesMade, reopened, steps } = collections;
  return [
    {
      kind: 'facts',
      title: 'Collections',
      facts: [
        ...fact('Cases opened', String(opened)),
        ...fact('Cases opened again', reopened === 0 ? null : String(reopened)),
        ...fact('Cases closed', String(closed)),
        ...Object.entries(steps).map(([kind, count]) => ({ label: wordsOf(kind), value: String(count) })),
        ...fact('Promises made, kept, broken', `${promisesMade}, ${promisesKept}, ${promisesBroken}`),
        ...collected.map((one) => ({ label: 'Collected of what was overdue', value: collectedText(one) })),
      ],
    },
  ];
};

const segmentBlocks = (segments: Report['segments']): readonly Block[] =>
  segments.length === 0
    ? []
    : [
        {
          kind: 'items',
          title: 'Segments with the most overdue',
          items: segments.map(({ name, open, overdue, overdueShare }) => ({
            name,
            detail: `${shareText(overdueShare)} of ${moneyText(open)}`,
            amount: moneyText(overdue),
          })),
          sums: [],
        },
      ];

/** The report on a week, month or quarter that has ended. */
export const portfolioReport = ({ data }: MessageOf<'portfolio-report'>): MailContent => {
  const { before, collections, from, kind, segments, to, totals } = data;
  const span = `${dateText(from)} to ${dateText(to)}`;
  const compared = before === null ? '' : ` Compared with ${dateText(before)}.`;
  return {
    subject: `Receivables, report on the ${kindTexts[kind]}: ${span}`,
    preview: overdueText(totals),
    heading: `The ${kindTexts[kind]} from ${span}`,
    blocks: [
      { kind: 'paragraph', text: `How receivables stand after the ${kindTexts[kind]}.${compared}` },
      ...standingBlocks(totals),
      ...segmentBlocks(segments),
      ...collectionBlocks(collections),
      { kind: 'note', text: 'You get this mail because you lead collections or manage credit. Replies are not read.' },
    ],
  };
};
