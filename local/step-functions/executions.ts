import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../json.ts';
import type { Failure } from './asl/failure.ts';
import { LARGEST_PAYLOAD_BYTES, LONGEST_HISTORY } from './asl/limits.ts';
import { AwsError } from './aws-error.ts';
import type { Machines } from './machines.ts';
import type { Runner } from './runner.ts';
import type { ExecutionQuery, ExecutionStore, HistoryPage, StoredExecution } from './store/execution-store.ts';

/** Executions, as those who start, watch and stop them see them. Refusals are {@link AwsError}s. */
export interface Executions {
  /** The same name with the same input is the same execution, as long as that one runs. */
  readonly start: (request: {
    readonly stateMachineArn: string;
    readonly name?: string | undefined;
    readonly input?: string | undefined;
  }) => Promise<StoredExecution>;
  readonly stop: (arn: string, failure: Failure) => Promise<StoredExecution>;
  readonly redrive: (arn: string) => Promise<StoredExecution>;
  readonly get: (arn: string) => StoredExecution;
  readonly list: (query: ExecutionQuery) => readonly StoredExecution[];
  readonly history: (arn: string, page: HistoryPage) => ReturnType<ExecutionStore['history']>;
}

export interface ExecutionsOptions {
  readonly machines: Machines;
  readonly store: ExecutionStore;
  readonly runner: Runner;
  readonly now: () => number;
}

const DAY_MILLISECONDS = 86_400_000;
/** For so long after its end the name of an execution stays taken. */
const NAMES_KEPT_DAYS = 90;
const REDRIVABLE_DAYS = 14;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among those that AWS refuses.
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]{1,80}$/;

export const createExecutions = ({ machines, store, runner, now }: ExecutionsOptions): Executions => {
  const starting = new Map<string, Promise<unknown>>();

  const get = (arn: string): StoredExecution => {
    const execution = store.find(arn);
    if (execution) return execution;
    if (!/^arn:[^:]+:states:[^:]*:[^:]*:execution:.+$/.test(arn)) {
      throw new AwsError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
    }
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  };

  const startNamed = async (machineArn: string, name: string, arn: string, input: Json): Promise<StoredExecution> => {
    const known = store.find(arn);
    if (known?.run.status === 'RUNNING' && isDeepStrictEqual(known.run.input, input)) return known;
    const { stoppedAt = Number.POSITIVE_INFINITY } = known?.run ?? {};
    if (known && now() - stoppedAt < NAMES_KEPT_DAYS * DAY_MILLISECONDS) {
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    if (known) store.remove(arn);
    await runner.begin({ arn, machineArn, definitionHash: machines.get(machineArn).hash }, name, input);
    return get(arn);
  };

  return {
    get,
    start: async ({ stateMachineArn, name = randomUUID(), input = '{}' }) => {
      const machine = machines.get(stateMachineArn);
      if (!NAME.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
      const parsed = readInput(input);
      const arn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`;
      // Of two starts at the same instant the second sees what the first has done.
      const before = starting.get(arn)?.catch(() => undefined);
      const started = (before ?? Promise.resolve()).then(() => startNamed(machine.arn, name, arn, parsed));
      starting.set(arn, started);
      try {
        return await started;
      } finally {
        if (starting.get(arn) === started) starting.delete(arn);
      }
    },
    stop: async (arn, failure) => {
      const { rootArn } = get(arn);
      if (rootArn !== arn) throw new AwsError('ValidationException', 'A child execution is stopped with its parent');
      await runner.tell(arn, { kind: 'stop', failure });
      return get(arn);
    },
    redrive: async (arn) => {
      const reason = notRedrivable(get(arn), now());
      if (reason) throw new AwsError('ExecutionNotRedrivable', `Execution is not redrivable: '${reason}'`);
      await runner.tell(arn, { kind: 'redrive' });
      return get(arn);
    },
    list: store.list,
    history: (arn, page) => store.history(get(arn).arn, page),
  };
};

/** Why an execution cannot be redriven; `undefined` when it can. */
export const notRedrivable = ({ arn, rootArn, run }: StoredExecution, now: number): string | undefined => {
  if (rootArn !== arn) return 'Execution is a child execution of a Map Run and is redriven with its parent';
  if (run.status === 'RUNNING') return "Execution is RUNNING and can't be redriven";
  if (run.status === 'SUCCEEDED') return "Execution is SUCCEEDED and can't be redriven";
  if (run.lastEventId >= LONGEST_HISTORY - 1) return 'Execution event history limit exceeded';
  const age = now - (run.stoppedAt ?? now);
  return age > REDRIVABLE_DAYS * DAY_MILLISECONDS ? 'Execution has exceeded the redrivable period' : undefined;
};

const readInput = (text: string): Json => {
  if (Buffer.byteLength(text, 'utf8') > LARGEST_PAYLOAD_BYTES) {
    throw new AwsError('InvalidExecutionInput', 'Invalid State Machine Execution Input: it is larger than 256 KiB');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${String(error)}'`);
  }
};
