import { grouped, paint, table, wrap } from '../terminal/text.ts';
import { collectionLines, latenessLines } from './print-collections.ts';
import { gradeLines } from './print-grades.ts';
import type { CustomerSummary, Summary } from './summary.ts';

const INDENT = '  ';
/** Customers shown at either end of the list. */
const SHOWN_CUSTOMERS = 5;
const SHOWN_LINES = 5;

const percent = (ratio: number | null): string => (ratio === null ? '-' : `${(ratio * 100).toFixed(1)} %`);

const right = (title: string) => ({ title, align: 'right' as const });

/** The summary as a page of text. */
export const printSummary = (summary: Summary): string =>
  [
    heading('Decisions'),
    decisions(summary),
    heading(`Exposure and overdue, ${summary.ledger.currency}`),
    exposure(summary),
    heading('Payment'),
    latenessLines(summary),
    ...(summary.collections.dailyRuns ? [heading('Collections'), collectionLines(summary)] : []),
    ...(summary.collections.dailyRuns ? [heading('Grades'), gradeLines(summary)] : []),
    ...customers('Customers who paid latest', latestPayers(summary.customers)),
    ...customers('Customers who paid best', bestPayers(summary.customers)),
    heading('Throughput'),
    throughput(summary),
    heading('Verdict'),
    verdict(summary),
  ].join('\n');

const heading = (title: string): string => `\n${paint('bold', title)}`;

const decisions = ({ decisions: { total, byOutcome, referredAndShipped, lateRatio } }: Summary): string => {
  const rows = Object.entries(byOutcome).toSorted(([, a], [, b]) => b - a);
  const share = (count: number): string => percent(total === 0 ? null : count / total);
  const remarks = [
    referredAndShipped > 0 &&
      `Orders not approved: ${referredAndShipped}. History shipped them all the same, and so did the replay.`,
    lateRatio.notApproved !== null &&
      `Paid late were ${percent(lateRatio.approved)} of the approved orders and ${percent(lateRatio.notApproved)} of the others.`,
  ];
  return [
    table(
      [{ title: '' }, right(''), right('')],
      rows.map(([decision, count]) => [decision, grouped(String(count)), share(count)]),
      INDENT,
    ),
    ...remarks.filter((remark) => remark !== false).map((remark) => wrap(remark, INDENT)),
  ].join('\n');
};

const exposure = ({ exposure: held, overdue, limits }: Summary): string =>
  table(
    [{ title: '' }, right('at the end'), right('highest'), { title: 'on' }],
    [
      ['exposure', grouped(held.atEnd), grouped(held.peak), held.peakOn],
      ['overdue (ends of months)', grouped(overdue.atEnd), grouped(overdue.peak), overdue.peakOn],
      ['limits of all customers', grouped(limits.total), '', ''],
    ],
    INDENT,
  );

/** By on-time ratio; among equals, who paid more invoices has shown it more. */
const byOnTimeRatio = (all: readonly CustomerSummary[]): readonly CustomerSummary[] =>
  all
    .filter(({ onTimeRatio }) => onTimeRatio !== null)
    .toSorted((a, b) => (a.onTimeRatio ?? 0) - (b.onTimeRatio ?? 0) || b.invoicesPaid - a.invoicesPaid);

const latestPayers = (all: readonly CustomerSummary[]): readonly CustomerSummary[] =>
  byOnTimeRatio(all).slice(0, SHOWN_CUSTOMERS);

/** Nobody stands in both lists. */
const bestPayers = (all: readonly CustomerSummary[]): readonly CustomerSummary[] =>
  byOnTimeRatio(all)
    .slice(SHOWN_CUSTOMERS)
    .toSorted((a, b) => (b.onTimeRatio ?? 0) - (a.onTimeRatio ?? 0) || b.invoicesPaid - a.invoicesPaid)
    .slice(0, SHOWN_CUSTOMERS);

const customers = (title: string, shown: readonly CustomerSummary[]): readonly string[] =>
  shown.length === 0 ? [] : [heading(title), customerTable(shown)];

const customerTable = (shown: readonly CustomerSummary[]): string =>
  table(
    [
      { title: 'customer' },
      right('invoices'),
      right('on time'),
      right('days late'),
      right('score'),
      { title: 'grade' },
      right('referred'),
      right('limit'),
      right('worst overdue'),
    ],
    shown.map((customer) => [
      customer.customerId,
      String(customer.invoicesPaid),
      percent(customer.onTimeRatio),
      customer.averageDaysLate?.toFixed(1) ?? '-',
      String(customer.score ?? '-'),
      customer.grade ?? '-',
      String(customer.ordersReferred),
      grouped(customer.limit),
      grouped(customer.worstOverdue),
    ]),
    INDENT,
  );

const throughput = ({ throughput: { calls, seconds, callsPerSecond, operations } }: Summary): string =>
  [
    `${INDENT}${grouped(String(calls))} calls in ${seconds} s, ${callsPerSecond} a second`,
    table(
      [{ title: '' }, right('calls'), right('p50 ms'), right('p99 ms')],
      operations.map(({ operation, calls: made, p50Milliseconds, p99Milliseconds }) => [
        operation,
        grouped(String(made)),
        p50Milliseconds.toFixed(1),
        p99Milliseconds.toFixed(1),
      ]),
      INDENT,
    ),
  ].join('\n');

/** The figures of behaviour that are, of every customer, what the file gives; the others by themselves. */
const behaviourLines = ({ behaviour }: Summary['agreement']): readonly string[] => {
  const all = Object.entries(behaviour);
  const right = all.filter(([, { compared, equal }]) => compared === equal);
  const wrong = all.filter(([, { compared, equal }]) => compared !== equal);
  return [
    wrap(
      `behaviour: ${right.length} of ${all.length} figures are those of the file (${right.map(([name]) => name).join(', ')})`,
      INDENT,
    ),
    ...wrong.map(([name, { compared, equal }]) => `${INDENT}  ${name}: of ${equal} of ${compared} customers`),
  ];
};

const verdict = ({ agreement, history, errors, customers: all, ledger }: Summary): string => {
  const yesOrNo = (isGood: boolean): string => (isGood ? paint('green', 'yes') : paint('red', 'no'));
  const few = (lines: readonly string[]): readonly string[] => [
    ...lines.slice(0, SHOWN_LINES).map((line) => wrap(line, `${INDENT}  `)),
    ...(lines.length > SHOWN_LINES
      ? [`${INDENT}  and ${lines.length - SHOWN_LINES} more; --json shows them all.`]
      : []),
  ];
  return [
    `${INDENT}agrees with the file: ${yesOrNo(agreement.agrees)} (${grouped(String(agreement.compared))} figures, ` +
      `computed from ${ledger.source.length > 30 ? 'it' : ledger.source} directly)`,
    ...few(agreement.differences),
    ...behaviourLines(agreement),
    `${INDENT}history: ${grouped(String(history.entries))} entries; ${history.intactChains} of ${all.length} hash chains intact, ` +
      `${history.rightSums} of ${all.length} sums right`,
    `${INDENT}errors: ${errors.length === 0 ? paint('green', 'none') : paint('red', String(errors.length))}`,
    ...few(errors),
  ].join('\n');
};
