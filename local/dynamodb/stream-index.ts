import { DatabaseSync } from 'node:sqlite';

/**
 * Gives the bundled engine an index on the records of its streams. Without one it reads all of them for each record that
 * it writes and each read of the stream, so that a write takes 5 ms at first and a second after 10,000 calls
 * (dynoxide 1.2.1: `SELECT MAX(CAST(sequence_number AS INTEGER)) ... WHERE table_name = ?`). The index belongs to the
 * file and is there once for all; an engine that keeps its streams in another way is left as it is.
 */
export const indexStreamRecords = (databaseFile: string): void => {
  const database = new DatabaseSync(databaseFile);
  try {
    database.exec(`
      PRAGMA busy_timeout = 5000;
      CREATE INDEX IF NOT EXISTS credence_stream_records
      ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`);
  } catch {
    // The engine works without it, only ever more slowly.
  } finally {
    database.close();
  }
};
