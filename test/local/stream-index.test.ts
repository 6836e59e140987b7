import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { indexStreamRecords } from '../../local/dynamodb/stream-index.ts';
import { startFixturePlatform, temporaryDir } from '../support/fixture-platform.ts';

const plan = (file: string, query: string): string => {
  const database = new DatabaseSync(file);
  try {
    return JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${query}`).all());
  } finally {
    database.close();
  }
};

describe('the streams of the bundled engine', () => {
  // Another engine than the bundled one keeps its streams elsewhere.
  it.skipIf(process.env['DYNAMODB_ENDPOINT'])(
    'should be written and read without going through all records',
    async () => {
      const dataDir = temporaryDir();
      const platform = await startFixturePlatform({ dataDir });
      await platform.stop();
      const file = join(dataDir, 'dynamodb', 'tables.sqlite');
      const next =
        "SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records WHERE table_name = 'T'";
      const read =
        "SELECT event_name FROM _stream_records WHERE table_name = 'T' AND shard_id = 'S' " +
        'AND CAST(sequence_number AS INTEGER) > 5 ORDER BY CAST(sequence_number AS INTEGER) LIMIT 10';
      expect(plan(file, next)).toContain('SEARCH _stream_records USING COVERING INDEX credence_stream_records');
      expect(plan(file, read)).toContain('USING INDEX credence_stream_records (table_name=? AND <expr>>?)');
    },
  );

  it('should be left as they are when an engine keeps them in another way', () => {
    const file = join(temporaryDir(), 'other.sqlite');
    expect(() => indexStreamRecords(file)).not.toThrow();
    expect(plan(file, 'SELECT name FROM sqlite_master')).not.toContain('credence');
  });
});
