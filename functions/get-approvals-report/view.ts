import type { ApprovalsReportView } from '../../shared/contracts/reports.ts';
import type { ApprovalFigures, Decided } from '../../shared/domain/portfolio/approval-figures.ts';
import type { Span } from '../../shared/domain/portfolio/collection-figures.ts';
import { daysOf } from '../../shared/domain/portfolio/ratio.ts';
import { cell, type ReportTable } from '../../shared/http/report.ts';

const MINUTES_OF_HOUR = 60;

/** To a tenth of an hour. */
const averageHours = (minutes: number, count: number): number | null =>
  daysOf(BigInt(minutes), BigInt(count * MINUTES_OF_HOUR), 1);

const decidedView = ({ minutes, verdicts }: Decided) => {
  const { APPROVE: approved = 0, REJECT: rejected = 0, RETURN: returned = 0 } = verdicts;
  return { approved, rejected, returned, averageHours: averageHours(minutes, approved + rejected + returned) };
};

const byName = <T>(records: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
  Object.entries(records).sort(([a], [b]) => (a < b ? -1 : 1));

/** What became of limit requests, as the API shows it. */
export const approvalsView = (
  { from, to }: Span,
  { ended, kinds, levels, minutes, outcomes, people, requests, statuses }: ApprovalFigures,
  nextCursor: string | null,
): ApprovalsReportView => ({
  from,
  to,
  requests,
  kinds: { ...kinds },
  statuses: { ...statuses },
  outcomes: { ...outcomes },
  averageHours: averageHours(minutes, ended),
  levels: byName(levels).map(([, { level, role, ...decided }]) => ({ level, role, ...decidedView(decided) })),
  approvers: byName(people).map(([email, decided]) => ({ email, ...decidedView(decided) })),
  nextCursor,
});

const columns = ['from', 'to', 'topic', 'name', 'count', 'approved', 'rejected', 'returned', 'averageHours'] as const;

/** The same as lines: one for each figure, level and approver. */
export const approvalsTable = (view: ApprovalsReportView): ReportTable<(typeof columns)[number]> => {
  const { from, to } = view;
  const none = { approved: '', rejected: '', returned: '', averageHours: '' };
  const counts = (topic: string, named: Readonly<Record<string, number>>) =>
    Object.entries(named).map(([name, count]) => ({ from, to, topic, name, count: cell(count), ...none }));
  const decided = (topic: string, name: string, one: ReturnType<typeof decidedView>) => ({
    ...{ from, to, topic, name, count: '' },
    approved: cell(one.approved),
    rejected: cell(one.rejected),
    returned: cell(one.returned),
    averageHours: cell(one.averageHours),
  });
  return {
    columns,
    lines: [
      {
        ...{ from, to, topic: 'requests', name: '', count: cell(view.requests) },
        ...{ ...none, averageHours: cell(view.averageHours) },
      },
      ...counts('kind', view.kinds),
      ...counts('status', view.statuses),
      ...counts('outcome', view.outcomes),
      ...view.levels.map(({ level, role, ...one }) => decided('level', `${level} ${role}`, one)),
      ...view.approvers.map(({ email, ...one }) => decided('approver', email, one)),
    ],
  };
};
