import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { shuffled, type Taken } from '../statistics/measure.ts';
import type { Bundle } from './bundle.ts';

const run = promisify(execFile);
const FEWEST_TIMES = 5;
const loader = join(import.meta.dirname, 'load-once.mjs');

export interface LoadRuns {
  readonly times: number;
  /** Ends early on a slow machine, though not before every bundle was loaded some times. */
  readonly longestSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly onRun: () => void;
}

/**
 * Times to load bundles, each in a fresh process as at a cold start: read, compile, run the top level, source map
 * included. Measured in turns.
 */
export const loadTimes = async (
  bundles: readonly Bundle[],
  { times, longestSeconds, environment, onRun }: LoadRuns,
): Promise<ReadonlyMap<string, Taken>> => {
  const taken = new Map(bundles.map(({ name }) => [name, { durations: [] as number[], processor: [] as number[] }]));
  const end = performance.now() + longestSeconds * 1000;
  for (let time = 0; time < times && (time < FEWEST_TIMES || performance.now() < end); time += 1) {
    for (const { name, file } of shuffled(bundles)) {
      const { stdout } = await run(process.execPath, [loader, file], { env: { ...environment } });
      const { duration, processor }: { duration: number; processor: number } = JSON.parse(stdout);
      taken.get(name)?.durations.push(duration);
      taken.get(name)?.processor.push(processor);
      onRun();
    }
  }
  return taken;
};
