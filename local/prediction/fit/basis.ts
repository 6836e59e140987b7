import type { InputName, Inputs, Term } from '../../../shared/domain/prediction/model.ts';
import type { Matrix } from './linear-algebra.ts';
import { quantileOf } from './losses.ts';
import { momentsOf } from './moments.ts';

/** The columns that stand for the curve of one input: a line and its bends, or a level for each weekday or month. */
interface Basis {
  readonly input: InputName;
  /** Where the curve may bend. */
  readonly knots: readonly number[];
  readonly columns: readonly Column[];
}

interface Column {
  readonly of: (x: number) => number;
  readonly mean: number;
  readonly deviation: number;
  /** How much more it is penalized than a line. */
  readonly stiffness: number;
}

const levels: Partial<Record<InputName, number>> = { dueWeekday: 7, dueMonth: 12 };
const KNOT_SHARES = [0, 0.2, 0.4, 0.6, 0.8, 1];
const EXTREMES = 0.01;
/** A curve is a line unless the data insist. */
const BEND_STIFFNESS = 8;
const LEVEL_STIFFNESS = 2;

/** Bases for inputs, placed by the values that were seen. Inputs that never vary have none. */
export const basesFor = (names: readonly InputName[], seen: readonly Inputs[]): readonly Basis[] =>
  names.flatMap((input): Basis[] => {
    const values = Float64Array.from(seen, (inputs) => inputs[input]);
    const count = levels[input];
    const knots = count ? Array.from({ length: count }, (_, index) => index + 1) : knotsOf(values);
    const columns = (count ? levelColumns(knots) : lineColumns(knots)).flatMap(({ of, stiffness }): Column[] => {
      const { mean, variance } = momentsOf(values.map(of));
      return variance < 1e-9 ? [] : [{ of, mean, deviation: Math.sqrt(variance), stiffness }];
    });
    return columns.length > 0 ? [{ input, knots, columns }] : [];
  });

const knotsOf = (values: Float64Array): readonly number[] => {
  const places = KNOT_SHARES.map((share) => quantileOf(values, Math.min(1 - EXTREMES, Math.max(EXTREMES, share))));
  // A flag is mostly one value: its ends are all that there is to see.
  const [least, most] = [quantileOf(values, 0), quantileOf(values, 1)];
  const distinct = [...new Set(places)];
  return distinct.length > 2 ? distinct : [...new Set([least, ...distinct, most])].toSorted((a, b) => a - b);
};

const levelColumns = (knots: readonly number[]) =>
  knots.map((level) => ({ of: (x: number) => (x === level ? 1 : 0), stiffness: LEVEL_STIFFNESS }));

const lineColumns = (knots: readonly number[]) => {
  const [first = 0, last = 0] = [knots[0], knots.at(-1)];
  const within = (x: number): number => Math.min(last, Math.max(first, x));
  return [
    { of: within, stiffness: 1 },
    ...knots.slice(1, -1).map((knot) => ({
      of: (x: number) => Math.max(0, within(x) - knot),
      stiffness: BEND_STIFFNESS,
    })),
  ];
};

/** One row per observation, every column centred and of deviation one. */
export const designOf = (bases: readonly Basis[], seen: readonly Inputs[]): Matrix => {
  const columns = bases.flatMap((basis) => basis.columns.map((column) => ({ ...column, input: basis.input })));
  const values = new Float64Array(seen.length * columns.length);
  for (const [i, inputs] of seen.entries()) {
    for (const [j, { input, of, mean, deviation }] of columns.entries()) {
      values[i * columns.length + j] = (of(inputs[input]) - mean) / deviation;
    }
  }
  return { rows: seen.length, columns: columns.length, values };
};

export const penaltiesOf = (bases: readonly Basis[], strength: number): Float64Array =>
  Float64Array.from(bases.flatMap(({ columns }) => columns.map(({ stiffness }) => strength * stiffness)));

/** The curves that coefficients (intercept first) stand for, each with average zero over what was seen. */
export const termsOf = (bases: readonly Basis[], coefficients: Float64Array): readonly Term[] => {
  let next = 1;
  return bases.map(({ input, knots, columns }) => {
    const own = columns.map((column) => ({ ...column, coefficient: coefficients[next++] ?? 0 }));
    const curve = knots.map(
      (x) =>
        [
          x,
          own.reduce(
            (sum, { of, mean, deviation, coefficient }) => sum + (coefficient * (of(x) - mean)) / deviation,
            0,
          ),
        ] as const,
    );
    return { input, curve };
  });
};
