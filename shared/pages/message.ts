import { Fragment, createElement as h } from 'react';
import { oneLine } from '../mail/clean.ts';
import { documentOf } from './document.ts';

export interface Message {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** In whose name the page speaks; that of the platform where nothing is said. */
  readonly brand?: string;
  /** As of a page. */
  readonly language?: string;
  /** Small print under it. */
  readonly footer?: readonly string[];
}

/** A page that only says something. */
export const messagePage = ({ title, brand, language, paragraphs, footer }: Message): string =>
  documentOf({
    title,
    ...(brand !== undefined && { brand }),
    ...(language !== undefined && { language }),
    content: h(
      Fragment,
      null,
      h(
        'section',
        { className: 'card' },
        h('h1', null, title),
        ...paragraphs.map((text) => h('p', null, oneLine(text))),
      ),
    ),
    ...(footer && { footer }),
  });
