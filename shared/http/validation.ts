import type * as z from 'zod/mini';
import { type FieldError, Refusal } from '../errors.ts';
import { fieldMessage } from './field-messages.ts';

/** More errors than that help nobody, and a hostile body could ask for a million. */
const MAX_ERRORS = 50;
const MAX_NAME_LENGTH = 100;

const clipped = (name: string): string =>
  name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH)}...` : name;

/** `allocations[0].invoiceId` of `['allocations', 0, 'invoiceId']`. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? clipped(String(step)) : `${text}.${clipped(String(step))}`;
  }, '');

const toFieldErrors = (issue: z.core.$ZodIssue): FieldError[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: pathText([...issue.path, key]), message: issue.message }));
  }
  if (issue.code === 'invalid_key') {
    return [{ path: pathText(issue.path), message: issue.issues[0]?.message ?? issue.message }];
  }
  return [{ path: pathText(issue.path) || 'body', message: issue.message }];
};

const detailOf = (errors: readonly FieldError[]): string => {
  const [first] = errors;
  if (errors.length === 1 && first) return `${first.path} ${first.message}.`;
  return `${errors.length} fields are wrong: ${errors.map((error) => error.path).join(', ')}.`;
};

/** The 400 that names every wrong field. */
export const invalidFields = (errors: readonly FieldError[]): Refusal => {
  const shown = errors.slice(0, MAX_ERRORS);
  return new Refusal('validation', detailOf(shown), shown);
};

/** The same for one field. */
export const invalidField = (path: string, message: string): Refusal => invalidFields([{ path, message }]);

export type Validated<Output> = { readonly data: Output } | { readonly errors: readonly FieldError[] };

/** Reads a value by a schema: its output, or what is wrong with which field. Bodies, files and queries go through it. */
export const validate = <S extends z.ZodMiniType>(schema: S, value: unknown): Validated<z.output<S>> => {
  const result = schema.safeParse(value, { error: fieldMessage });
  return result.success ? { data: result.data } : { errors: result.error.issues.flatMap(toFieldErrors) };
};

/** The same, refusing with 400. */
export const validOrRefuse = <S extends z.ZodMiniType>(schema: S, value: unknown): z.output<S> => {
  const result = validate(schema, value);
  if ('errors' in result) throw invalidFields(result.errors);
  return result.data;
};
