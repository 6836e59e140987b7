import type { Content, ContentTable, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import { oneLine } from '../mail/clean.ts';

/** Texts come from anyone: one line each, without what turns text around. */
export const clean = (text: string): string => oneLine(text);

const RULE = '#c9d1d9';

/**
 * Lines between rows, none around: easy on the eye, and on the printer.
 * @param padding above and below what stands in a row, in points.
 */
const ruled = (padding: number): CustomTableLayout => ({
  hLineWidth: (row, node) => (row === 0 || row === node.table.body.length ? 0 : row === 1 ? 0.8 : 0.4),
  vLineWidth: () => 0,
  hLineColor: () => RULE,
  paddingLeft: (column) => (column === 0 ? 0 : 5),
  paddingRight: (column, node) => (column === (node.table.widths?.length ?? 0) - 1 ? 0 : 5),
  paddingTop: () => padding,
  paddingBottom: () => padding,
});

/** The layout of a table that should rather stand on the page than be easy on the eye: a tenth more rows. */
export const dense = ruled(2);

export interface Column {
  readonly title: string;
  readonly width: number | '*' | 'auto';
  /** Figures stand below each other at their right end. */
  readonly isFigure?: true;
}

/** A table whose head stands on each page; rows are never divided. */
export const table = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  sums: readonly (readonly string[])[] = [],
): ContentTable => {
  const cell = (text: string, index: number, style?: string): TableCell => ({
    text: clean(text),
    ...(columns[index]?.isFigure ? { alignment: 'right' } : {}),
    ...(style ? { style } : {}),
  });
  return {
    layout: ruled(3),
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ width }) => width),
      body: [
        columns.map(({ title }, index) => cell(title, index, 'head')),
        ...rows.map((row) => row.map((text, index) => cell(text, index))),
        ...sums.map((row) => row.map((text, index) => cell(text, index, 'sum'))),
      ],
    },
  };
};

/** Labels and values, one pair below the other; pairs without a value are left out. */
export const facts = (pairs: readonly (readonly [string, string | null | undefined])[]): Content => ({
  layout: 'noBorders',
  table: {
    widths: [110, '*'],
    body: pairs
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([label, value]) => [{ text: label, style: 'label' }, clean(value ?? '')]),
  },
});

export const heading = (text: string): Content => ({ text: clean(text), style: 'heading', headlineLevel: 1 });
export const title = (text: string, subtitle: string): Content[] => [
  { text: clean(text), style: 'title' },
  { text: clean(subtitle), style: 'subtitle' },
];
export const paragraph = (text: string): Content => ({ text: clean(text), margin: [0, 4, 0, 4] });
export const smallPrint = (text: string): Content => ({ text: clean(text), style: 'small', margin: [0, 6, 0, 0] });
export const newPage = (content: Content): Content => ({ stack: [content], pageBreak: 'before' });
