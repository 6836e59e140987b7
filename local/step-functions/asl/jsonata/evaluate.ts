import type { Json, JsonObject } from '../../../json.ts';
import { queryFailure } from '../failure.ts';
import { compile, sourceOf } from './expression.ts';
import { EVALUATION, type Evaluation, type Host } from './host.ts';
import { isFunction, toJson } from './to-json.ts';

/** What an expression may refer to. */
export interface Scope {
  /** Variables by name, without the `$`. */
  readonly variables: JsonObject;
  /** The reserved variable `$states`. */
  readonly states: JsonObject;
  readonly host: Host;
}

/**
 * Evaluates one `{% ... %}`.
 * @param field where it stands in the definition, such as `Output/total`, for messages.
 * @throws StateFailure `States.QueryEvaluationError` when it fails or gives nothing, in the words of AWS.
 */
export const evaluateExpression = async (expression: string, field: string, scope: Scope): Promise<Json> => {
  const source = sourceOf(expression);
  const about = `The JSONata expression '${source}' specified for the field '${field}'`;
  const evaluation: Evaluation = { host: scope.host, depth: 0, steps: 0 };
  let value: unknown;
  try {
    const bindings = { ...scope.variables, states: scope.states, [EVALUATION]: evaluation };
    value = await compile(source).evaluate(undefined, bindings);
  } catch (error) {
    throw queryFailure(`${about} threw an error during evaluation${describe(error)}`);
  }
  if (isFunction(value)) {
    throw queryFailure(`${about} returned an unexpected result type. Expected a JSON value, but was 'function'`);
  }
  const json = toJson(value);
  if (json === undefined) throw queryFailure(`${about} returned nothing (undefined).`);
  return json;
};

/** JSONata's own errors carry a code; others come from the host. */
const describe = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return `: ${String(error)}`;
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return typeof code === 'string' ? `. ${code}: ${String(message)}` : `: ${String(message)}`;
};
