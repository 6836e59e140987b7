import { randomFillSync } from 'node:crypto';
import { ulid } from 'ulid';
import type { Instant } from '../dates.ts';

/**
 * Random bytes, drawn for many ids at once. The library left to itself asks the system 16 times for each id, and loads
 * the whole of Web Crypto for the first one, while a caller waits.
 */
const pool = new Uint8Array(1024);
let used = pool.length;

const randomFraction = (): number => {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const byte = pool[used] ?? 0;
  used += 1;
  return byte / 256;
};

/** A new ULID: sorts by the instant, and is not to be guessed. */
export const newId = (at: Instant): string => ulid(Date.parse(at), randomFraction);
