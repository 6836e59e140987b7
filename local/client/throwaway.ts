import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Platform, startPlatform } from '../platform.ts';

export interface ThrowawayOptions {
  /** Part of the folder's name. */
  readonly name: string;
  /** What the clock shows first. */
  readonly startAt: Date;
  readonly withoutSchedules?: boolean;
  /** Keeps the data in this folder instead of throwing it away. */
  readonly keep?: string;
}

const INTERRUPTED = 130;
const REMOVAL_RETRIES = 10;
const PARENT_WATCH_MILLISECONDS = 500;

/**
 * Runs work against a platform of its own, on any free port and in a new folder that is removed at the end, whatever
 * the end is. Ctrl-C ends the work, then the platform; a second one waits for nothing.
 * @returns the exit code: that of the work, or 130 when it was interrupted.
 */
export const onThrowawayPlatform = async (
  { name, startAt, keep, withoutSchedules = false }: ThrowawayOptions,
  work: (platform: Platform, signal: AbortSignal) => Promise<number>,
): Promise<number> => {
  const dataDir = keep ?? mkdtempSync(join(tmpdir(), `credence-${name}-`));
  const remove = (): void => {
    if (keep === undefined) rmSync(dataDir, { recursive: true, force: true, maxRetries: REMOVAL_RETRIES });
  };
  const interruption = new AbortController();
  const interrupt = (): void => {
    if (interruption.signal.aborted) {
      remove();
      process.exit(INTERRUPTED);
    }
    interruption.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  // Started by npm or npx, the work ends with them, even where the shell between does not pass a signal on.
  const parent = process.ppid;
  const orphaned = () => process.env['npm_command'] !== undefined && process.ppid !== parent;
  const watch = setInterval(() => orphaned() && interruption.abort(), PARENT_WATCH_MILLISECONDS).unref();
  // Whoever reads the output may close it early, as `head` does; nobody is left to tell the rest to.
  process.stdout.on('error', () => interruption.abort());

  const interrupted = new Promise<number>((resolve) => {
    interruption.signal.addEventListener('abort', () => resolve(INTERRUPTED));
  });
  try {
    const platform = await startPlatform({ dataDir, port: 0, empty: true, quiet: true, startAt, withoutSchedules });
    try {
      if (interruption.signal.aborted) return INTERRUPTED;
      const working = work(platform, interruption.signal);
      // Once interrupted, the work fails in whatever it was doing, and that is of no interest any more.
      working.catch(() => undefined);
      return await Promise.race([working, interrupted]);
    } finally {
      await platform.stop();
    }
  } catch (error) {
    if (interruption.signal.aborted) return INTERRUPTED;
    throw error;
  } finally {
    clearInterval(watch);
    remove();
    for (const signal of signals) process.off(signal, interrupt);
  }
};
