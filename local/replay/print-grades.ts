import { type Column, table, wrap } from '../terminal/text.ts';
import type { Summary } from './summary.ts';

const INDENT = '  ';

const right = (title: string): Column => ({ title, align: 'right' });

/** How customers were graded, as lines of a page. */
export const gradeLines = ({ grades }: Summary): string => {
  const { byGrade, changes, foresight } = grades;
  const rows = Object.entries(byGrade).map(([grade, { averageDaysLate, averageScore, customers }]) => [
    grade,
    String(customers),
    averageScore?.toFixed(0) ?? '-',
    averageDaysLate?.toFixed(1) ?? '-',
  ]);
  const { customers, daysLate, lateRatio, on } = foresight;
  const sentences = [
    `Grades fell ${changes.falls} times, and ${changes.limitsLowered} limits with them; they rose ${changes.rises} times.`,
    customers > 1 &&
      `The scores of ${customers} customers on ${on} against how late they paid what was issued after it: rank ` +
        `correlation ${daysLate ?? '-'} with the days late, ${lateRatio ?? '-'} with the share that was late.`,
  ];
  return [
    table([{ title: 'grade' }, right('customers'), right('score'), right('days late')], rows, INDENT),
    ...sentences.filter((sentence) => sentence !== false).map((sentence) => wrap(sentence, INDENT)),
  ].join('\n');
};
