import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Application, readApplication } from './assembly/application.ts';
import { readAssembly } from './assembly/read-assembly.ts';
import { synthesizedApp } from './assembly/synthesis-cache.ts';
import { createVirtualClock } from './clock/virtual-clock.ts';
import { createControl } from './control/control.ts';
import { clientSettings } from './dynamodb/client-settings.ts';
import { startEngine } from './dynamodb/engine.ts';
import { createTables, recreateTables } from './dynamodb/tables.ts';
import { createEventBridge } from './events/event-bridge.ts';
import { createEventStore } from './events/event-store.ts';
import { functionEnvironment } from './functions/environment.ts';
import { type FunctionRuntime, startFunctionRuntime } from './functions/runtime.ts';
import { createDoor } from './http/door.ts';
import { type HttpServer, startHttpServer } from './http/server.ts';
import { createSites, type Sites } from './http/sites.ts';
import { createQueueStore } from './queues/queue-store.ts';
import { seedOnce } from './sample/seed-once.ts';
import { type Endpoints, endpointsAt, removeEndpoints, writeEndpoints } from './state/endpoints.ts';
import { openStateStore } from './state/store.ts';
import { startStreams } from './streams/streams.ts';
import { openKeyRing } from './tokens/keys.ts';
import { signToken, type TokenOptions, type TokenRequest } from './tokens/token-endpoint.ts';
import { createVerifier } from './tokens/verifier.ts';

export interface PlatformOptions {
  /** Folder of everything that is kept; `.local` by default. */
  readonly dataDir?: string;
  /** 0 picks a free one; 4010 by default. */
  readonly port?: number;
  /** Leaves an empty data folder without sample customers. */
  readonly empty?: boolean;
  /** Says nothing, not even when a function fails. */
  readonly quiet?: boolean;
  /** A cloud assembly that was synthesized already; without it the app is synthesized, if it has changed. */
  readonly synthesizedDir?: string;
  /** Told when the platform cannot go on by itself. */
  readonly onFailure?: (message: string) => void;
}

export interface Platform {
  readonly endpoints: Endpoints;
  readonly application: Application;
  /** What was started, a line each. */
  readonly started: readonly string[];
  /** An access token as the token endpoint gives it; every scope unless some are named. */
  readonly token: (scopes?: readonly string[], request?: Omit<TokenRequest, 'scopes'>) => Promise<string>;
  /** Ends everything; what is kept stays for the next start. May be called twice. */
  readonly stop: () => Promise<void>;
}

export const DEFAULT_PORT = 4010;
export const DEFAULT_DATA_DIR = '.local';

/** Undoes what was started, in the reverse order. */
const createUndoStack = () => {
  const undos: (() => Promise<void> | void)[] = [];
  return {
    push: (undo: () => Promise<void> | void) => void undos.push(undo),
    run: async () => {
      for (let undo = undos.pop(); undo; undo = undos.pop()) await undo();
    },
  };
};

/**
 * Runs the stacks of stage `dev` on this machine, on the data of a folder, and answers when they are ready to be used.
 * Refuses with a {@link StartProblem} that says what to do.
 */
export const startPlatform = async (options: PlatformOptions = {}): Promise<Platform> => {
  const undo = createUndoStack();
  try {
    return await start(options, undo);
  } catch (error) {
    await undo.run();
    throw error;
  }
};

const start = async (options: PlatformOptions, undo: ReturnType<typeof createUndoStack>): Promise<Platform> => {
  const dataDir = resolve(options.dataDir ?? DEFAULT_DATA_DIR);
  const report = (message: string): void => {
    if (!options.quiet) process.stderr.write(`${message}\n`);
  };
  mkdirSync(dataDir, { recursive: true });
  const state = openStateStore(dataDir);
  undo.push(state.close);
  removeEndpoints(dataDir);

  let sites: Sites | undefined;
  const server: HttpServer = await startHttpServer({
    port: options.port ?? DEFAULT_PORT,
    report,
    siteOf: (request) => (sites ?? notReady)(request),
  });
  undo.push(server.stop);
  const origin = `http://127.0.0.1:${server.port}`;

  const [application, engine, keys] = await Promise.all([
    loadApplication(options.synthesizedDir),
    startEngine(dataDir, () => options.onFailure?.('The DynamoDB engine has ended unexpectedly.')).then((started) => {
      undo.push(started.stop);
      return started;
    }),
    openKeyRing(dataDir),
  ]);
  await keys.issueAs(origin);
  const tableClient = new DynamoDBClient(clientSettings(engine.endpoint, application.region));
  undo.push(() => tableClient.destroy());
  await createTables(tableClient, application.tables);

  const runtime: FunctionRuntime = startFunctionRuntime({
    functions: application.functions,
    environment: functionEnvironment(application.functions, application.region, {
      dynamodb: engine.endpoint,
      eventBridge: `${origin}/_aws/eventbridge`,
    }),
    logFile: join(dataDir, 'functions.log'),
    report,
  });
  undo.push(runtime.stop);

  const clock = createVirtualClock(state, () => streams.drain());
  undo.push(clock.stop);
  const events = createEventStore(state);
  const queues = createQueueStore(state, application.queues, clock.now);
  const runStreams = () =>
    startStreams({
      application,
      endpoint: engine.endpoint,
      queues,
      state,
      now: clock.now,
      clockOffset: clock.offset,
      invoke: (functionName, event) => runtime.invoke(functionName, event),
      report,
    });
  let streams = runStreams();
  undo.push(() => streams.stop());

  const tokens = tokenOptionsOf(application, keys);
  const endpoints = endpointsAt(origin, engine.endpoint);
  sites = createSites({
    endpoints,
    tokens,
    control: createControl({
      clock,
      events,
      queues,
      reset: async () => {
        await streams.stop();
        await streams.skipToEnd();
        await recreateTables(tableClient, application.tables);
        events.clear();
        queues.clear();
        clock.reset();
        streams = runStreams();
      },
    }),
    eventBridge: createEventBridge({ buses: application.eventBuses, now: clock.now, accept: events.add }),
    door: createDoor({
      api: application.api,
      accountId: application.account,
      verify: createVerifier(keys),
      now: clock.now,
      invoke: async (...call) => {
        const outcome = await runtime.invoke(...call);
        // What the function wrote is on its stream now: no need to wait for the next look at it.
        streams.nudge();
        return outcome;
      },
    }),
  });

  const token: Platform['token'] = (scopes = tokens.scopes, request = {}) => signToken(tokens, { ...request, scopes });
  await seedOnce(state, { wanted: !options.empty, api: endpoints.api, control: endpoints.control, token, report });
  writeEndpoints(dataDir, endpoints);
  undo.push(() => removeEndpoints(dataDir));
  let stopping: Promise<void> | undefined;
  return {
    endpoints,
    application,
    started: describe(application, engine.description),
    token,
    stop: () => {
      // The file goes first: nobody is to be sent to a platform that is closing.
      removeEndpoints(dataDir);
      stopping ??= undo.run();
      return stopping;
    },
  };
};

const notReady = () => ({
  needsToken: true,
  answer: async () => ({
    status: 503,
    headers: { 'content-type': 'text/plain', 'retry-after': '1' },
    body: 'The platform is starting.\n',
  }),
});

const loadApplication = async (synthesizedDir: string | undefined): Promise<Application> =>
  readApplication(await readAssembly(synthesizedDir ?? (await synthesizedApp())));

const tokenOptionsOf = (application: Application, keys: TokenOptions['keys']): TokenOptions => {
  const { routes } = application.api;
  return {
    keys,
    scopes: [...new Set([...application.scopes, ...routes.flatMap(({ scopes }) => scopes)])],
    audience: routes.flatMap(({ authorizer }) => authorizer?.audience ?? []),
  };
};

const describe = (application: Application, engine: string): readonly string[] => [
  engine,
  ...application.tables.map(({ name }) => `Table ${name}`),
  `${application.functions.length} functions behind ${application.api.routes.length} routes`,
  ...application.streamConsumers.map(({ tableName, functionName }) => `Stream of ${tableName} to ${functionName}`),
  ...application.eventBuses.map(({ name }) => `Event bus ${name}`),
];
