import type { ReactElement } from 'react';
import { HEIGHT, monthAxes } from './axes.ts';
import { box, chart, label, parts, rule } from './frame.ts';

/** How late what was paid in a month was paid, in days; `null` where nothing was paid. */
export interface MonthOfLateness {
  readonly month: string;
  readonly average: number | null;
  readonly worst: number | null;
}

const inWords = (months: readonly MonthOfLateness[]): string => {
  const known = months.flatMap(({ average }) => average ?? []);
  if (known.length === 0) return 'Nothing was paid in these months.';
  const worst = Math.max(...months.flatMap((month) => month.worst ?? []));
  return `On average at most ${Math.max(...known)} days late in a month, the latest invoice ${worst} days, in ${known.length} months with payments.`;
};

/** Average days late by month as bars, and the latest invoice of each as a mark above. */
export const latenessChart = (months: readonly MonthOfLateness[]): ReactElement => {
  const { base, drawn, x, y } = monthAxes(
    months.map(({ month }) => month),
    months.flatMap(({ average, worst }) => [average ?? 0, worst ?? 0]),
  );
  const bars = months.flatMap(({ average, month, worst }) => {
    const from = x(month) ?? 0;
    return [
      ...(average === null || average === 0
        ? []
        : [box(parts.bar, { x: from, y: y(average), width: x.bandwidth(), height: base - y(average) })]),
      ...(worst === null || worst === 0 ? [] : [rule(parts.mark, [from, y(worst)], [from + x.bandwidth(), y(worst)])]),
    ];
  });
  const isEmpty = months.every(({ average }) => average === null);
  return chart(
    { id: 'lateness', title: 'Days late by month of payment', description: inWords(months), height: HEIGHT },
    ...drawn,
    ...bars,
    isEmpty ? label(200, 95, 'Nothing was paid in these months', 'middle') : null,
  );
};
