import type { Content } from 'pdfmake/interfaces.js';
import { svgText } from '../../charts/frame.ts';
import type { CreditReportView } from '../../contracts/credit-report.ts';
import { dateText } from '../../mail/wording.ts';
import { clean, facts, heading, type Column as PaperColumn, paragraph, smallPrint, table, title } from '../layout.ts';
import type { Block, Column, Rows, Section, Tile } from './outline/blocks.ts';
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

const rowsOf = ({ caption, columns, empty, rows }: Rows): Content[] => [
  { text: clean(caption), bold: true, margin: [0, 8, 0, 2] },
  rows.length === 0 ? paragraph(empty) : table(columns.map(columnOf), rows),
];

const tile = ({ isBad = false, label, value }: Tile): Content => ({
  stack: [
    { text: clean(value), fontSize: 12, bold: true, ...(isBad ? { color: BAD } : {}) },
    { text: clean(label), style: 'label', fontSize: 8 },
  ],
  margin: [0, 0, 0, 8],
});

const inRows = <Item>(items: readonly Item[], length: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / length) }, (_, row) => items.slice(row * length, (row + 1) * length));

const blockContent = (block: Block): Content[] => {
  switch (block.kind) {
    case 'tiles':
      return inRows(block.tiles, TILES_IN_A_ROW).map((row) => ({ columns: row.map(tile), columnGap: 10 }));
    case 'facts':
      return [facts(block.facts)];
    case 'paragraph':
      return [paragraph(block.text)];
    case 'list':
      return block.items.length === 0
        ? [paragraph(block.empty)]
        : [{ ul: block.items.map((item) => clean(item)), margin: [0, 4, 0, 4] }];
    case 'table':
      return rowsOf(block);
    case 'charts':
      return [
        {
          columns: block.charts.map(({ legend, picture, title: name }) => ({
            width: CHART_WIDTH,
            stack: [
              { text: clean(name), bold: true, margin: [0, 0, 0, 4] },
              { svg: svgText(picture), width: CHART_WIDTH },
              smallPrint(legend),
            ],
          })),
          columnGap: GAP,
        },
        // One picture alone says all that its figures do.
        ...(block.charts.length > 1 ? rowsOf(block.figures) : []),
      ];
    default:
      return block satisfies never;
  }
};

/** The heading stays with what follows it, unless that may be longer than a page. */
const sectionContent = ({ blocks: [first, ...rest], title: name }: Section): Content[] => {
  const begin = [heading(name), ...(first ? blockContent(first) : [])];
  const isShort = first?.kind !== 'table' && first?.kind !== 'list';
  return [...(isShort ? [{ stack: begin, unbreakable: true }] : begin), ...rest.flatMap(blockContent)];
};

/** The credit report on paper. */
export const creditReportContent = (report: CreditReportView): readonly Content[] => [
  ...title(report.legalName, `Credit report on ${report.customerId}, as of ${dateText(report.asOf)}`),
  ...outlineOf(report).flatMap(sectionContent),
];
