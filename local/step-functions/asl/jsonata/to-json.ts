import type { Json } from '../../../json.ts';

/**
 * What an expression gave, as plain JSON: sequences become arrays, functions and what is nothing fall away.
 * `undefined` when the whole is nothing or a function.
 */
export const toJson = (value: unknown): Json | undefined => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // Minus zero is not told apart in JSON, and what is not finite has no place there.
      return Number.isFinite(value) ? value + 0 : null;
    case 'object':
      return value === null ? null : structureToJson(value);
    default:
      return undefined;
  }
};

const structureToJson = (value: object): Json | undefined => {
  if (Array.isArray(value)) return value.map(toJson).filter((item) => item !== undefined);
  if (isFunction(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const json = toJson(item);
      return json === undefined ? [] : [[key, json]];
    }),
  );
};

/** JSONata keeps functions as objects that say so. */
export const isFunction = (value: unknown): boolean =>
  typeof value === 'function' ||
  (typeof value === 'object' && value !== null && ('_jsonata_function' in value || '_jsonata_lambda' in value));
