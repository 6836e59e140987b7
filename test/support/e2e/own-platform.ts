import { afterAll } from 'vitest';
import { startPlatform } from '../../../local/platform.ts';
import { temporaryDir } from '../fixture-platform.ts';
import { type Client, connect } from './client.ts';
import { type Ledger, ledgerOn } from './ledger.ts';

/**
 * A platform for one file of tests, ended after them: for what all customers of a platform have in common, or for weeks
 * that pass. Days cost nothing where no schedule is followed, and a daily run each where they are.
 */
export const ownPlatform = async (options: { readonly withoutSchedules?: boolean } = {}): Promise<Client & Ledger> => {
  const platform = await startPlatform({ dataDir: temporaryDir(), port: 0, empty: true, quiet: true, ...options });
  afterAll(platform.stop);
  const client = connect(platform.endpoints);
  return { ...client, ...ledgerOn(client) };
};
