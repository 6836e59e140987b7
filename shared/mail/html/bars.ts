import { createElement as h, type ReactElement } from 'react';
import { oneLine } from '../clean.ts';
import type { Bar } from '../content.ts';
import { styles } from './style.ts';

const percent = (length: number): string => `${Math.round(Math.min(1, Math.max(0, length)) * 100)}%`;

const barRow = ({ detail, label, length, value }: Bar, index: number): ReactElement =>
  h(
    'tr',
    { key: index },
    h(
      'th',
      { scope: 'row', className: 'ink', style: styles.item },
      oneLine(label),
      h(
        'div',
        { className: 'track', style: styles.track },
        h('div', { className: 'bar', style: { ...styles.bar, width: percent(length) } }),
      ),
    ),
    h(
      'td',
      { className: 'ink', style: styles.amount },
      oneLine(value),
      detail === '' ? null : h('span', { className: 'faint', style: styles.itemDetail }, oneLine(detail)),
    ),
  );

/** Bars of plain boxes: mail programs show no charts, and images are not loaded by most. */
export const barsElement = (bars: readonly Bar[]): ReactElement =>
  h('table', { style: styles.facts }, h('tbody', null, bars.map(barRow)));
