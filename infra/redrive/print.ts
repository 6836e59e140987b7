import Table from 'cli-table3';
import { printable, shownOf } from './letter.ts';
import type { Fate, Told } from './redrive.ts';

const fates: readonly Fate[] = ['taken', 'failed', 'gone', 'left', 'discarded', 'shown'];

/** What became of the messages of a queue; `trouble` is why it could not be read to its end. */
export interface QueueReport {
  readonly queue: string;
  readonly told: readonly Told[];
  readonly trouble?: string;
}

/** A message in two or three lines: what it is, why it was given up on, and what became of it. */
export const messageLines = (told: Told): string => {
  const { about, at, what, why } = shownOf(told.letter);
  const lines = [`  ${[what, about, at].filter((part) => part !== '').join('  ')}`];
  if (why !== '') lines.push(`    given up on: ${why}`);
  return [...lines, `    ${fateLine(told)}`, ''].join('\n');
};

const fateLine = ({ because = '', fate, functions }: Told): string => {
  const names = functions.join(', ');
  switch (fate) {
    case 'taken':
      return `taken by ${names}, deleted`;
    case 'failed':
      return `FAILED in ${names}, stays: ${printable(because)}`;
    case 'gone':
      return `gone, stays: ${printable(because)}; see docs/runbook.md`;
    case 'left':
      return `stays: ${printable(because)}`;
    case 'discarded':
      return `discarded: ${printable(because)}`;
    case 'shown':
      return `would go to ${names}`;
    default:
      return fate satisfies never;
  }
};

const numberOf = (told: readonly Told[], wanted: Fate): string =>
  String(told.filter(({ fate }) => fate === wanted).length);

/** A row for each queue. */
export const summary = (reports: readonly QueueReport[]): string => {
  const colAligns = ['left' as const, ...fates.map(() => 'right' as const), 'left' as const];
  const table = new Table({ head: ['queue', ...fates, ''], colAligns, style: { head: [], border: [] } });
  table.push(
    ...reports.map(({ queue, told, trouble }) => [
      queue,
      ...fates.map((fate) => numberOf(told, fate)),
      trouble ? 'NOT READ TO ITS END' : '',
    ]),
  );
  return `${table.toString()}\n`;
};

/** Whether everything that was to be handed to a function was taken by it. */
export const isWell = (reports: readonly QueueReport[]): boolean =>
  reports.every(
    ({ told, trouble }) => trouble === undefined && told.every(({ fate }) => fate !== 'failed' && fate !== 'gone'),
  );
