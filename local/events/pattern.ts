import { isObject } from '../json.ts';
import { StartProblem } from '../problem.ts';

/** Says whether a record or an event matches. */
export type Matcher = (value: unknown) => boolean;

type ValueTest = (value: unknown) => boolean;

/**
 * Compiles a pattern of EventBridge's language, as used by rules and by the filters of event source mappings: nested
 * objects whose leaves are lists of values, `prefix`, `exists`, `anything-but` and `numeric`.
 * @param where named in the refusal of anything else.
 */
export const compilePattern = (pattern: string, where: string): Matcher => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(pattern);
  } catch {
    throw new StartProblem(`${where}: the filter pattern is not JSON: ${pattern}`);
  }
  return compileObject(parsed, where);
};

const compileObject = (pattern: unknown, where: string): Matcher => {
  if (!isObject(pattern)) throw new StartProblem(`${where}: a pattern must be an object or a list of values.`);
  const tests = Object.entries(pattern).map(([key, expected]) => {
    if (key.startsWith('$')) throw unsupported(key, where);
    const path = `${where}.${key}`;
    return [key, Array.isArray(expected) ? compileList(expected, path) : compileObject(expected, path)] as const;
  });
  // What is missing is tested like an empty object, for the sake of `exists: false` further down.
  return (value) => tests.every(([key, test]) => test(isObject(value) ? value[key] : undefined));
};

const compileList = (alternatives: readonly unknown[], where: string): Matcher => {
  const tests = alternatives.map((alternative) => compileValue(alternative, where));
  return (value) => {
    if (Array.isArray(value)) return value.some((item) => tests.some((test) => test(item)));
    return tests.some((test) => test(value));
  };
};

const compileValue = (expected: unknown, where: string): ValueTest => {
  if (!isObject(expected)) return (value) => value === expected;
  const [[operator, argument] = ['', undefined], ...others] = Object.entries(expected);
  const compile = operators[operator];
  if (!compile || others.length > 0) throw unsupported(operator, where);
  return compile(argument, where);
};

const unsupported = (operator: string, where: string): StartProblem =>
  new StartProblem(`${where}: the pattern operator '${operator}' is not supported on a laptop.`);

const operators: Readonly<Record<string, (argument: unknown, where: string) => ValueTest>> = {
  prefix: (argument, where) => {
    if (typeof argument !== 'string') throw unsupported('prefix with an object', where);
    return (value) => typeof value === 'string' && value.startsWith(argument);
  },
  exists: (argument) => (value) => (value !== undefined) === (argument === true),
  'anything-but': (argument, where) => {
    const excluded = [argument].flat().map((item) => compileValue(item, where));
    return (value) => value !== undefined && !excluded.some((test) => test(value));
  },
  numeric: (argument, where) => {
    const parts = Array.isArray(argument) ? argument : [];
    const tests = Array.from({ length: parts.length / 2 }, (_, index) => {
      const compare = comparisons[String(parts[2 * index])];
      if (!compare) throw unsupported(`numeric ${String(parts[2 * index])}`, where);
      const bound = Number(parts[2 * index + 1]);
      return (value: number) => compare(value, bound);
    });
    return (value) => typeof value === 'number' && tests.every((test) => test(value));
  },
};

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '=': (value, bound) => value === bound,
  '>=': (value, bound) => value >= bound,
  '>': (value, bound) => value > bound,
};
