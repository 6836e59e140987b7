import { Body } from '@react-email/body';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Heading } from '@react-email/heading';
import { Html } from '@react-email/html';
import { Preview } from '@react-email/preview';
import { createElement as h } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { oneLine, subjectLine } from '../clean.ts';
import type { MailContent } from '../content.ts';
import { blockElement } from './blocks.ts';
import { darkMode, styles } from './style.ts';

/** The mail as an HTML document that loads nothing from anywhere. */
export const toHtml = ({ subject, preview, heading, blocks, language = 'en' }: MailContent): string => {
  const document = h(
    Html,
    { lang: language },
    h(
      Head,
      null,
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('meta', { name: 'supported-color-schemes', content: 'light dark' }),
      // Mail programs must not make links of what stands in a customer's name.
      h('meta', { name: 'format-detection', content: 'telephone=no, date=no, address=no, email=no, url=no' }),
      h('title', null, subjectLine(subject)),
      h('style', null, darkMode),
    ),
    h(
      Body,
      { className: 'ground', style: styles.body },
      h(Preview, null, oneLine(preview)),
      h(
        Container,
        { className: 'sheet', style: styles.sheet },
        h(
          'div',
          { role: 'article', 'aria-label': oneLine(heading), lang: language },
          h(Heading, { as: 'h1', className: 'ink', style: styles.heading }, oneLine(heading)),
          blocks.map(blockElement),
        ),
      ),
    ),
  );
  return `<!doctype html>${renderToStaticMarkup(document)}`;
};
