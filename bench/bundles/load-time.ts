import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { shuffled } from '../statistics/measure.ts';
import type { Bundle } from './bundle.ts';

const run = promisify(execFile);
const loader = join(import.meta.dirname, 'load-once.mjs');

/** Time to load a bundle in a fresh process, as a cold start does: read, compile, run its top level, source map included. */
const loadOnce = async (file: string, environment: Readonly<Record<string, string>>): Promise<number> => {
  const { stdout } = await run(process.execPath, [loader, file], { env: { ...environment } });
  return Number(stdout);
};

export interface LoadRuns {
  readonly times: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly onRun: () => void;
}

/** Load times of bundles, measured in turns; milliseconds by name. */
export const loadTimes = async (
  bundles: readonly Bundle[],
  { times, environment, onRun }: LoadRuns,
): Promise<ReadonlyMap<string, readonly number[]>> => {
  const durations = new Map<string, number[]>(bundles.map(({ name }) => [name, []]));
  for (let time = 0; time < times; time += 1) {
    for (const { name, file } of shuffled(bundles)) {
      durations.get(name)?.push(await loadOnce(file, environment));
      onRun();
    }
  }
  return durations;
};
