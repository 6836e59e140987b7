import { createHash } from 'node:crypto';
import type { StateStore } from '../state/store.ts';
import { inTransaction } from '../state/transaction.ts';
import type { Schedule } from './schedule.ts';

/** What is known of a schedule since it was first seen; instants are milliseconds since the epoch. */
export interface Remembered {
  readonly createdAt: number;
  /** Occurrences up to here have been dealt with. */
  readonly handledUntil: number;
}

/** Remembers, over restarts, until when each schedule was followed. */
export interface ScheduleMemory {
  /** A schedule that is seen the first time, or with another expression than before, is created now. */
  readonly of: (schedule: Schedule, now: number) => Remembered;
  /** Keeps that an occurrence was dealt with, together with what else is written: both or neither. */
  readonly handled: <T>(schedule: Schedule, dueAt: number, write: () => T) => T;
  /** Forgets those that are not, or no longer, among the schedules. */
  readonly keepOnly: (schedules: readonly Schedule[]) => void;
  readonly clear: () => void;
}

export const createScheduleMemory = ({ database }: Pick<StateStore, 'database'>): ScheduleMemory => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS schedules (
      id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, handled_until INTEGER NOT NULL
    ) WITHOUT ROWID`);
  const select = database.prepare('SELECT created_at, handled_until FROM schedules WHERE id = ?');
  const insert = database.prepare('INSERT INTO schedules VALUES (?, ?, ?)');
  const update = database.prepare('UPDATE schedules SET handled_until = ? WHERE id = ?');
  const all = database.prepare('SELECT id FROM schedules');
  const remove = database.prepare('DELETE FROM schedules WHERE id = ?');
  return {
    of: (schedule, now) => {
      const row = select.get(idOf(schedule));
      if (row) return { createdAt: Number(row['created_at']), handledUntil: Number(row['handled_until']) };
      // A rate that begins with the schedule is due at once.
      const remembered = { createdAt: now, handledUntil: now - 1 };
      insert.run(idOf(schedule), remembered.createdAt, remembered.handledUntil);
      return remembered;
    },
    handled: (schedule, dueAt, write) =>
      inTransaction(database, () => {
        update.run(dueAt, idOf(schedule));
        return write();
      }),
    keepOnly: (schedules) => {
      const kept = new Set(schedules.map(idOf));
      for (const { id } of all.all()) if (!kept.has(String(id))) remove.run(id ?? null);
    },
    clear: () => {
      database.exec('DELETE FROM schedules');
    },
  };
};

const idOf = ({ arn, expression, timeZone, startDate, endDate }: Schedule): string => {
  const when = JSON.stringify([expression, timeZone, startDate, endDate]);
  return `${arn}#${createHash('sha256').update(when).digest('hex').slice(0, 16)}`;
};
