import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Addresses, startProcess } from './platform-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    endpoints: Addresses;
    dataDir: string;
  }
}

/** One platform for all tests of the API: each of them makes customers of its own on it. */
export const setup = async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'credence-e2e-'));
  const platform = await startProcess(dataDir, ['--empty']);
  provide('endpoints', platform.endpoints);
  provide('dataDir', dataDir);
  return async () => {
    await platform.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
};
