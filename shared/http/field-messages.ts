import type * as z from 'zod/mini';

type RawIssue = z.core.$ZodRawIssue;

const nouns: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const units: Readonly<Record<string, string>> = { string: 'characters', array: 'items' };

const bounded = (word: 'least' | 'most', origin: string, bound: number | bigint): string => {
  const unit = units[origin];
  return unit ? `must have at ${word} ${bound} ${unit}` : `must be at ${word} ${bound}`;
};

/** A sentence on what is wrong with a field and how to write it, where the schema has none of its own. */
export const fieldMessage = (issue: RawIssue): string => {
  if (issue.input === undefined) return 'is required';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${nouns[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'must not be empty';
      return bounded('least', issue.origin, issue.minimum);
    case 'too_big':
      return bounded('most', issue.origin, issue.maximum);
    case 'unrecognized_keys':
      return 'is not a known field';
    default:
      return 'is not valid';
  }
};
