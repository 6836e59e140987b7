import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartProblem } from '../problem.ts';

/** What the runtime itself remembers between starts: clock, checkpoints, events, dead letters. */
export interface StateStore {
  readonly database: DatabaseSync;
  readonly read: (key: string) => unknown;
  readonly write: (key: string, value: unknown) => void;
  readonly close: () => void;
}

const SQLITE_BUSY = 5;

/**
 * Opens the state of a data folder and holds it for this process alone. The operating system lets go of the lock when
 * the process ends in whatever way, so that a killed runtime never blocks the next one, which a file with a process
 * id might. The process id beside it is only there to be told.
 */
export const openStateStore = (dataDir: string): StateStore => {
  mkdirSync(dataDir, { recursive: true });
  const pidFile = join(dataDir, 'runtime.pid');
  const database = new DatabaseSync(join(dataDir, 'runtime.sqlite'));
  try {
    // `synchronous = NORMAL` in WAL mode survives a killed process; only a power cut may lose the last moments.
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    `);
  } catch (error) {
    database.close();
    if (isBusy(error)) throw alreadyRunning(dataDir, pidFile);
    throw error;
  }
  writeFileSync(pidFile, `${process.pid}\n`);

  const select = database.prepare('SELECT value FROM entries WHERE key = ?');
  const upsert = database.prepare(
    'INSERT INTO entries VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    database,
    read: (key) => {
      const row = select.get(key);
      return row ? JSON.parse(String(row['value'])) : undefined;
    },
    write: (key, value) => {
      upsert.run(key, JSON.stringify(value));
    },
    close: () => database.close(),
  };
};

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && Number(error.errcode) % 256 === SQLITE_BUSY;

const alreadyRunning = (dataDir: string, pidFile: string): StartProblem => {
  let holder = '';
  try {
    holder = ` (process ${readFileSync(pidFile, 'utf8').trim()})`;
  } catch {
    // Without the file the message says less, and is still true.
  }
  return new StartProblem(
    `The data folder ${dataDir} is in use by a platform that is running${holder}. ` +
      'Stop that one, or choose another folder with --data DIR.',
  );
};
