import { afterAll, afterEach, expect } from 'vitest';
import type { Account } from '../../shared/domain/account/account.ts';
import { loadAccount } from '../../shared/store/accounts.ts';
import { findDefects } from './audit.ts';
import { type Desk, openDesk } from './context.ts';
import { type Database, startDatabase } from './dynamodb.ts';

/**
 * A database and a desk for the tests of one file. Its books have to be sound at the end, or after each test where the
 * tests are about what may go wrong with them.
 */
export const soundDesk = async (
  { audit }: { readonly audit: 'at the end' | 'after each test' } = { audit: 'at the end' },
): Promise<{
  readonly database: Database;
  readonly desk: Desk;
  readonly accountOf: (customerId: string) => Promise<Account>;
}> => {
  const database = await startDatabase();
  const isSound = async (): Promise<void> => {
    expect(await findDefects(database)).toEqual([]);
  };
  if (audit === 'after each test') afterEach(isSound);
  afterAll(async () => {
    await isSound();
    await database.stop();
  });
  const accountOf = async (customerId: string): Promise<Account> => {
    const account = await loadAccount(database.table, customerId);
    if (!account) throw new Error(`there is no ${customerId}`);
    return account;
  };
  return { database, desk: openDesk(database.table), accountOf };
};
