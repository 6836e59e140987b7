import { asObject } from '../json.ts';
import type { StateStore } from '../state/store.ts';
import type { AsynchronousTarget } from './targets.ts';

/** An event on its way to a target. */
export interface Delivery {
  /** Never given a second time in a data folder. */
  readonly id: number;
  readonly target: AsynchronousTarget;
  readonly payload: unknown;
}

/**
 * What rules have matched and schedules have called for, and targets have not yet dealt with. As EventBridge keeps an
 * event until it is delivered or given up, it outlives the process, however that ends.
 */
export interface Deliveries {
  readonly add: (target: AsynchronousTarget, payload: unknown) => Delivery;
  readonly remove: (delivery: Delivery) => void;
  /** Oldest first. */
  readonly list: () => readonly Delivery[];
  readonly clear: () => void;
}

export const createDeliveries = ({ database }: Pick<StateStore, 'database'>): Deliveries => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS deliveries (
      id INTEGER PRIMARY KEY AUTOINCREMENT, target TEXT NOT NULL, payload TEXT NOT NULL
    )`);
  const insert = database.prepare('INSERT INTO deliveries (target, payload) VALUES (?, ?)');
  const remove = database.prepare('DELETE FROM deliveries WHERE id = ?');
  const select = database.prepare('SELECT id, target, payload FROM deliveries ORDER BY id');
  return {
    add: (target, payload) => {
      const { lastInsertRowid } = insert.run(JSON.stringify(target), JSON.stringify(payload));
      return { id: Number(lastInsertRowid), target, payload };
    },
    remove: ({ id }) => {
      remove.run(id);
    },
    list: () =>
      select.all().map((row) => ({
        id: Number(row['id']),
        target: asObject(JSON.parse(String(row['target']))) as unknown as AsynchronousTarget,
        payload: JSON.parse(String(row['payload'])),
      })),
    clear: () => {
      database.exec('DELETE FROM deliveries');
    },
  };
};
