import type { DatabaseSync } from 'node:sqlite';

/**
 * Executions and child executions, the pieces of those that may go on, their events, and the definitions they were
 * started with: a state machine that has changed since leaves them alone.
 */
export const createTables = (database: DatabaseSync): void =>
  database.exec(`
    CREATE TABLE IF NOT EXISTS workflow_executions (
      position INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, root TEXT NOT NULL, machine TEXT NOT NULL,
      definition TEXT NOT NULL, map_run TEXT, status TEXT NOT NULL, run TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS workflow_executions_by_status ON workflow_executions (status, position);
    CREATE INDEX IF NOT EXISTS workflow_executions_by_map ON workflow_executions (map_run, position);
    CREATE TABLE IF NOT EXISTS workflow_cells (
      root TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (root, key)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS workflow_events (
      execution TEXT NOT NULL, id INTEGER NOT NULL, event TEXT NOT NULL, PRIMARY KEY (execution, id)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS workflow_definitions (hash TEXT PRIMARY KEY, definition TEXT NOT NULL) WITHOUT ROWID`);
