import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartProblem } from '../problem.ts';
import { stopLeftover } from './leftover.ts';
import { indexStreamRecords } from './stream-index.ts';

/** A DynamoDB endpoint, and how to end it if it was started here. */
export interface Engine {
  readonly endpoint: string;
  /** What it is, for the start-up output. */
  readonly description: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the bundled engine on a file in the data folder, or takes the endpoint that `DYNAMODB_ENDPOINT` names.
 * @param onExit called when the engine ends without having been asked to.
 */
export const startEngine = async (dataDir: string, onExit: () => void): Promise<Engine> => {
  const given = process.env['DYNAMODB_ENDPOINT'];
  if (given) return { endpoint: given, description: `DynamoDB at ${given}`, stop: async () => {} };
  const binary = bundledBinary();
  const folder = join(dataDir, 'dynamodb');
  mkdirSync(folder, { recursive: true });
  const pidFile = join(folder, 'engine.pid');
  const file = join(folder, 'tables.sqlite');
  await stopLeftover(pidFile, file);
  const port = await freePort();
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', file];
  const engine = await watch(launch(binary, args), `http://127.0.0.1:${port}`, { pidFile, file, onExit });
  indexStreamRecords(file);
  return engine;
};

const bundledBinary = (): string => {
  const name = `@dynoxide/${process.platform}-${process.arch}/dynoxide`;
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    throw new StartProblem(
      `There is no bundled DynamoDB engine for ${process.platform}-${process.arch}. Start one and name it, for example:\n` +
        '  docker run --rm -p 8000:8000 amazon/dynamodb-local\n' +
        '  DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start\n' +
        'DynamoDB Local as a Java archive does as well, and so does an installed dynoxide: ' +
        'dynoxide serve --port 8000 --db-path tables.sqlite',
    );
  }
};

/**
 * Runs the engine under a shell that ends it as soon as this process is gone, even when it was killed: the shell's
 * input is a pipe from here, which the operating system closes. A process group of its own keeps Ctrl-C away from
 * it, so that requests in flight can still be finished.
 */
const launch = (binary: string, args: readonly string[]): ChildProcess => {
  const script =
    'exec 3<&0; "$@" </dev/null & engine=$!; { cat <&3; kill "$engine"; } >/dev/null 2>&1 & echo "$engine"; wait "$engine"';
  return spawn('/bin/sh', ['-c', script, 'engine', binary, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
};

interface Watched {
  readonly pidFile: string;
  readonly file: string;
  readonly onExit: () => void;
}

const watch = async (child: ChildProcess, endpoint: string, { pidFile, file, onExit }: Watched): Promise<Engine> => {
  let printed = '';
  let stopping = false;
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  child.stdout?.once('data', (chunk: Buffer) => writeFileSync(pidFile, chunk));
  child.stderr?.on('data', (chunk: Buffer) => {
    printed = `${printed}${chunk}`.slice(-2000);
  });
  const running = await Promise.race([answers(endpoint), ended.then(() => false)]);
  if (!running) {
    child.stdin?.destroy();
    const why = printed.trim() || 'it does not answer';
    throw new StartProblem(
      `The DynamoDB engine does not start on ${file}: ${why}\nAnother one can be named with DYNAMODB_ENDPOINT.`,
    );
  }
  void ended.then(() => {
    child.stdin?.destroy();
    if (!stopping) onExit();
  });
  return {
    endpoint,
    description: `DynamoDB (dynoxide) on ${file}`,
    stop: async () => {
      stopping = true;
      child.stdin?.end();
      await Promise.race([ended, sleep(STOP_MILLISECONDS, undefined, { ref: false })]);
      await stopLeftover(pidFile, file);
      rmSync(pidFile, { force: true });
    },
  };
};

const START_ATTEMPTS = 200;
const STOP_MILLISECONDS = 1000;

const answers = async (endpoint: string): Promise<boolean> => {
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    try {
      await fetch(endpoint, { signal: AbortSignal.timeout(1000) });
      return true;
    } catch {
      await sleep(25);
    }
  }
  return false;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
