import { isMoreBetter } from '../domain/grading/characteristics.ts';
import { grades, isWorse } from '../domain/grading/grade.ts';
import type { Characteristic, GradeCeiling, GradingPolicy } from '../domain/grading/policy.ts';
import { type Place, type PolicyProblem, repeatedIn } from './policy-rules.ts';

const problem = (path: Place, message: string, input: unknown): PolicyProblem => ({ path, message, input });

const HIGHEST_SCORE = 1000;

/** From which score on each grade is given: the better the grade the higher, the last one from zero. */
const bandProblems = ({ bands, riseMargin }: GradingPolicy): PolicyProblem[] => {
  const place = ['grading', 'bands'];
  const inOrder = bands.flatMap((band, index): PolicyProblem[] => {
    const before = bands[index - 1];
    if (!before) return [];
    const wrongGrade = !isWorse(band.grade, before.grade);
    return [
      ...(wrongGrade
        ? [
            problem(
              [...place, index, 'grade'],
              `must be worse than ${before.grade}, the grade of the band before`,
              band.grade,
            ),
          ]
        : []),
      ...(band.from >= before.from
        ? [problem([...place, index, 'from'], `must be below the ${before.from} of the band before`, band.from)]
        : []),
    ];
  });
  const last = bands.at(-1);
  const noGap = 'must be 0 in the last band: every score needs a grade';
  const best = (bands[0]?.from ?? 0) + riseMargin;
  return [
    ...inOrder,
    ...(last && last.from !== 0 ? [problem([...place, bands.length - 1, 'from'], noGap, last.from)] : []),
    ...(best > HIGHEST_SCORE
      ? [
          problem(
            ['grading', 'riseMargin'],
            `must be at most ${HIGHEST_SCORE - (bands[0]?.from ?? 0)}: the first band is out of reach otherwise`,
            riseMargin,
          ),
        ]
      : []),
  ];
};

const boundProblems = ({ bins }: Characteristic, place: Place): PolicyProblem[] =>
  bins.flatMap(({ below }, index): PolicyProblem[] => {
    const at = [...place, 'bins', index, 'below'];
    if (index === bins.length - 1) {
      return below === undefined ? [] : [problem(at, 'must be left out of the last bin, which has no bound', below)];
    }
    if (below === undefined) return [problem(at, 'is required in every bin but the last', null)];
    const before = bins[index - 1]?.below;
    return before !== undefined && below <= before
      ? [problem(at, `must be more than the ${before} of the bin before`, below)]
      : [];
  });

/** More lateness never has more points, a better rating never fewer. */
const directionProblems = ({ bins, name }: Characteristic, place: Place): PolicyProblem[] =>
  bins.flatMap(({ points }, index): PolicyProblem[] => {
    const before = bins[index - 1]?.points;
    if (before === undefined || (isMoreBetter[name] ? points >= before : points <= before)) return [];
    const message = isMoreBetter[name]
      ? `must be at least the ${before} of the bin before: more of ${name} is never worse`
      : `must be at most the ${before} of the bin before: more of ${name} is never better`;
    return [problem([...place, 'bins', index, 'points'], message, points)];
  });

const scorecardProblems = ({ scorecard }: GradingPolicy): PolicyProblem[] => {
  const place = ['grading', 'scorecard', 'characteristics'];
  return [
    ...repeatedIn(
      scorecard.characteristics.map(({ name }) => name),
      place,
      ['name'],
      'must be a characteristic that is not scored yet',
    ),
    ...scorecard.characteristics.flatMap((characteristic, index) => [
      ...boundProblems(characteristic, [...place, index]),
      ...directionProblems(characteristic, [...place, index]),
    ]),
  ];
};

/** From how much on it holds; a fact that is or is not has no measure. */
const measureOf = (ceiling: GradeCeiling): { readonly name: 'days' | 'count' | 'fact'; readonly value: number } => {
  if (ceiling.fact === 'DAYS_PAST_DUE') return { name: 'days', value: ceiling.days };
  return ceiling.fact === 'INSOLVENCY' ? { name: 'fact', value: 1 } : { name: 'count', value: ceiling.count };
};

/** Those of the same fact: one for each measure, and more of it is bounded more. */
const ceilingProblems = ({ ceilings }: GradingPolicy): PolicyProblem[] =>
  ceilings.flatMap((ceiling, index): PolicyProblem[] => {
    const place = ['grading', 'ceilings', index];
    const { name, value } = measureOf(ceiling);
    if (ceiling.grade === 'A') {
      return [
        problem([...place, 'grade'], 'must be B to E: no grade is better than A, so it would bound nothing', 'A'),
      ];
    }
    const others = ceilings.filter(({ fact }, at) => fact === ceiling.fact && at !== index);
    if (ceilings.slice(0, index).some((one) => one.fact === ceiling.fact && measureOf(one).value === value)) {
      return [
        problem([...place, name], `is there already for ${ceiling.fact}`, name === 'fact' ? ceiling.fact : value),
      ];
    }
    const idle = others.find((one) => measureOf(one).value < value && !isWorse(ceiling.grade, one.grade));
    if (!idle) return [];
    const message = `must be worse than ${idle.grade}, which ${measureOf(idle).value} ${name} give already: it would never count`;
    return [problem([...place, 'grade'], message, ceiling.grade)];
  });

/** A limit falls with the grade: no worse grade has a larger share of it. */
const factorProblems = ({ grades: terms }: GradingPolicy): PolicyProblem[] =>
  grades.flatMap((grade, index): PolicyProblem[] => {
    const before = grades[index - 1];
    const { limitFactorPercent: factor } = terms[grade];
    if (before === undefined || Number(factor) <= Number(terms[before].limitFactorPercent)) return [];
    const message = `must be at most the ${terms[before].limitFactorPercent} of grade ${before}: a limit falls with the grade`;
    return [problem(['grading', 'grades', grade, 'limitFactorPercent'], message, factor)];
  });

/**
 * What is wrong with the grading of a policy whose fields are all well formed: bands that leave scores without a grade,
 * bins out of order, points that rise with lateness, ceilings that bound nothing, limits that would rise as a grade falls.
 */
export const gradingProblems = (grading: GradingPolicy): readonly PolicyProblem[] => [
  ...bandProblems(grading),
  ...scorecardProblems(grading),
  ...ceilingProblems(grading),
  ...factorProblems(grading),
];
