import { scaleLinear } from 'd3-scale';
import { createElement as h, type ReactElement } from 'react';
import { at, box, chart, label, parts, WIDTH } from './frame.ts';

export interface ScoreOnBands {
  readonly score: number | null;
  readonly grade: string | null;
  /** From which score on a grade is given, the best first. */
  readonly bands: readonly { readonly grade: string; readonly from: number }[];
}

const HIGHEST = 1000;
const [TOP, BAND, HEIGHT] = [26, 24, 68];
const GAP = 1.5;

const inWords = ({ bands, grade, score }: ScoreOnBands): string => {
  const from = bands.map((band) => `${band.grade} from ${band.from}`).join(', ');
  return `${score === null ? 'No score' : `A score of ${score}`}, ${grade === null ? 'no grade' : `grade ${grade}`}; ${from}.`;
};

/** Where a score stands on the bands of the grades: the band of the grade filled, a pointer above the score. */
export const scoreChart = (standing: ScoreOnBands): ReactElement => {
  const { bands, grade, score } = standing;
  const x = scaleLinear([0, HIGHEST], [2, WIDTH - 2]);
  const segments = bands.flatMap((band, index) => {
    const [from, to] = [x(band.from), x(bands[index - 1]?.from ?? HIGHEST)];
    const isOwn = band.grade === grade;
    const place = { x: from + GAP / 2, y: TOP, width: Math.max(0, to - from - GAP), height: BAND };
    return [
      box(isOwn ? parts.bar : parts.faint, place),
      label((from + to) / 2, TOP + BAND / 2 + 4, band.grade, 'middle', isOwn ? parts.inverse : parts.strong),
      ...(band.from > 0 ? [label(from, TOP + BAND + 13, String(band.from), 'middle')] : []),
    ];
  });
  const pointer = (value: number): readonly ReactElement[] => [
    h('path', { ...parts.bar, d: `M${at(x(value))} ${TOP - 2}l-5 -7h10z` }),
    label(Math.min(WIDTH - 14, Math.max(14, x(value))), TOP - 12, String(value), 'middle', parts.strong),
  ];
  return chart(
    { id: 'score', title: 'Score on the bands of the grades', description: inWords(standing), height: HEIGHT },
    ...segments,
    ...(score === null ? [] : pointer(score)),
    label(2, TOP + BAND + 13, '0'),
    label(WIDTH - 2, TOP + BAND + 13, String(HIGHEST), 'end'),
  );
};
