import { createElement as h, type ReactElement } from 'react';
import type { Block, Column, Rows, Section } from '../../documents/credit-report/outline/blocks.ts';
import { oneLine } from '../../mail/clean.ts';
import { row, tile } from '../decision/facts.ts';

const cell = (tag: 'td' | 'th', text: string, { isFigure }: Column, scope: Readonly<Record<string, string>> = {}) =>
  h(tag, { ...(isFigure ? { className: 'figure' } : {}), ...scope }, oneLine(text));

/** A table that can be moved sideways where it is wider than the screen, by keys too. */
const rowsTable = ({ caption, columns, rows }: Rows): ReactElement =>
  h(
    'div',
    { className: 'scroll', role: 'region', 'aria-label': caption, tabIndex: 0 },
    h(
      'table',
      null,
      h('thead', null, h('tr', null, ...columns.map((column) => cell('th', column.title, column, { scope: 'col' })))),
      h(
        'tbody',
        null,
        ...rows.map((texts) =>
          h(
            'tr',
            null,
            ...texts.map((text, index) =>
              index === 0
                ? cell('th', text, columns[index] ?? { title: '' }, { scope: 'row' })
                : cell('td', text, columns[index] ?? { title: '' }),
            ),
          ),
        ),
      ),
    ),
  );

const charts = ({ charts: pictures, figures }: Extract<Block, { kind: 'charts' }>): readonly ReactElement[] => [
  h(
    'div',
    { className: pictures.length > 1 ? 'pictures several' : 'pictures' },
    ...pictures.map(({ legend, picture, title }) =>
      h('figure', null, h('figcaption', null, oneLine(title)), picture, h('p', null, oneLine(legend))),
    ),
  ),
  h('details', null, h('summary', null, `In figures: ${figures.caption.toLowerCase()}`), rowsTable(figures)),
];

const blockContent = (block: Block): readonly ReactElement[] => {
  switch (block.kind) {
    case 'tiles':
      return [
        h(
          'dl',
          { className: 'tiles at-a-glance' },
          ...block.tiles.map(({ isBad, label, value }) => tile(label, oneLine(value), isBad)),
        ),
      ];
    case 'facts':
      return [
        h(
          'dl',
          { className: 'rows' },
          ...block.facts.flatMap(([label, value]) => (value === null ? [] : [row(label, oneLine(value))])),
        ),
      ];
    case 'paragraph':
      return [h('p', null, oneLine(block.text))];
    case 'list':
      return [
        block.items.length === 0
          ? h('p', { className: 'soft' }, block.empty)
          : h('ul', null, ...block.items.map((item) => h('li', null, oneLine(item)))),
      ];
    case 'table':
      return [
        h('h3', null, oneLine(block.caption)),
        block.rows.length === 0 ? h('p', { className: 'soft' }, block.empty) : rowsTable(block),
      ];
    case 'charts':
      return charts(block);
    default:
      return block satisfies never;
  }
};

/** A section of the report as a card. */
export const sectionCard = ({ blocks, id, title }: Section): ReactElement =>
  h('section', { className: 'card', 'aria-labelledby': id }, h('h2', { id }, title), ...blocks.flatMap(blockContent));
