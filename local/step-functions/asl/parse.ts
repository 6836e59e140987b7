import type * as z from 'zod';
import { isObject } from '../../json.ts';
import { messageOf } from '../../problem.ts';
import { checkDefinition } from './check.ts';
import type { Definition } from './definition.ts';
import { speakJsonata } from './json-path.ts';
import { definitionSchema } from './schema.ts';

/** A definition that can be run, or the reasons why it cannot. */
export type Parsed =
  | { readonly definition: Definition; readonly problems?: never }
  | { readonly definition?: never; readonly problems: readonly string[] };

/** Reads a definition in the Amazon States Language; refuses what it does not know by name. */
export const parseDefinition = (text: string): Parsed => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { problems: [`The definition is not JSON: ${messageOf(error)}`] };
  }
  if (!isObject(json)) return { problems: ['The definition must be an object'] };
  const problems: string[] = [];
  const inJsonata = speakJsonata(json, 'JSONPath', (problem) => problems.push(problem));
  if (problems.length > 0) return { problems };
  const parsed = definitionSchema.safeParse(inJsonata);
  if (!parsed.success) return { problems: parsed.error.issues.flatMap((issue) => describe(issue, [])) };
  const faults = checkDefinition(parsed.data);
  return faults.length > 0 ? { problems: faults } : { definition: parsed.data };
};

/** Names each fault with the place where it is; of alternatives, the one that came closest. */
const describe = (issue: z.core.$ZodIssue, parents: readonly PropertyKey[]): readonly string[] => {
  const path = [...parents, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const closest = issue.errors.toSorted((one, other) => one.length - other.length)[0] ?? [];
    return closest.flatMap((inner) => describe(inner, path));
  }
  const where = path.map(String).join('.') || 'The definition';
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${where}: Field '${key}' is not supported`);
  return [`${where}: ${issue.message}`];
};
