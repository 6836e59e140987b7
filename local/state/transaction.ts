import type { DatabaseSync } from 'node:sqlite';

/** Keeps all of what is written, or nothing; answers what the writing does. */
export const inTransaction = <T>(database: DatabaseSync, write: () => T): T => {
  database.exec('BEGIN');
  try {
    const result = write();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
};
