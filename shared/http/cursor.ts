import * as z from 'zod/mini';
import { invalidField } from './validation.ts';

/** The place in a list where the next page begins, as the table names it: the key of the last item of this one. */
export type CursorKey = Readonly<Record<string, unknown>>;

/** The list that a cursor has to belong to: the same range of keys that the page is read from. */
export interface CursorRange {
  readonly partition: string;
  readonly index?: 'gsi1' | 'gsi2';
  /** Sort keys from (inclusive) and to (inclusive). */
  readonly from?: string;
  readonly to?: string;
}

const Key = z.record(
  z.string().check(z.regex(/^(?:pk|sk|gsi[12](?:pk|sk))$/)),
  z.string().check(z.minLength(1), z.maxLength(1024)),
);

const refusal = () => invalidField('cursor', 'must be the nextCursor of the page before, with the same filters');

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

/** By bytes of UTF-8, as the table sorts. */
const isBefore = (a: string, b: string): boolean => Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;

const isWithin = (key: Readonly<Record<string, string>>, range: CursorRange): boolean => {
  const [partition, sort] = range.index ? [`${range.index}pk`, `${range.index}sk`] : ['pk', 'sk'];
  const names = range.index ? ['pk', 'sk', partition, sort] : ['pk', 'sk'];
  const place = key[sort];
  if (place === undefined || key[partition] !== range.partition) return false;
  if (Object.keys(key).length !== names.length || !names.every((name) => key[name] !== undefined)) return false;
  if (range.from !== undefined && isBefore(place, range.from)) return false;
  return range.to === undefined || !isBefore(range.to, place);
};

/**
 * The key that a cursor stands for; `null` for the first page.
 * @param range the list that is read: a key outside of it, forged or from a page with other filters, is refused too.
 * @throws validation naming `cursor`.
 */
export const decodeCursor = (text: string | undefined, range?: CursorRange): Record<string, unknown> | null => {
  if (text === undefined) return null;
  const key = Key.safeParse(parse(text));
  if (!key.success || key.data.pk === undefined || key.data.sk === undefined) throw refusal();
  if (range && !isWithin(key.data, range)) throw refusal();
  return key.data;
};
