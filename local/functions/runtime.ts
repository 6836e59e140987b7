import { randomUUID } from 'node:crypto';
import { createWriteStream, renameSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from '../assembly/application.ts';
import { projectDir } from '../assembly/synthesize.ts';
import type { FromWorker, FunctionSource, InvocationError, ToWorker } from './messages.ts';

/** How an invocation ended: with a value, with an error of the function, or out of time. */
export type Outcome =
  | { readonly kind: 'result'; readonly payload: unknown }
  | { readonly kind: 'failure'; readonly error: InvocationError }
  | { readonly kind: 'timeout' };

export interface FunctionRuntime {
  /** Invokes a function and waits for its answer. The request id is the `awsRequestId` that the function sees. */
  readonly invoke: (functionName: string, event: unknown, requestId?: string) => Promise<Outcome>;
  /** Gives the functions a new thread, as new execution environments: nothing that they remembered is left. */
  readonly renew: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface FunctionRuntimeOptions {
  readonly functions: readonly FunctionDefinition[];
  readonly environment: Readonly<Record<string, string>>;
  /** Takes what the functions print: their logs and metrics. */
  readonly logFile: string;
  /** Told about functions that cannot be loaded, fail or run out of time. */
  readonly report: (message: string) => void;
}

/** A thread that does not answer for this long after a time-out is taken to hang in a loop, and is replaced. */
const UNRESPONSIVE_MILLISECONDS = 2000;
/** A thread that ends sooner than this is started again only after a pause, lest it eat the machine. */
const SHORTEST_LIFE_MILLISECONDS = 1000;
const LARGEST_LOG_BYTES = 50 * 1024 * 1024;

/** Loading a function is not part of its time, as on Lambda; a machine that is busy may take long for all of them. */
const LOAD_MILLISECONDS = 60_000;

interface Waiting {
  readonly functionName: string;
  readonly message: ToWorker;
  hasBegun: boolean;
  /** The function is loaded: its own time runs from now on. */
  readonly begin: () => void;
  readonly settle: (outcome: Outcome) => void;
}

/** Runs the functions of the application in one thread, restarted should a function end or block it. */
export const startFunctionRuntime = ({
  functions,
  environment,
  logFile,
  report,
}: FunctionRuntimeOptions): FunctionRuntime => {
  const waiting = new Map<string, Waiting>();
  const timeouts = new Map(functions.map(({ name, timeoutSeconds }) => [name, timeoutSeconds * 1000]));
  const log = openLog(logFile);
  let stopping = false;
  let lastPong = 0;
  let startedAt = 0;

  const fail = (invocations: Iterable<Waiting>, message: string): void => {
    for (const { settle } of invocations) {
      settle({ kind: 'failure', error: { errorType: 'Runtime.ExitError', errorMessage: message, stack: '' } });
    }
  };
  const begun = (): Waiting[] => [...waiting.values()].filter(({ hasBegun }) => hasBegun);

  const receive = (message: FromWorker): void => {
    switch (message.kind) {
      case 'pong':
        lastPong = Date.now();
        return;
      case 'begun':
        waiting.get(message.id)?.begin();
        return;
      case 'unloadable':
        report(`The function ${message.functionName} cannot be loaded: ${message.message}`);
        return;
      case 'result':
        waiting.get(message.id)?.settle({ kind: 'result', payload: JSON.parse(message.payload) });
        return;
      case 'failure':
        report(`${waiting.get(message.id)?.functionName}: ${message.error.errorMessage} (more in ${logFile})`);
        waiting.get(message.id)?.settle({ kind: 'failure', error: message.error });
        return;
      default:
        message satisfies never;
    }
  };

  const start = (): Worker => {
    startedAt = Date.now();
    const thread = new Worker(join(import.meta.dirname, 'worker.ts'), {
      workerData: functions.map(toSource),
      env: environment,
      execArgv: ['--enable-source-maps'],
      stdout: true,
      stderr: true,
    });
    thread.stdout.pipe(log, { end: false });
    thread.stderr.pipe(log, { end: false });
    thread.on('message', receive);
    thread.on('error', (error) => report(`The functions' thread has failed: ${error.stack ?? error.message}`));
    thread.on('exit', () => {
      if (stopping || thread !== worker) return;
      fail(begun(), 'The thread of the functions has ended.');
      const restart = (): void => {
        if (!stopping) replace();
      };
      if (Date.now() - startedAt > SHORTEST_LIFE_MILLISECONDS) restart();
      else setTimeout(restart, SHORTEST_LIFE_MILLISECONDS).unref();
    });
    return thread;
  };

  let worker = start();
  /** A new thread takes over; what the former one had not begun, or never received, is done by the new one. */
  const replace = (): void => {
    worker = start();
    for (const { message, hasBegun } of waiting.values()) if (!hasBegun) post(message);
  };
  const post = (message: ToWorker): void => worker.postMessage(message);

  const replaceIfBlocked = (): void => {
    const asked = Date.now();
    const suspect = worker;
    post({ kind: 'ping' });
    setTimeout(() => {
      if (lastPong >= asked || suspect !== worker || stopping) return;
      report('The functions do not answer any more; their thread is replaced.');
      void suspect.terminate();
    }, UNRESPONSIVE_MILLISECONDS).unref();
  };

  return {
    invoke: (functionName, event, requestId = randomUUID()) =>
      new Promise((resolve) => {
        const timeoutMilliseconds = timeouts.get(functionName) ?? 3000;
        const settle = (outcome: Outcome): void => {
          clearTimeout(timer);
          waiting.delete(requestId);
          resolve(outcome);
        };
        const giveUpAfter = (milliseconds: number): NodeJS.Timeout =>
          setTimeout(() => {
            report(`${functionName}: timed out after ${milliseconds / 1000} seconds`);
            settle({ kind: 'timeout' });
            replaceIfBlocked();
          }, milliseconds);
        let timer = giveUpAfter(LOAD_MILLISECONDS);
        const message = {
          kind: 'invoke',
          id: requestId,
          functionName,
          event: JSON.stringify(event),
          timeoutMilliseconds,
        } as const;
        const invocation: Waiting = {
          functionName,
          message,
          hasBegun: false,
          begin: () => {
            invocation.hasBegun = true;
            clearTimeout(timer);
            timer = giveUpAfter(timeoutMilliseconds);
          },
          settle,
        };
        waiting.set(requestId, invocation);
        post(message);
      }),
    renew: async () => {
      const former = worker;
      const running = begun();
      replace();
      await former.terminate();
      fail(running, 'The functions were renewed.');
    },
    stop: async () => {
      stopping = true;
      await worker.terminate();
      fail([...waiting.values()], 'The platform is stopping.');
      log.end();
    },
  };
};

const toSource = ({ name, arn, entry, exportName, memoryMegabytes }: FunctionDefinition): FunctionSource => ({
  name,
  arn,
  file: isAbsolute(entry) ? entry : join(projectDir, entry),
  exportName,
  memoryMegabytes,
});

/** Opens the log to append; a large one is put aside first, so that at most two are kept. */
const openLog = (file: string) => {
  try {
    if (statSync(file).size > LARGEST_LOG_BYTES) renameSync(file, `${file}.1`);
  } catch {
    // There is no log yet.
  }
  return createWriteStream(file, { flags: 'a' });
};
