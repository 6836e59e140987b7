import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Ends an engine that an earlier, killed runtime may have left on the same file; two engines on one file would mix up
 * their writes. A process of another program that meanwhile has the same id is left alone: the command line tells.
 */
export const stopLeftover = async (pidFile: string, databaseFile: string): Promise<void> => {
  const pid = readPid(pidFile);
  if (pid === undefined) return;
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    for (let attempt = 0; attempt < 40; attempt += 1) {
      if (!commandLine(pid).includes(databaseFile)) {
        rmSync(pidFile, { force: true });
        return;
      }
      if (attempt === 0) kill(pid, signal);
      await sleep(25);
    }
  }
};

const readPid = (file: string): number | undefined => {
  try {
    const pid = Number(readFileSync(file, 'utf8').trim());
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
};

/** Empty when there is no such process. */
const commandLine = (pid: number): string => {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
};

const kill = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended in between.
  }
};
