import { Button } from '@react-email/button';
import { Heading } from '@react-email/heading';
import { Section } from '@react-email/section';
import { Text } from '@react-email/text';
import { Fragment, createElement as h, type ReactElement } from 'react';
import { lines, oneLine } from '../clean.ts';
import { type Block, CODE_LABEL, type Fact, type ListedItem } from '../content.ts';
import { barsElement } from './bars.ts';
import { styles } from './style.ts';

const title = (text: string): ReactElement =>
  h(Heading, { as: 'h2', className: 'ink', style: styles.title }, oneLine(text));

const factRow = ({ label, value }: Fact, index: number): ReactElement =>
  h(
    'tr',
    { key: index },
    h('th', { scope: 'row', className: 'faint', style: styles.label }, oneLine(label)),
    h('td', { className: 'ink', style: styles.value }, oneLine(value)),
  );

const itemRow = ({ amount, detail, name }: ListedItem, index: number): ReactElement =>
  h(
    'tr',
    { key: index },
    h(
      'th',
      { scope: 'row', className: 'ink', style: styles.item },
      oneLine(name),
      h('span', { className: 'faint', style: styles.itemDetail }, oneLine(detail)),
    ),
    h('td', { className: 'ink', style: styles.amount }, oneLine(amount)),
  );

const sumRow = ({ label, value }: Fact, index: number): ReactElement =>
  h(
    'tr',
    { key: `sum-${index}` },
    h('th', { scope: 'row', className: 'ink', style: { ...styles.item, fontWeight: 700 } }, oneLine(label)),
    h('td', { className: 'ink', style: { ...styles.amount, fontWeight: 700 } }, oneLine(value)),
  );

/** A block as HTML. React escapes every text. */
export const blockElement = (block: Block, index: number): ReactElement => {
  const key = index;
  switch (block.kind) {
    case 'paragraph':
      return h(Text, { key, className: 'ink', style: styles.text }, oneLine(block.text));
    case 'note':
      return h(Text, { key, className: 'faint', style: styles.note }, oneLine(block.text));
    case 'facts':
      return h(
        Fragment,
        { key },
        title(block.title),
        h('table', { style: styles.facts }, h('tbody', null, block.facts.map(factRow))),
      );
    case 'items':
      return h(
        Fragment,
        { key },
        title(block.title),
        h('table', { style: styles.facts }, h('tbody', null, [...block.items.map(itemRow), ...block.sums.map(sumRow)])),
      );
    case 'bars':
      return h(Fragment, { key }, title(block.title), barsElement(block.bars));
    case 'quote':
      return h(
        Fragment,
        { key },
        title(block.title),
        h(
          'blockquote',
          { className: 'faint', style: styles.quote },
          lines(block.text).map((line, position) =>
            h(Text, { key: position, className: 'ink', style: styles.quoteLine }, line),
          ),
        ),
      );
    case 'action':
      return h(
        Section,
        { key, style: styles.action },
        h(Button, { href: block.href, className: 'button', style: styles.button }, block.label),
        h(
          Text,
          { className: 'ink', style: styles.code },
          `${block.codeLabel ?? CODE_LABEL}: `,
          h('strong', { style: styles.digits }, block.code),
        ),
      );
    default:
      return block satisfies never;
  }
};
