import type { Table } from '../../shared/store/table.ts';

/**
 * A table through which something else happens just before a write: what another process does between a movement's
 * reading and its writing. Each step is done once, before the write of the same turn.
 */
export const interpose = (table: Table, steps: readonly (() => Promise<unknown>)[]): Table => {
  const left = [...steps];
  return {
    ...table,
    transact: async (writes) => {
      await left.shift()?.();
      return table.transact(writes);
    },
  };
};

/** A table whose first writes are refused because another transaction is in the way. */
export const congested = (table: Table, refusals: number): Table => {
  let left = refusals;
  return {
    ...table,
    transact: async (writes) => {
      left -= 1;
      return left >= 0 ? { done: false, failed: new Map() } : table.transact(writes);
    },
  };
};

/** A table whose user is killed after some writes: nothing gets through any more. */
export const dyingAfter = (table: Table, writes: number): Table => {
  let left = writes;
  const lives = async <T>(call: () => Promise<T>): Promise<T> => {
    if (left < 0) throw new Error('killed');
    return call();
  };
  return {
    name: table.name,
    get: (...key) => lives(() => table.get(...key)),
    getMany: (keys) => lives(() => table.getMany(keys)),
    page: (range) => lives(() => table.page(range)),
    transact: (list) => {
      left -= 1;
      return lives(() => table.transact(list));
    },
  };
};
