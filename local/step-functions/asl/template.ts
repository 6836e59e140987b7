import type { Json } from '../../json.ts';
import { queryFailure } from './failure.ts';
import { evaluateExpression, type Scope } from './jsonata/evaluate.ts';
import { isExpression, sourceOf } from './jsonata/expression.ts';

/**
 * Replaces every `{% ... %}` in a JSON value by what it gives.
 * @param field where the value stands in the definition; deeper places are told as `Output/total` and `Output/list[0]`.
 */
export const evaluateTemplate = async (template: Json, field: string, scope: Scope): Promise<Json> => {
  if (isExpression(template)) return evaluateExpression(template, field, scope);
  if (typeof template !== 'object' || template === null) return template;
  if (Array.isArray(template)) {
    const items: Json[] = [];
    for (const [index, item] of template.entries()) {
      items.push(await evaluateTemplate(item, `${field}[${index}]`, scope));
    }
    return items;
  }
  const entries: [string, Json][] = [];
  for (const [key, value] of Object.entries(template)) {
    entries.push([key, await evaluateTemplate(value, `${field}/${key}`, scope)]);
  }
  return Object.fromEntries(entries);
};

type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

const typeOf = (value: Json): JsonType => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as JsonType;
};

/** Evaluates a field that must give a value of one type. */
const evaluateTyped = async (template: Json, type: JsonType, field: string, scope: Scope): Promise<Json> => {
  const value = await evaluateTemplate(template, field, scope);
  const actual = typeOf(value);
  if (actual === type) return value;
  const source = isExpression(template) ? sourceOf(template) : JSON.stringify(template);
  throw queryFailure(
    `The JSONata expression '${source}' specified for the field '${field}' returned an unexpected result type. ` +
      `Expected '${type}', but was '${actual}' for value: ${JSON.stringify(value)}`,
  );
};

export const evaluateText = async (template: Json, field: string, scope: Scope): Promise<string> =>
  String(await evaluateTyped(template, 'string', field, scope));

export const evaluateBoolean = async (template: Json, field: string, scope: Scope): Promise<boolean> =>
  (await evaluateTyped(template, 'boolean', field, scope)) === true;

export const evaluateArray = async (template: Json, field: string, scope: Scope): Promise<readonly Json[]> =>
  (await evaluateTyped(template, 'array', field, scope)) as readonly Json[];

/** Evaluates a field that must give a number within bounds. */
export const evaluateNumber = async (
  template: Json,
  field: string,
  scope: Scope,
  [least, most]: readonly [number, number],
): Promise<number> => {
  const value = Number(await evaluateTyped(template, 'number', field, scope));
  if (value >= least && value <= most) return value;
  throw queryFailure(`${field} must be between ${least} and ${most} but was: ${value}`);
};

/** Evaluates a field that must give a whole number within bounds. */
export const evaluateInteger: typeof evaluateNumber = async (template, field, scope, bounds) => {
  const value = await evaluateNumber(template, field, scope, bounds);
  if (Number.isInteger(value)) return value;
  throw queryFailure(`The ${field} field cannot be parsed as an integer: ${value}`);
};
