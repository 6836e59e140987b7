import { type Column, grouped, table, wrap } from '../terminal/text.ts';
import type { Summary } from './summary.ts';

const INDENT = '  ';
const countColumns: readonly Column[] = [{ title: '' }, { title: '', align: 'right' }];

const rowsOf = (counts: Readonly<Record<string, number>>): string[][] =>
  Object.entries(counts).map(([name, count]) => [name, grouped(String(count))]);

const inWords = (counts: Readonly<Record<string, number>>): string => {
  const parts = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
};

/** What collections did, as lines of a page. */
export const collectionLines = ({ collections, decisions }: Summary): string => {
  const { cases, handoffs, holds, ordersOnHold, promises, steps, tasks } = collections;
  const sentences = [
    `${cases.opened} cases of ${cases.customers} customers were opened; at the end${inWords(cases.byStatus)}.`,
    `${tasks.total} tasks${inWords(tasks.byStatus)}, ${handoffs.total} legal handoffs${inWords(handoffs.byStatus)}.`,
    `${promises.made} promises: ${promises.kept} kept, ${promises.broken} broken.`,
    `Credit holds: ${holds.placed} placed, ${holds.lifted} lifted; ${ordersOnHold} of ${decisions.total} orders met one.`,
  ];
  const told = sentences.map((sentence) => wrap(sentence, INDENT));
  return [...(Object.keys(steps).length > 0 ? [table(countColumns, rowsOf(steps), INDENT)] : []), ...told].join('\n');
};

/** How late was paid, as lines of a page. */
export const latenessLines = ({ lateness }: Summary): string => {
  const { averageDaysLate, byDaysLate, invoicesPaid } = lateness;
  const rows = Object.entries(byDaysLate).map(([name, count]) => {
    const share = invoicesPaid === 0 ? '-' : `${((count / invoicesPaid) * 100).toFixed(1)} %`;
    return [`${name} days late`, grouped(String(count)), share];
  });
  const columns: readonly Column[] = [...countColumns, { title: '', align: 'right' }];
  return [
    table(columns, rows, INDENT),
    wrap(
      `${grouped(String(invoicesPaid))} invoices were paid, ${averageDaysLate ?? '-'} days late on average.`,
      INDENT,
    ),
  ].join('\n');
};
