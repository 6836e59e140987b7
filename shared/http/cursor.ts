import * as z from 'zod/mini';
import { invalidField } from './validation.ts';

/** The place in a list where the next page begins, as the table names it: the key of the last item of this one. */
export type CursorKey = Readonly<Record<string, unknown>>;

const MAX_KEY_LENGTH = 1024;

/** Only names that a key of the table or of one of its indexes has, with values as long as a key's. */
const Key = z.record(
  z.string().check(z.regex(/^(?:pk|sk|gsi[12](?:pk|sk))$/)),
  z.string().check(z.minLength(1), z.maxLength(MAX_KEY_LENGTH)),
);

const refusal = () => invalidField('cursor', 'must be the nextCursor of the page before; leave it out to begin anew');

/** The opaque `nextCursor` of a page; `null` when there is no next page. */
export const encodeCursor = (next: CursorKey | null): string | null =>
  next === null ? null : Buffer.from(JSON.stringify(next), 'utf8').toString('base64url');

const parse = (text: string): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64url')));
  } catch {
    throw refusal();
  }
};

/**
 * The key that a cursor stands for; `null` for the first page. Whether it is a place in the list that is asked for is
 * known to the table alone, which refuses it in the same way when it is not.
 * @throws validation naming `cursor`.
 */
export const decodeCursor = (text: string | undefined): Record<string, unknown> | null => {
  if (text === undefined) return null;
  const key = Key.safeParse(parse(text));
  if (!key.success || key.data.pk === undefined || key.data.sk === undefined) throw refusal();
  return key.data;
};
