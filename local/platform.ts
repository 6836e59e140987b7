import { resolve } from 'node:path';
import { type Application, readApplication } from './assembly/application.ts';
import { readAssembly } from './assembly/read-assembly.ts';
import { synthesizedApp } from './assembly/synthesis-cache.ts';
import { type Backend, startBackend } from './backend.ts';
import { createCognito } from './cognito/endpoint.ts';
import { createControl } from './control/control.ts';
import { startEngine } from './dynamodb/engine.ts';
import { createEventBridge } from './events/event-bridge.ts';
import { createInvokeEndpoint } from './functions/invoke-endpoint.ts';
import { createDoor } from './http/door.ts';
import { type HttpServer, startHttpServer } from './http/server.ts';
import { createSites, type Sites } from './http/sites.ts';
import { createSqs } from './queues/sqs.ts';
import { createReporter } from './report.ts';
import { seedOnce } from './sample/seed-once.ts';
import { createSes } from './ses/endpoint.ts';
import { type Endpoints, endpointsAt, removeEndpoints, writeEndpoints } from './state/endpoints.ts';
import { openStateStore } from './state/store.ts';
import { createShownExecutions } from './step-functions/shown.ts';
import { openKeyRing } from './tokens/keys.ts';
import { signToken, type TokenOptions, type TokenRequest } from './tokens/token-endpoint.ts';
import { createVerifier } from './tokens/verifier.ts';
import { createUndoStack, type UndoStack } from './undo.ts';

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
  /** What the clock of a new data folder shows first, instead of real time; it may be in the past. */
  readonly startAt?: Date;
  /** Follows none of the schedules of the stacks: what they would start, only calls do. */
  readonly withoutSchedules?: boolean;
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

const start = async (options: PlatformOptions, undo: UndoStack): Promise<Platform> => {
  const dataDir = resolve(options.dataDir ?? DEFAULT_DATA_DIR);
  const report = createReporter((line) => {
    if (!options.quiet) process.stderr.write(line);
  });
  const state = openStateStore(dataDir);
  undo.push(state.close);
  removeEndpoints(dataDir);

  // The door opens first: its address is part of the environment of the functions and of the tokens.
  let sites: Sites = notReady;
  const server: HttpServer = await startHttpServer({
    port: options.port ?? DEFAULT_PORT,
    report,
    siteOf: (request) => sites(request),
  });
  undo.push(server.stop);
  const origin = `http://127.0.0.1:${server.port}`;

  const engine = startEngine(dataDir, () => options.onFailure?.('The DynamoDB engine has ended unexpectedly.'));
  undo.push(async () => (await engine.catch(() => undefined))?.stop());
  const [application, keys, { endpoint: dynamodb, description }] = await Promise.all([
    loadApplication(options, origin),
    openKeyRing(dataDir),
    engine,
  ]);
  keys.issueAs(origin);
  const services = {
    cognito: `${origin}/_aws/cognito-idp`,
    dynamodb,
    eventBridge: `${origin}/_aws/eventbridge`,
    ses: `${origin}/_aws/ses`,
    sqs: `${origin}/_aws/sqs`,
    stepFunctions: `${origin}/_aws/stepfunctions`,
    others: `${origin}/_aws/others`,
  };
  const backend = await startBackend({ application, dataDir, state, services, startAt: options.startAt, report }, undo);

  const tokens = tokenOptionsOf(application, keys, backend);
  const endpoints = endpointsAt(origin, dynamodb);
  sites = sitesOf(application, endpoints, tokens, backend);
  // What workflows and events call has to be there before they go on.
  await backend.resume();
  const token: Platform['token'] = (scopes = tokens.scopes, request = {}) => signToken(tokens, { ...request, scopes });
  await seedOnce(state, { wanted: !options.empty, api: endpoints.api, control: endpoints.control, token, report });
  writeEndpoints(dataDir, endpoints);

  const stop = async (): Promise<void> => {
    // The file goes first: nobody is to be sent to a platform that is closing.
    removeEndpoints(dataDir);
    backend.drain();
    // Functions are needed until the requests in flight are answered, and the door by what they publish.
    await backend.stopStreams();
    await server.stop();
    await undo.run();
  };
  let stopping: Promise<void> | undefined;
  return {
    endpoints,
    application,
    started: describe(application, description),
    token,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
};

const sitesOf = (application: Application, endpoints: Endpoints, tokens: TokenOptions, backend: Backend): Sites => {
  const { accept, clock, outbox } = backend;
  const { now } = clock;
  return createSites({
    endpoints,
    tokens,
    control: createControl({ ...backend, executions: createShownExecutions(backend.workflows.executions) }),
    cognito: createCognito({ userPools: application.userPools, people: backend.people }),
    eventBridge: createEventBridge({ buses: application.eventBuses, now, accept }),
    lambda: createInvokeEndpoint({ functions: application.functions, invoke: backend.invoke }),
    ses: createSes({ application, outbox, now, accept }),
    sqs: createSqs({ definitions: application.queues, queues: backend.queues }),
    stepFunctions: backend.workflows.endpoint,
    outbox,
    door: createDoor({
      api: application.api,
      accountId: application.account,
      verify: createVerifier(tokens.keys),
      now,
      invoke: backend.invoke,
    }),
  });
};

const notReady: Sites = () => ({
  needsToken: true,
  answer: async () => ({
    status: 503,
    headers: { 'content-type': 'text/plain', 'retry-after': '1' },
    body: 'The platform is starting.\n',
  }),
});

const loadApplication = async (options: PlatformOptions, origin: string): Promise<Application> => {
  const assembly = await readAssembly(options.synthesizedDir ?? (await synthesizedApp()));
  const application = readApplication(assembly, origin);
  return options.withoutSchedules ? { ...application, schedules: [] } : application;
};

const tokenOptionsOf = (application: Application, keys: TokenOptions['keys'], { people }: Backend): TokenOptions => {
  const { routes } = application.api;
  return {
    keys,
    scopes: [...new Set([...application.scopes, ...routes.flatMap(({ scopes }) => scopes)])],
    people,
    audience: routes.flatMap(({ authorizer }) => authorizer?.audience ?? []),
  };
};

const describe = (application: Application, engine: string): readonly string[] => [
  engine,
  ...application.tables.map(({ name }) => `Table ${name}`),
  `${application.functions.length} functions behind ${application.api.routes.length} routes`,
  ...application.streamConsumers.map(({ tableName, functionName }) => `Stream of ${tableName} to ${functionName}`),
  ...application.eventBuses.map(({ name }) => `Event bus ${name}`),
  ...application.stateMachines.map(({ name }) => `State machine ${name}`),
  ...application.schedules.map(({ name, expression, timeZone }) => `Schedule ${name}, ${expression} in ${timeZone}`),
];
