import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryFolder } from './environment.ts';

/** The laptop runtime as `npm start` runs it, in a process of its own on a folder of its own. */
export interface RunningPlatform {
  readonly api: string;
  readonly dynamodb: string;
  /** Bearer token with every scope. */
  readonly token: string;
  readonly stop: () => Promise<void>;
}

interface Endpoints {
  readonly api: string;
  readonly tokenUrl: string;
  readonly dynamodb: string;
}

const repository = join(import.meta.dirname, '..', '..');
/** Synthesis on a busy machine included. */
const START_SECONDS = 90;
const POLL_MILLISECONDS = 50;

export const startPlatformProcess = async (environment: NodeJS.ProcessEnv): Promise<RunningPlatform> => {
  const folder = await temporaryFolder();
  const child = spawn(process.execPath, ['local/main.ts', '--port', '0', '--data', folder, '--empty'], {
    cwd: repository,
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const file = join(folder, 'endpoints.json');
  for (let waited = 0; !existsSync(file); waited += POLL_MILLISECONDS) {
    if (child.exitCode !== null || waited > START_SECONDS * 1000) throw new Error('the platform does not start');
    await sleep(POLL_MILLISECONDS);
  }
  const { api, dynamodb, tokenUrl }: Endpoints = JSON.parse(readFileSync(file, 'utf8'));
  return {
    api,
    dynamodb,
    token: await fetchToken(tokenUrl),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const fetchToken = async (tokenUrl: string): Promise<string> => {
  const form = { grant_type: 'client_credentials', client_id: 'local', client_secret: 'local' };
  const reply = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token: token }: { access_token: string } = JSON.parse(await reply.text());
  return token;
};
