import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { lines, oneLine } from '../../mail/clean.ts';

/** A group of the page under its heading. */
export const card = (title: string, ...content: readonly ReactNode[]): ReactElement =>
  h('section', { className: 'card' }, h('h2', null, title), ...content);

interface RowLook {
  /** How the picture shows it. */
  readonly swatch?: string | undefined;
  /** Worth a second look. */
  readonly isBad?: boolean;
}

/** A label and its value beside each other. */
export const row = (label: string, value: string, { swatch, isBad = false }: RowLook = {}): ReactElement =>
  h(
    'div',
    null,
    h('dt', null, swatch === undefined ? null : swatchOf(swatch), label),
    h('dd', isBad ? { className: 'bad' } : null, value),
  );

const swatchOf = (name: string): ReactElement =>
  h(
    'svg',
    { className: 'swatch', viewBox: '0 0 12 12', 'aria-hidden': true, focusable: false },
    h('rect', { className: name, x: 0.5, y: 0.5, width: 11, height: 11, rx: 2 }),
  );

/** A figure over its label. */
export const tile = (label: string, value: string, isBad = false): ReactElement =>
  h('div', null, h('dt', null, label), h('dd', isBad ? { className: 'bad' } : null, value));

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
