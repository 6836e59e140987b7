import { afterAll, afterEach, expect } from 'vitest';
import { findDefects } from './audit.ts';
import { type Desk, openDesk } from './context.ts';
import { type Database, startDatabase } from './dynamodb.ts';

/**
 * A database and a desk for the tests of one file. Its books have to be sound at the end, or after each test where the
 * tests are about what may go wrong with them.
 */
export const soundDesk = async (
  { audit }: { readonly audit: 'at the end' | 'after each test' } = { audit: 'at the end' },
): Promise<{ readonly database: Database; readonly desk: Desk }> => {
  const database = await startDatabase();
  const isSound = async (): Promise<void> => {
    expect(await findDefects(database)).toEqual([]);
  };
  if (audit === 'after each test') afterEach(isSound);
  afterAll(async () => {
    await isSound();
    await database.stop();
  });
  return { database, desk: openDesk(database.table) };
};
