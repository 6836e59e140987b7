import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { lines, oneLine } from '../../mail/clean.ts';

/** A group of the page under its heading. */
export const card = (title: string, ...content: readonly ReactNode[]): ReactElement =>
  h('section', { className: 'card' }, h('h2', null, title), ...content);

/** A label and its value beside each other; `swatch` is how the picture shows it. */
export const row = (label: string, value: string, swatch?: string): ReactElement =>
  h('div', null, h('dt', null, swatch === undefined ? null : swatchOf(swatch), label), h('dd', null, value));

const swatchOf = (name: string): ReactElement =>
  h(
    'svg',
    { className: 'swatch', viewBox: '0 0 12 12', 'aria-hidden': true, focusable: false },
    name.startsWith('edge')
      ? h('line', { className: name, x1: 6, x2: 6, y1: 0, y2: 12 })
      : h('rect', { className: name, width: 12, height: 12, rx: 2 }),
  );

/** A figure over its label. */
export const tile = (label: string, value: string, tone?: 'bad' | 'good', note?: string): ReactElement =>
  h(
    'div',
    null,
    h('dt', null, label),
    h('dd', tone ? { className: tone } : null, value, note && h('span', { className: 'note' }, ` ${note}`)),
  );

/** Words of a person, set apart so that they are not taken for the platform's own. */
export const quote = (text: string): ReactElement | null => {
  const said = lines(text);
  return said.length === 0 ? null : h('blockquote', null, ...said.map((line) => h('p', null, line)));
};

/** Something that a person did, when, and the words that came with it. */
export const step = (who: string, what: string, when: string, words: string | null): ReactElement =>
  h(
    'li',
    null,
    h('p', null, h('strong', null, oneLine(who)), ` ${what}`),
    h('p', { className: 'soft small' }, when),
    words === null ? null : quote(words),
  );
