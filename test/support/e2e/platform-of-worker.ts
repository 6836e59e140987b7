import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Addresses } from './platform-process.ts';

export interface SharedPlatform {
  readonly dataDir: string;
  readonly endpoints: Addresses;
  /** Where the processes that run tests say whose it is. */
  readonly claims: string;
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Whether the platform is this process's, or nobody's, and from now on this one's. Whoever has ended is followed by one alone. */
const isClaimed = ({ claims }: SharedPlatform): boolean => {
  for (let before = 0; ; ) {
    const file = join(claims, `after-${before}`);
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      const holder = Number(readFileSync(file, 'utf8'));
      if (holder === process.pid) return true;
      if (isRunning(holder)) return false;
      before = holder;
    }
  }
};

const TRIES = 600;
const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * The platform of the process that runs these tests: nobody else moves its clock meanwhile. The number that the test runner gives a
 * process says nothing: two that run at a time may have the same one.
 */
export const platformOfWorker = (): SharedPlatform => {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const own = inject('platforms').find(isClaimed);
    if (own) return own;
    // Whoever had it has not quite ended yet.
    Atomics.wait(pause, 0, 0, 100);
  }
  throw new Error('more processes run tests at a time than there are platforms');
};
