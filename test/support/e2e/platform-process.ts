import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What `endpoints.json` holds, as the API's contract lists it. */
export interface Addresses {
  readonly api: string;
  readonly tokenUrl: string;
  readonly outbox: string;
  readonly console: string;
  readonly docs: string;
  readonly control: string;
  readonly dynamodb: string;
}

export interface PlatformProcess {
  readonly dataDir: string;
  readonly endpoints: Addresses;
  readonly output: () => string;
  /** Ends it as Ctrl-C would; gives the exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
}

/** A busy machine takes its time to load a CDK app. */
const START_SECONDS = 90;
const projectDir = join(import.meta.dirname, '..', '..', '..');

/** What `npm start` runs, on a folder and with further options. Answers once `endpoints.json` is there. */
export const startProcess = async (dataDir: string, options: readonly string[]): Promise<PlatformProcess> => {
  const known = addressesIn(dataDir);
  const child = spawn(process.execPath, ['local/main.ts', '--port', '0', '--data', dataDir, ...options], {
    cwd: projectDir,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const endpoints = await readyAt(child, dataDir, known, () => printed);
  return {
    dataDir,
    endpoints,
    output: () => printed,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      return exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};

const addressesIn = (dataDir: string): string => {
  try {
    return readFileSync(join(dataDir, 'endpoints.json'), 'utf8');
  } catch {
    // There is none, or a platform that starts has just removed that of a killed one.
    return '';
  }
};

/** A killed platform leaves its file behind; a new one writes another port into it. */
const readyAt = async (
  child: ChildProcess,
  dataDir: string,
  known: string,
  output: () => string,
): Promise<Addresses> => {
  const end = Date.now() + START_SECONDS * 1000;
  while (Date.now() < end && child.exitCode === null) {
    const written = addressesIn(dataDir);
    if (written !== '' && written !== known) return JSON.parse(written) as Addresses;
    await sleep(25);
  }
  child.kill('SIGKILL');
  throw new Error(`the platform has not started:\n${output()}`);
};
