import { createHash } from 'node:crypto';
import { decodeTime, encodeTime, isValid } from 'ulid';
import { type BusinessDate, toInstant } from '../../dates.ts';

/** Crockford's alphabet, of which a ULID is made. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 16;
/** A ULID counts from 1970 on. */
export const FIRST_DATE: BusinessDate = '1970-01-01';

/**
 * The id of the run of a business date: a ULID, of the date's midnight in UTC, and otherwise made from the date instead of
 * drawn. Whoever has the id has the date, and two who start the run of one date at once name the same.
 */
export const runIdOf = (date: BusinessDate): string => {
  const bytes = createHash('sha256').update(`daily run of ${date}`).digest().subarray(0, CHARACTERS);
  return encodeTime(Date.parse(date)) + [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
};

/** The date of a run, or `null` for an id that no run has. */
export const dateOfRun = (runId: string): BusinessDate | null => {
  if (!isValid(runId)) return null;
  const date = toInstant(decodeTime(runId)).slice(0, 10);
  // A ULID reaches beyond the year 9999, our dates do not.
  if (date.startsWith('+')) return null;
  return runIdOf(date) === runId ? date : null;
};
