import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** Units of the drawing; it is scaled to the room that there is. */
export const WIDTH = 360;

/** What a part of a chart is: the class that a page styles it by, and its look on paper. */
export const parts = {
  bar: { className: 'chart-bar', fill: '#0b4a8f' },
  bad: { className: 'chart-bad', fill: '#b3261e' },
  faint: { className: 'chart-faint', fill: '#dbe5f1' },
  line: { className: 'chart-line', fill: 'none', stroke: '#16191f', strokeWidth: 1.6 },
  mark: { className: 'chart-mark', stroke: '#6b7785', strokeWidth: 2 },
  grid: { className: 'chart-grid', stroke: '#d9dee4', strokeWidth: 0.75 },
  axis: { className: 'chart-axis', stroke: '#6b7785', strokeWidth: 0.75 },
  text: { className: 'chart-text', fill: '#4d5763', fontSize: 10 },
  strong: { className: 'chart-strong', fill: '#16191f', fontSize: 11, fontWeight: 'bold' },
  inverse: { className: 'chart-inverse', fill: '#ffffff', fontSize: 11, fontWeight: 'bold' },
} as const;

/** A tenth of a unit is finer than anything that is printed, and has the same digits everywhere. */
export const at = (value: number): number => Math.round(value * 10) / 10;

export type Anchor = 'start' | 'middle' | 'end';

/** Words in a chart, on the line `y`. */
export const label = (
  x: number,
  y: number,
  text: string,
  anchor: Anchor = 'start',
  part: typeof parts.text | typeof parts.strong | typeof parts.inverse = parts.text,
): ReactElement => h('text', { ...part, x: at(x), y: at(y), textAnchor: anchor }, text);

export const box = (
  part: typeof parts.bar | typeof parts.bad | typeof parts.faint,
  { height, width, x, y }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): ReactElement => h('rect', { ...part, x: at(x), y: at(y), width: at(width), height: at(height) });

export const rule = (
  part: typeof parts.grid | typeof parts.axis | typeof parts.mark,
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
): ReactElement => h('line', { ...part, x1: at(x1), y1: at(y1), x2: at(x2), y2: at(y2) });

export interface Chart {
  /** Names it within its page. */
  readonly id: string;
  readonly title: string;
  /** The picture in words. */
  readonly description: string;
  readonly height: number;
}

/** A chart around what is drawn in it. */
export const chart = ({ description, height, id, title }: Chart, ...content: readonly ReactNode[]): ReactElement =>
  h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      className: 'chart',
      viewBox: `0 0 ${WIDTH} ${height}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-text`,
    },
    h('title', { id: `${id}-title` }, title),
    h('desc', { id: `${id}-text` }, description),
    ...content,
  );

/** The chart as text, for documents. */
export const svgText = (element: ReactElement): string => renderToStaticMarkup(element);
