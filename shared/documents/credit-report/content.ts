import type { Content } from 'pdfmake/interfaces.js';
import { svgText } from '../../charts/frame.ts';
import type { CreditReportView } from '../../contracts/credit-report.ts';
import { dateText } from '../../mail/wording.ts';
import {
  clean,
  dense,
  facts,
  heading,
  type Column as PaperColumn,
  paragraph,
  smallPrint,
  table,
  title,
} from '../layout.ts';
import type { Block, Chart, Column, Rows, Section, Tile } from './outline/blocks.ts';
import { outlineOf } from './outline/outline.ts';

/** Width of the page between its margins, and of a picture beside another. */
const PAGE_WIDTH = 499;
const GAP = 19;
const CHART_WIDTH = (PAGE_WIDTH - GAP) / 2;
const TILES_IN_A_ROW = 4;

const BAD = '#a3242b';

const columnOf = ({ isFigure, title: name, width }: Column): PaperColumn => ({
  title: name,
  width: width ?? 'auto',
  ...(isFigure ? { isFigure } : {}),
});

/** Tables of so many rows stand on one page, with what they are called. */
const ROWS_TOGETHER = 16;

const rowsOf = ({ caption, columns, empty, rows }: Rows): Content => ({
  stack: [
    { text: clean(caption), bold: true, margin: [0, 8, 0, 2] },
    rows.length === 0 ? paragraph(empty) : { ...table(columns.map(columnOf), rows), layout: dense },
  ],
  unbreakable: rows.length <= ROWS_TOGETHER,
});

const tile = ({ isBad = false, label, value }: Tile): Content => ({
  stack: [
    { text: clean(value), fontSize: 12, bold: true, ...(isBad ? { color: BAD } : {}) },
    { text: clean(label), style: 'label', fontSize: 8 },
  ],
  margin: [0, 0, 0, 8],
});

const inRows = <Item>(items: readonly Item[], length: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / length) }, (_, row) => items.slice(row * length, (row + 1) * length));

/** Facts in two columns, those of the first before those of the second. */
const factColumns = (all: Extract<Block, { kind: 'facts' }>['facts']): Content => {
  const told = all.filter(([, value]) => value !== null);
  const half = Math.ceil(told.length / 2);
  const halves = [told.slice(0, half), told.slice(half)].filter(({ length }) => length > 0);
  return { columns: halves.map(facts), columnGap: GAP };
};

const picture = ({ picture: drawn, title: name }: Chart): Content[] => [
  { text: clean(name), bold: true, margin: [0, 0, 0, 4] },
  { svg: svgText(drawn), width: CHART_WIDTH },
];

/** Several with what they show below each; one alone with that beside it, where it says all that its figures do. */
const pictures = ({ charts, figures }: Extract<Block, { kind: 'charts' }>): readonly [Content, ...Content[]] => {
  const [only, ...others] = charts;
  if (only && others.length === 0) {
    const beside = { text: clean(only.legend), style: 'label', margin: [0, 20, 0, 0] } satisfies Content;
    return [{ columns: [{ width: CHART_WIDTH, stack: picture(only) }, beside], columnGap: GAP }];
  }
  const each = charts.map((one) => ({ width: CHART_WIDTH, stack: [...picture(one), smallPrint(one.legend)] }));
  return [{ columns: each, columnGap: GAP }, rowsOf(figures)];
};

const blockContent = (block: Block): readonly Content[] => {
  switch (block.kind) {
    case 'tiles':
      return inRows(block.tiles, TILES_IN_A_ROW).map((row) => ({ columns: row.map(tile), columnGap: 10 }));
    case 'facts':
      return [factColumns(block.facts)];
    case 'paragraph':
      return [paragraph(block.text)];
    case 'list':
      return block.items.length === 0
        ? [paragraph(block.empty)]
        : [{ ul: block.items.map((item) => clean(item)), margin: [0, 4, 0, 4] }];
    case 'table':
      return [rowsOf(block)];
    case 'charts':
      return pictures(block);
    default:
      return block satisfies never;
  }
};

/** The heading stays with what follows it. */
const sectionContent = ({ blocks, title: name }: Section): Content[] => {
  const [first, ...rest] = blocks.flatMap(blockContent);
  return [{ stack: [heading(name), ...(first ? [first] : [])], unbreakable: true }, ...rest];
};

/** The credit report on paper. */
export const creditReportContent = (report: CreditReportView): readonly Content[] => [
  ...title(report.legalName, `Credit report on ${report.customerId}, as of ${dateText(report.asOf)}`),
  ...outlineOf(report).flatMap(sectionContent),
];
