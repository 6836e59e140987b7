import type { SQLInputValue } from 'node:sqlite';
import type { StateStore } from '../../state/store.ts';
import { inTransaction } from '../../state/transaction.ts';
import type { TurnResult } from '../asl/engine.ts';
import { ROOT } from '../asl/engine.ts';
import type { Run, Status } from '../asl/execution.ts';
import type { HistoryEvent } from '../asl/history.ts';
import { createTables } from './schema.ts';

/** What a whole execution belongs to, its children included. */
export interface Root {
  readonly arn: string;
  readonly machineArn: string;
  /** Names the definition it was started with. */
  readonly definitionHash: string;
}

export interface StoredExecution extends Root {
  /** Grows with every start. */
  readonly position: number;
  readonly rootArn: string;
  readonly run: Run;
}

export interface ExecutionQuery {
  readonly machineArn?: string | undefined;
  /** Children of a Map Run; without it only executions that were started from outside. */
  readonly mapRunArn?: string | undefined;
  readonly status?: Status | undefined;
  /** Only those that were started before. */
  readonly before?: number | undefined;
  readonly limit: number;
}

export interface ExecutionStore {
  /** Keeps what a turn has changed, all of it or nothing. */
  readonly save: (root: Root, result: TurnResult) => void;
  readonly find: (arn: string) => StoredExecution | undefined;
  /** Newest first. */
  readonly list: (query: ExecutionQuery) => readonly StoredExecution[];
  readonly running: () => readonly Root[];
  /** What an execution that may go on has come to. */
  readonly cells: (rootArn: string) => ReadonlyMap<string, unknown>;
  readonly history: (arn: string, page: HistoryPage) => readonly HistoryEvent[];
  readonly keepDefinition: (hash: string, definition: string) => void;
  readonly definition: (hash: string) => string | undefined;
  readonly remove: (rootArn: string) => void;
  readonly clear: () => void;
}

export interface HistoryPage {
  readonly skip: number;
  readonly limit: number;
  readonly reverse: boolean;
}

type Row = Record<string, unknown>;

export const createExecutionStore = ({ database }: StateStore): ExecutionStore => {
  createTables(database);
  const putRun = database.prepare(`
    INSERT INTO workflow_executions (arn, root, machine, definition, map_run, status, run) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (arn) DO UPDATE SET status = excluded.status, run = excluded.run`);
  const putCell = database.prepare(
    'INSERT INTO workflow_cells VALUES (?, ?, ?) ON CONFLICT (root, key) DO UPDATE SET value = excluded.value',
  );
  const removeCell = database.prepare('DELETE FROM workflow_cells WHERE root = ? AND key = ?');
  const removeCells = database.prepare('DELETE FROM workflow_cells WHERE root = ?');
  const putEvent = database.prepare('INSERT INTO workflow_events VALUES (?, ?, ?)');
  const select = (where: string, ...values: SQLInputValue[]): readonly StoredExecution[] =>
    database
      .prepare(`SELECT * FROM workflow_executions WHERE ${where}`)
      .all(...values)
      .map(toExecution);

  const save = (root: Root, { runs, cells, recorded }: TurnResult): void => {
    const arns = new Map(runs.map(({ id, arn }) => [id, arn]));
    for (const run of runs) {
      const { arn, machineArn, definitionHash } = root;
      const mapRunArn = run.parent?.mapRunArn ?? null;
      putRun.run(run.arn, arn, machineArn, definitionHash, mapRunArn, run.status, JSON.stringify(run));
    }
    for (const { runId, event } of recorded) putEvent.run(arns.get(runId) ?? root.arn, event.id, JSON.stringify(event));
    // An execution that has succeeded never goes on again.
    if (runs.some(({ id, status }) => id === ROOT && status === 'SUCCEEDED')) {
      removeCells.run(root.arn);
      return;
    }
    for (const [key, value] of cells) {
      if (value === undefined) removeCell.run(root.arn, key);
      else putCell.run(root.arn, key, JSON.stringify(value));
    }
  };

  return {
    save: (root, result) => inTransaction(database, () => save(root, result)),
    find: (arn) => select('arn = ?', arn)[0],
    list: ({ machineArn, mapRunArn, status, before, limit }) =>
      select(
        `(?1 IS NULL OR machine = ?1) AND map_run IS ?2 AND (?3 IS NULL OR status = ?3) AND (?4 IS NULL OR position < ?4)
         ORDER BY position DESC LIMIT ?5`,
        ...[machineArn ?? null, mapRunArn ?? null, status ?? null, before ?? null, limit],
      ),
    running: () => select("status = 'RUNNING' AND map_run IS NULL ORDER BY position"),
    cells: (rootArn) => {
      const rows = database.prepare('SELECT key, value FROM workflow_cells WHERE root = ?').all(rootArn);
      return new Map(rows.map(({ key, value }) => [String(key), JSON.parse(String(value))]));
    },
    history: (arn, { skip, limit, reverse }) =>
      database
        .prepare(
          `SELECT event FROM workflow_events WHERE execution = ? ORDER BY id ${reverse ? 'DESC' : ''} LIMIT ? OFFSET ?`,
        )
        .all(arn, limit, skip)
        .map(({ event }) => JSON.parse(String(event))),
    keepDefinition: (hash, definition) => {
      database.prepare('INSERT OR IGNORE INTO workflow_definitions VALUES (?, ?)').run(hash, definition);
    },
    definition: (hash) => {
      const row = database.prepare('SELECT definition FROM workflow_definitions WHERE hash = ?').get(hash);
      return row ? String(row['definition']) : undefined;
    },
    remove: (rootArn) =>
      inTransaction(database, () => {
        database
          .prepare(
            'DELETE FROM workflow_events WHERE execution IN (SELECT arn FROM workflow_executions WHERE root = ?)',
          )
          .run(rootArn);
        removeCells.run(rootArn);
        database.prepare('DELETE FROM workflow_executions WHERE root = ?').run(rootArn);
      }),
    clear: () =>
      database.exec('DELETE FROM workflow_executions; DELETE FROM workflow_cells; DELETE FROM workflow_events'),
  };
};

const toExecution = (row: Row): StoredExecution => ({
  position: Number(row['position']),
  arn: String(row['arn']),
  rootArn: String(row['root']),
  machineArn: String(row['machine']),
  definitionHash: String(row['definition']),
  run: JSON.parse(String(row['run'])),
});
