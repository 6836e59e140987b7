import { styleText } from 'node:util';
import Table from 'cli-table3';
import type { MoneyText } from '../client/read.ts';

export const PAGE_WIDTH = 78;

type Style = Parameters<typeof styleText>[0];

/** Colours a text where the output is a terminal that shows colours and `NO_COLOR` does not forbid it. */
export const paint = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });

/** Breaks a text into lines of a page. White space in it counts as one blank, so that it may be written as it fits. */
export const wrap = (text: string, indent = '', width = PAGE_WIDTH): string => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && indent.length + longer.length > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((part) => `${indent}${part}`).join('\n');
};

/** `6400.00` as `6,400.00`. */
export const grouped = (amount: string): string => {
  const [whole = '', fraction] = amount.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
};

/** `6,400.00 EUR` */
export const moneyText = ({ amount, currency }: MoneyText): string => `${grouped(amount)} ${currency}`;

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

const noBorder = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '', left: '', right: '', middle: '  ' };
const noFrame = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
};

/** Rows in aligned columns, without lines; with a heading where columns have titles. */
export const table = (columns: readonly Column[], rows: readonly (readonly string[])[], indent = ''): string => {
  const titled = columns.some(({ title }) => title !== '');
  const drawn = new Table({
    ...(titled && { head: columns.map(({ title }) => paint('dim', title)) }),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: { ...noBorder, ...noFrame },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn
    .toString()
    .split('\n')
    .map((line) => `${indent}${line}`.trimEnd())
    .join('\n');
};
