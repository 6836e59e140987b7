import { describe, expect, it } from 'vitest';
import { agingChart } from '../../../shared/charts/aging.ts';
import { exposureChart } from '../../../shared/charts/exposure.ts';
import { svgText } from '../../../shared/charts/frame.ts';
import { latenessChart } from '../../../shared/charts/lateness.ts';
import { scoreChart } from '../../../shared/charts/score.ts';

/** The shapes of a class, by their attributes. */
const shapes = (svg: string, className: string): readonly Readonly<Record<string, string>>[] =>
  [...svg.matchAll(new RegExp(`<(?:rect|line|path)[^>]*class="${className}"[^>]*>`, 'g'))].map(([tag]) =>
    Object.fromEntries(
      [...tag.matchAll(/([a-z-]+[12]?)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
    ),
  );
const numbers = (svg: string, className: string, attribute: string): readonly number[] =>
  shapes(svg, className).map((shape) => Number(shape[attribute]));
const descriptionOf = (svg: string): string => /<desc[^>]*>(.*?)<\/desc>/.exec(svg)?.[1] ?? '';

describe('the chart of exposure', () => {
  const months = [
    { month: '2026-01', exposure: null, limit: null },
    { month: '2026-02', exposure: 500, limit: 1_000 },
    { month: '2026-03', exposure: 1_250, limit: 1_000 },
  ];

  it('should draw each known month in proportion, and red what is above the limit', () => {
    const svg = svgText(exposureChart(months, 'EUR'));
    const [within] = numbers(svg, 'chart-bar', 'height');
    const [above] = numbers(svg, 'chart-bad', 'height');
    expect(shapes(svg, 'chart-bar')).toHaveLength(1);
    expect(shapes(svg, 'chart-bad')).toHaveLength(1);
    expect((above ?? 0) / (within ?? 1)).toBeCloseTo(2.5, 2);
    expect(shapes(svg, 'chart-line')).toHaveLength(1);
    expect(descriptionOf(svg)).toBe(
      'At most 1250 EUR at the end of a month; above the limit at the end of 1 of 2 months.',
    );
  });

  it('should draw the limit of one month alone as a line', () => {
    const svg = svgText(exposureChart(months.with(1, { month: '2026-02', exposure: null, limit: null }), 'EUR'));
    const [limit] = shapes(svg, 'chart-line');
    const [, from = '', to = ''] = /^M([\d.]+),[\d.]+L([\d.]+),/.exec(limit?.['d'] ?? '') ?? [];
    expect(Number(to) - Number(from)).toBeGreaterThan(20);
  });

  it('should draw a customer in credit below the line', () => {
    const svg = svgText(exposureChart([{ month: '2026-03', exposure: -400, limit: 1_000 }], 'EUR'));
    const [bar] = shapes(svg, 'chart-bar');
    const [axis] = shapes(svg, 'chart-axis');
    expect(Number(bar?.['y'])).toBeCloseTo(Number(axis?.['y1']), 1);
    expect(Number(bar?.['height'])).toBeGreaterThan(0);
  });

  it('should say so where nothing is known, and hold where all is zero', () => {
    const unknown = svgText(exposureChart([{ month: '2026-03', exposure: null, limit: null }], 'EUR'));
    expect(unknown).toContain('Nothing is known of these months');
    expect(svgText(exposureChart([{ month: '2026-03', exposure: 0, limit: 0 }], 'EUR'))).not.toMatch(/NaN|Infinity/);
  });
});

describe('the chart of lateness', () => {
  it('should draw the average as a bar and the latest invoice as a mark above it', () => {
    const svg = svgText(
      latenessChart([
        { month: '2026-02', average: 4, worst: 8 },
        { month: '2026-03', average: null, worst: null },
      ]),
    );
    const [top] = numbers(svg, 'chart-bar', 'y');
    const [mark] = numbers(svg, 'chart-mark', 'y1');
    expect(shapes(svg, 'chart-bar')).toHaveLength(1);
    expect(mark ?? 0).toBeLessThan(top ?? 0);
    expect(descriptionOf(svg)).toBe(
      'On average at most 4 days late in a month, the latest invoice 8 days, in 1 months with payments.',
    );
  });

  it('should say so where nothing was paid', () => {
    expect(svgText(latenessChart([{ month: '2026-03', average: null, worst: null }]))).toContain('Nothing was paid');
  });
});

describe('the chart of the aging', () => {
  it('should draw parts in proportion, red what is late, and name each with its amount', () => {
    const svg = svgText(
      agingChart([
        { label: 'Not due', amount: 300, text: 'EUR 300.00', isLate: false },
        { label: '1 to 30', amount: 150, text: 'EUR 150.00', isLate: true },
        { label: '<b>', amount: 0, text: 'EUR 0.00', isLate: true },
      ]),
    );
    const [current] = numbers(svg, 'chart-bar', 'width');
    expect(numbers(svg, 'chart-bad', 'width')).toEqual([(current ?? 0) / 2]);
    expect(descriptionOf(svg)).toContain('Not due: EUR 300.00; 1 to 30: EUR 150.00');
    expect(svg).not.toContain('<b>');
  });
});

describe('the chart of the score', () => {
  const bands = [
    { grade: 'A', from: 800 },
    { grade: 'E', from: 0 },
  ];

  it('should point at the score and fill the band of the grade', () => {
    const svg = svgText(scoreChart({ score: 900, grade: 'A', bands }));
    expect(shapes(svg, 'chart-bar')).toHaveLength(2);
    expect(svg).toContain('>900<');
    expect(descriptionOf(svg)).toBe('A score of 900, grade A; A from 800, E from 0.');
  });

  it('should point at nothing without a score', () => {
    const svg = svgText(scoreChart({ score: null, grade: null, bands }));
    expect(shapes(svg, 'chart-bar')).toHaveLength(0);
    expect(descriptionOf(svg)).toContain('No score, no grade');
  });
});
