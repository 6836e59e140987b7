import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesizedApp } from '../../../local/assembly/synthesis-cache.ts';
import type { SharedPlatform } from './platform-of-worker.ts';
import { startProcess } from './platform-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** One for each file of tests that runs at a time. */
    platforms: readonly SharedPlatform[];
  }
}

/**
 * A platform for each file that runs at a time: all tests of the API share these. Each of them makes customers of its
 * own, and no file is told which platform it is given.
 */
export const setup = async ({ config, provide, vitest }: TestProject): Promise<() => Promise<void>> => {
  const files = vitest.state.getPaths().filter((path) => path.includes('/test/e2e/'));
  // Once for all of them.
  await synthesizedApp();
  const started = await Promise.all(
    Array.from({ length: Math.min(Number(config.maxWorkers), files.length) }, async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'credence-e2e-'));
      return startProcess(dataDir, ['--empty']);
    }),
  );
  const platforms = started.map(({ dataDir, endpoints }) => ({ dataDir, endpoints, claims: `${dataDir}-claims` }));
  for (const { claims } of platforms) mkdirSync(claims);
  provide('platforms', platforms);
  return async () => {
    await Promise.all(started.map(({ stop }) => stop()));
    for (const { claims, dataDir } of platforms) {
      for (const folder of [dataDir, claims]) rmSync(folder, { recursive: true, force: true });
    }
  };
};
