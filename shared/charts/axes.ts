import { type ScaleBand, type ScaleLinear, scaleBand, scaleLinear } from 'd3-scale';
import type { ReactElement } from 'react';
import { label, parts, rule, WIDTH } from './frame.ts';

export const HEIGHT = 190;
const [TOP, RIGHT, BOTTOM, LEFT] = [14, 6, 22, 42];
const TICKS = 4;

const monthName = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });

/** `Mar`, and `Jan 26` where a year begins. */
export const monthText = (month: string): string => {
  const name = monthName.format(Date.parse(`${month}-15T12:00:00Z`));
  return month.endsWith('-01') ? `${name} ${month.slice(2, 4)}` : name;
};

/** Months beside each other over a scale of figures. */
export interface MonthAxes {
  readonly x: ScaleBand<string>;
  readonly y: ScaleLinear<number, number>;
  /** Where a figure of zero stands. */
  readonly base: number;
  readonly drawn: readonly ReactElement[];
}

/** Axes for figures of months that go from the lowest of them, or zero, to the highest. */
export const monthAxes = (months: readonly string[], figures: readonly number[]): MonthAxes => {
  const x = scaleBand(months, [LEFT, WIDTH - RIGHT]).padding(0.28);
  const highest = Math.max(0, ...figures);
  const y = scaleLinear([Math.min(0, ...figures), highest === 0 ? 1 : highest], [HEIGHT - BOTTOM, TOP]).nice(TICKS);
  const short = y.tickFormat(TICKS, '~s');
  const ticks = y.ticks(TICKS);
  return {
    x,
    y,
    base: y(0),
    drawn: [
      ...ticks.flatMap((tick) => [
        rule(tick === 0 ? parts.axis : parts.grid, [LEFT, y(tick)], [WIDTH - RIGHT, y(tick)]),
        label(LEFT - 5, y(tick) + 3.5, short(tick).replace('G', 'bn').replace('−', '-'), 'end'),
      ]),
      ...months.map((month) =>
        label((x(month) ?? 0) + x.bandwidth() / 2, HEIGHT - 7, monthText(month).slice(0, 3), 'middle'),
      ),
    ],
  };
};
