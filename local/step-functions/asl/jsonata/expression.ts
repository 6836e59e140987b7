import jsonata from 'jsonata';
import { registerFunctions } from './functions.ts';
import { guardDepth } from './guard.ts';

const OPENING = '{%';
const CLOSING = '%}';

/** Whether a string is a JSONata expression: `{% ... %}`, with nothing around it. */
export const isExpression = (value: unknown): value is string =>
  typeof value === 'string' && value.startsWith(OPENING) && value.endsWith(CLOSING) && value.length >= 4;

/** Whether a string was begun as an expression and never closed. */
export const isUnclosed = (value: string): boolean => value.startsWith(OPENING) && !isExpression(value);

/** What stands between the delimiters, as messages quote it. */
export const sourceOf = (expression: string): string => expression.slice(OPENING.length, -CLOSING.length).trim();

const compiled = new Map<string, jsonata.Expression>();

/** Compiles an expression once. Throws what JSONata says of a syntax error. */
export const compile = (source: string): jsonata.Expression => {
  const known = compiled.get(source);
  if (known) return known;
  const expression = jsonata(source);
  registerFunctions(expression);
  guardDepth(expression);
  compiled.set(source, expression);
  return expression;
};
