import { line } from 'd3-shape';
import { createElement as h, type ReactElement } from 'react';
import { HEIGHT, monthAxes } from './axes.ts';
import { box, chart, label, parts } from './frame.ts';

/** An account at the end of a month, in units of its currency; `null` where it is not known, or nothing bounds it. */
export interface MonthOfExposure {
  readonly month: string;
  readonly exposure: number | null;
  readonly limit: number | null;
}

const inWords = (months: readonly MonthOfExposure[], currency: string): string => {
  const known = months.filter(({ exposure }) => exposure !== null);
  if (known.length === 0) return 'Nothing is known of these months.';
  const over = known.filter(({ exposure, limit }) => limit !== null && (exposure ?? 0) > limit).length;
  const highest = Math.max(...known.map(({ exposure }) => exposure ?? 0));
  return `At most ${highest} ${currency} at the end of a month; above the limit at the end of ${over} of ${known.length} months.`;
};

/** Exposure at the ends of months as bars, red where it is above the limit, and the limit as a line. */
export const exposureChart = (months: readonly MonthOfExposure[], currency: string): ReactElement => {
  const figures = months.flatMap(({ exposure, limit }) => [exposure ?? 0, limit ?? 0]);
  const { base, drawn, x, y } = monthAxes(
    months.map(({ month }) => month),
    figures,
  );
  const bars = months.flatMap(({ exposure, limit, month }) => {
    if (exposure === null || exposure === 0) return [];
    const end = y(exposure);
    const part = limit !== null && exposure > limit ? parts.bad : parts.bar;
    const [top, bottom] = [Math.min(base, end), Math.max(base, end)];
    return [box(part, { x: x(month) ?? 0, y: top, width: x.bandwidth(), height: bottom - top })];
  });
  // From edge to edge of each month, so that a limit of one month alone is a line as well.
  const gap = (x.step() - x.bandwidth()) / 2;
  const edges = months.flatMap(({ limit, month }) => {
    const start = (x(month) ?? 0) - gap;
    return [
      { at: start, limit },
      { at: start + x.step(), limit },
    ];
  });
  const limits = line<(typeof edges)[number]>()
    .defined(({ limit }) => limit !== null)
    .x(({ at }) => at)
    .y(({ limit }) => y(limit ?? 0))
    .digits(1)(edges);
  const isEmpty = months.every(({ exposure, limit }) => exposure === null && limit === null);
  return chart(
    { id: 'exposure', title: 'Exposure against the limit', description: inWords(months, currency), height: HEIGHT },
    ...drawn,
    ...bars,
    limits ? h('path', { ...parts.line, d: limits }) : null,
    isEmpty ? label(200, 95, 'Nothing is known of these months', 'middle') : null,
  );
};
