import { scaleLinear } from 'd3-scale';
import type { ReactElement } from 'react';
import { box, chart, label, parts, WIDTH } from './frame.ts';

/** What is open of one span of days past due. */
export interface AgedPart {
  readonly label: string;
  /** In units of the currency. */
  readonly amount: number;
  /** The same in words. */
  readonly text: string;
  readonly isLate: boolean;
}

const ROW = 27;
const BAR = 12;
const LABELS = 72;
const AMOUNTS = 108;

const inWords = (parted: readonly AgedPart[]): string => parted.map((part) => `${part.label}: ${part.text}`).join('; ');

/** What is open by days past due, one bar below the other. */
export const agingChart = (parted: readonly AgedPart[]): ReactElement => {
  const highest = Math.max(...parted.map(({ amount }) => amount));
  const width = scaleLinear([0, highest > 0 ? highest : 1], [0, WIDTH - LABELS - AMOUNTS]).clamp(true);
  const rows = parted.flatMap(({ amount, isLate, label: name, text }, index) => {
    const middle = ROW * index + ROW / 2;
    const y = middle - BAR / 2;
    return [
      label(LABELS - 8, middle + 3.5, name, 'end'),
      box(parts.faint, { x: LABELS, y, width: WIDTH - LABELS - AMOUNTS, height: BAR }),
      ...(amount > 0
        ? [box(isLate ? parts.bad : parts.bar, { x: LABELS, y, width: Math.max(1, width(amount)), height: BAR })]
        : []),
      label(WIDTH - 2, middle + 3.5, text, 'end'),
    ];
  });
  return chart(
    { id: 'aging', title: 'Open by days past due', description: inWords(parted), height: ROW * parted.length },
    ...rows,
  );
};
