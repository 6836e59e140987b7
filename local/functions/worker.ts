import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { Context } from 'aws-lambda';
import { isObject } from '../json.ts';
import type { FromWorker, FunctionSource, ToWorker } from './messages.ts';

/**
 * The thread in which the functions run, from their sources, with an environment and module instances of their own.
 * Invocations run concurrently, as they would in separate execution environments.
 */
type Handler = (event: unknown, context: Context) => unknown;

const sources = new Map((workerData as readonly FunctionSource[]).map((source) => [source.name, source]));
const handlers = new Map<string, Promise<Handler>>();

const send = (message: FromWorker): void => parentPort?.postMessage(message);

const load = async ({ name, file, exportName }: FunctionSource): Promise<Handler> => {
  const module: Record<string, unknown> = await import(pathToFileURL(file).href);
  const handler = module[exportName];
  if (typeof handler !== 'function') throw new TypeError(`${name}: ${file} exports no function '${exportName}'`);
  return handler as Handler;
};

const handlerOf = (source: FunctionSource): Promise<Handler> => {
  const loading = handlers.get(source.name) ?? load(source);
  handlers.set(source.name, loading);
  return loading;
};

const contextOf = (source: FunctionSource, requestId: string, deadline: number): Context => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: source.name,
  functionVersion: '$LATEST',
  invokedFunctionArn: source.arn,
  memoryLimitInMB: String(source.memoryMegabytes),
  awsRequestId: requestId,
  logGroupName: `/aws/lambda/${source.name}`,
  logStreamName: 'local',
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  done: () => {},
  fail: () => {},
  succeed: () => {},
});

type Invocation = Extract<ToWorker, { readonly kind: 'invoke' }>;

const invoke = async ({ id, functionName, event, timeoutMilliseconds }: Invocation): Promise<void> => {
  try {
    const source = sources.get(functionName);
    if (!source) throw new RangeError(`There is no function ${functionName}`);
    const handler = await handlerOf(source);
    send({ kind: 'begun', id });
    const deadline = Date.now() + timeoutMilliseconds;
    const result = await handler(JSON.parse(event), contextOf(source, id, deadline));
    send({ kind: 'result', id, payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    process.stderr.write(`${functionName}: ${describe(error).stack}\n`);
    send({ kind: 'failure', id, error: describe(error) });
  }
};

const describe = (error: unknown) => ({
  errorType: error instanceof Error ? error.name : 'Error',
  errorMessage: error instanceof Error ? error.message : String(error),
  stack: error instanceof Error ? (error.stack ?? '') : '',
});

/** Loads everything ahead of the first request, giving way to requests in between. */
const preload = async (): Promise<void> => {
  for (const source of sources.values()) {
    try {
      await handlerOf(source);
    } catch (error) {
      send({ kind: 'unloadable', functionName: source.name, message: describe(error).errorMessage });
      process.stderr.write(`${describe(error).stack}\n`);
    }
    await sleep(1);
  }
};

parentPort?.on('message', (message: ToWorker) => {
  if (!isObject(message)) return;
  if (message.kind === 'ping') send({ kind: 'pong' });
  else void invoke(message);
});

void preload();
