import type { CollectionsReportView } from '../../shared/contracts/reports.ts';
import type { CollectionFigures, Span } from '../../shared/domain/portfolio/collection-figures.ts';
import { daysOf } from '../../shared/domain/portfolio/ratio.ts';
import { cell, type ReportTable } from '../../shared/http/report.ts';
import { toMoneyJson } from '../../shared/money.ts';

const collectedView = (collected: CollectionFigures['collected']): CollectionsReportView['collected'] =>
  Object.entries(collected)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { lateness, minorUnits }]) => ({
      amount: toMoneyJson({ minorUnits, currency }),
      averageDaysLate: daysOf(lateness, minorUnits, 1),
    }));

/** What collections did, as the API shows it. */
export const collectionsView = (
  { from, to }: Span,
  { bounced, cases, collected, promises, steps }: CollectionFigures,
  nextCursor: string | null,
): CollectionsReportView => ({
  from,
  to,
  cases,
  steps: { ...steps },
  promises: {
    made: promises.MADE ?? 0,
    kept: promises.KEPT ?? 0,
    partlyKept: promises.PARTLY_KEPT ?? 0,
    broken: promises.BROKEN ?? 0,
    replaced: promises.REPLACED ?? 0,
    cancelled: promises.CANCELLED ?? 0,
  },
  bouncedMessages: bounced,
  collected: collectedView(collected),
  nextCursor,
});

const columns = ['from', 'to', 'topic', 'name', 'count', 'amount', 'currency', 'averageDaysLate'] as const;

/** The same as lines: one for each figure. */
export const collectionsTable = (view: CollectionsReportView): ReportTable<(typeof columns)[number]> => {
  const { from, to } = view;
  const none = { amount: '', currency: '', averageDaysLate: '' };
  const counts = (topic: string, named: Readonly<Record<string, number>>) =>
    Object.entries(named).map(([name, count]) => ({ from, to, topic, name, count: cell(count), ...none }));
  return {
    columns,
    lines: [
      ...counts('cases', view.cases),
      ...counts('steps', view.steps),
      ...counts('promises', view.promises),
      ...counts('messages', { bounced: view.bouncedMessages }),
      ...view.collected.map(({ amount, averageDaysLate }) => ({
        ...{ from, to, topic: 'collected', name: '', count: '' },
        ...amount,
        averageDaysLate: cell(averageDaysLate),
      })),
    ],
  };
};
