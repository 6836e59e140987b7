import { createElement as h, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { oneLine } from '../mail/clean.ts';
import { style as commonStyle } from './style.ts';

export interface Page {
  readonly title: string;
  /** In whose name the page speaks; that of the platform where nothing is said. */
  readonly brand?: string;
  /** BCP 47 tag of the language that all of it is written in; English where none is named. */
  readonly language?: string;
  /** Beside the name of the platform, such as the level that is decided. */
  readonly note?: string;
  readonly content: ReactNode;
  /** Two columns where there is room. */
  readonly wide?: boolean;
  /** What the reader may go to at once, past all that comes before it. */
  readonly jump?: { readonly anchor: string; readonly label: string };
  readonly footer?: readonly string[];
  /** The style sheet, where the page has one of its own: its headers must name it. */
  readonly style?: string;
}

const mark = h(
  'svg',
  { viewBox: '0 0 24 24', 'aria-hidden': true, focusable: false },
  h('rect', { className: 'mark', width: 24, height: 24, rx: 6 }),
  h('path', { className: 'mark-line', d: 'M6.5 12.5l3.7 3.8 7.3-8.6' }),
);

const PLATFORM = 'Credence';

const head = (title: string, brand: string, style: string) =>
  h(
    'head',
    null,
    h('meta', { charSet: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'robots', content: 'noindex' }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    // A browser must not make links of what stands in a customer's name.
    h('meta', { name: 'format-detection', content: 'telephone=no, date=no, address=no, email=no, url=no' }),
    h('title', null, `${oneLine(title)} · ${oneLine(brand)}`),
    h('style', null, style),
  );

/** A whole HTML document around the content of a page. */
export const documentOf = ({
  title,
  brand = PLATFORM,
  language = 'en',
  note,
  content,
  wide,
  jump,
  footer = [],
  style = commonStyle,
}: Page): string => {
  const document = h(
    'html',
    { lang: language },
    head(title, brand, style),
    h(
      'body',
      null,
      h(
        'header',
        { className: 'bar' },
        h('span', { className: 'brand' }, brand === PLATFORM && mark, oneLine(brand)),
        note && h('span', { className: 'bar-note' }, oneLine(note)),
        jump && h('a', { className: 'jump', href: `#${jump.anchor}` }, jump.label),
      ),
      h('main', wide ? { className: 'two' } : null, content),
      footer.length > 0 && h('footer', null, ...footer.map((line) => h('p', null, oneLine(line)))),
    ),
  );
  return `<!doctype html>${renderToStaticMarkup(document)}`;
};
