import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { createVirtualClock, type VirtualClock } from '../../local/clock/virtual-clock.ts';
import type { Outcome } from '../../local/functions/runtime.ts';
import { startHttpServer } from '../../local/http/server.ts';
import { openStateStore } from '../../local/state/store.ts';
import { parseDefinition } from '../../local/step-functions/asl/parse.ts';
import { hashOf, type StateMachine } from '../../local/step-functions/state-machine.ts';
import { createStepFunctions, type StepFunctions } from '../../local/step-functions/step-functions.ts';

/** What a function is given, and when it was called by the platform's clock. */
export interface Invocation {
  readonly functionName: string;
  readonly event: unknown;
  readonly at: number;
}

type Handler = (event: never, call: Invocation) => unknown;

export interface BenchOptions {
  /** Definitions by the names of their state machines. */
  readonly machines: Readonly<Record<string, unknown>>;
  /** Functions by their names; what they throw is their failure. */
  readonly functions?: Readonly<Record<string, Handler>>;
  /** A data folder that was used before. */
  readonly dataDir?: string;
  readonly random?: () => number;
  /** When its clock begins, in a data folder of its own. */
  readonly startAt?: number;
}

export interface Bench {
  readonly dataDir: string;
  readonly client: SFNClient;
  readonly clock: VirtualClock;
  readonly service: StepFunctions;
  readonly invocations: readonly Invocation[];
  readonly arnOf: (machine: string) => string;
  /** Moves the clock on and waits for all that falls due; answers what did. */
  readonly advance: (milliseconds: number) => ReturnType<VirtualClock['moveTo']>;
  readonly start: (machine: string, input?: unknown, name?: string) => Promise<string>;
  /** Waits until the execution goes no further by itself. */
  readonly describe: (executionArn: string) => Promise<{
    readonly status: string;
    readonly output: unknown;
    readonly error: string | undefined;
    readonly cause: string | undefined;
  }>;
  readonly eventTypes: (executionArn: string) => Promise<readonly string[]>;
  /** Ends it as a killed process would: nothing under way is finished or kept. */
  readonly kill: () => Promise<void>;
  readonly reports: readonly string[];
}

const ACCOUNT = 'arn:aws:states:eu-central-1:111122223333';
/** The ARN under which a bench has a function. */
export const functionArn = (name: string): string => `arn:aws:lambda:eu-central-1:111122223333:function:${name}`;

export const START = Date.parse('2026-03-31T08:00:00Z');

/** The Step Functions of the laptop on a data folder of their own, with functions that a test makes up. */
export const startBench = async (options: BenchOptions): Promise<Bench> => {
  const { machines, functions = {}, startAt = START } = options;
  const { dataDir = mkdtempSync(join(tmpdir(), 'credence-sfn-')) } = options;
  const state = openStateStore(dataDir);
  const clock = createVirtualClock(state, () => service.settle(), startAt);
  const invocations: Invocation[] = [];
  const reports: string[] = [];

  const invoke = async (functionName: string, event: unknown): Promise<Outcome> => {
    const call = { functionName, event: structuredClone(event), at: clock.now() - startAt };
    invocations.push(call);
    try {
      const handler = functions[functionName];
      const payload = await handler?.(event as never, call);
      return payload === TIMED_OUT ? { kind: 'timeout' } : { kind: 'result', payload: payload ?? null };
    } catch (error) {
      const { name = 'Error', message = '' } = error instanceof Error ? error : {};
      return { kind: 'failure', error: { errorType: name, errorMessage: message, stack: '' } };
    }
  };

  const service = createStepFunctions({
    stateMachines: Object.entries(machines).map(toStateMachine),
    functions: Object.keys(functions).map((name) => ({
      name,
      arn: functionArn(name),
      entry: '',
      exportName: 'handler',
      timeoutSeconds: 3,
      memoryMegabytes: 128,
      environment: {},
    })),
    region: 'eu-central-1',
    endpoints: { dynamodb: 'http://127.0.0.1:1', eventBridge: 'http://127.0.0.1:1' },
    state,
    clock,
    invoke,
    report: (message) => reports.push(message),
    ...(options.random && { random: options.random }),
  });
  const server = await startHttpServer({
    port: 0,
    report: (message) => reports.push(message),
    siteOf: () => ({ needsToken: false, answer: service.endpoint }),
  });
  await service.resume();
  const client = new SFNClient({
    endpoint: `http://127.0.0.1:${server.port}/_aws/states`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const arnOf = (machine: string): string => `${ACCOUNT}:stateMachine:${machine}`;

  return {
    dataDir,
    client,
    clock,
    service,
    invocations,
    reports,
    arnOf,
    advance: (milliseconds) => clock.moveTo(clock.now() + milliseconds),
    start: async (machine, input = {}, name) => {
      const stateMachineArn = arnOf(machine);
      const command = new StartExecutionCommand({
        stateMachineArn,
        input: JSON.stringify(input),
        ...(name && { name }),
      });
      return (await client.send(command)).executionArn ?? '';
    },
    describe: async (executionArn) => {
      await service.settle();
      const { status = '', output, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
      return { status, output: output === undefined ? undefined : JSON.parse(output), error, cause };
    },
    eventTypes: async (executionArn) => {
      const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
      return (events ?? []).map(({ type = '' }) => type);
    },
    kill: async () => {
      service.stop();
      clock.stop();
      client.destroy();
      await server.stop();
      state.close();
    },
  };
};

/** What a function returns that runs out of time. */
export const TIMED_OUT: unique symbol = Symbol('timed out');

const toStateMachine = ([name, definition]: [string, unknown]): StateMachine => {
  const text = JSON.stringify(definition);
  const parsed = parseDefinition(text);
  if (!parsed.definition) throw new Error(parsed.problems.join('\n'));
  return {
    arn: `${ACCOUNT}:stateMachine:${name}`,
    name,
    roleArn: 'arn:aws:iam::111122223333:role/workflow',
    region: 'eu-central-1',
    definition: parsed.definition,
    text,
    hash: hashOf(text),
  };
};
