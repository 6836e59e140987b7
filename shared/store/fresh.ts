import type { Instant, Moment } from '../dates.ts';
import type { Table } from './table.ts';

/** For how long, by the time of the events, a process goes by what it has read. */
const FRESH_MS = 60_000;

interface Remembered<T> {
  readonly readAt: Instant;
  readonly value: Promise<T>;
}

/** What is read of a table at most once a minute per process, so that nobody waits for it. */
export interface Fresh<T> {
  /** What is remembered, or else what is read now. A reading that fails is forgotten. */
  readonly get: (table: Table, moment: Moment, read: () => Promise<T>) => Promise<T>;
  /** Goes by what this process has just written, without waiting for the minute to pass. */
  readonly set: (table: Table, moment: Moment, value: T) => void;
}

/** Events of one process may come out of order, and a clock may be set back: too far either way is no longer fresh. */
const isFresh = ({ readAt }: Pick<Remembered<unknown>, 'readAt'>, { now }: Moment): boolean =>
  Math.abs(Date.parse(now) - Date.parse(readAt)) < FRESH_MS;

export const keepFresh = <T>(): Fresh<T> => {
  const remembered = new Map<string, Remembered<T>>();
  return {
    get: (table, moment, read) => {
      const known = remembered.get(table.name);
      if (known && isFresh(known, moment)) return known.value;
      const value = read();
      const now: Remembered<T> = { readAt: moment.now, value };
      remembered.set(table.name, now);
      value.catch(() => {
        if (remembered.get(table.name) === now) remembered.delete(table.name);
      });
      return value;
    },
    set: (table, moment, value) => {
      remembered.set(table.name, { readAt: moment.now, value: Promise.resolve(value) });
    },
  };
};
