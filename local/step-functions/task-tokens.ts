import type { Json } from '../json.ts';
import type { Failure } from './asl/failure.ts';
import { LARGEST_PAYLOAD_BYTES } from './asl/limits.ts';
import type { TaskMessage } from './asl/messages.ts';
import { AwsError } from './aws-error.ts';
import type { Runner } from './runner.ts';
import type { ExecutionStore } from './store/execution-store.ts';
import { readToken } from './task-token.ts';

/** What whoever holds a task token may do. What never was a token and what is over are told apart, as in AWS. */
export interface TaskTokens {
  /** @param output a JSON text. */
  readonly succeed: (token: string, output: string) => Promise<void>;
  readonly fail: (token: string, failure: Failure) => Promise<void>;
  readonly heartbeat: (token: string) => Promise<void>;
}

export const createTaskTokens = (store: ExecutionStore, runner: Runner): TaskTokens => {
  const tell = async (
    token: string,
    message: (taskId: string) => Exclude<TaskMessage, { kind: 'task-submitted' }>,
  ): Promise<void> => {
    const whose = readToken(token);
    const execution = whose && store.find(whose.executionArn);
    if (!whose || !execution) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
    const heard = await runner.tell(execution.rootArn, { ...message(whose.taskId), token });
    if (!heard) throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  };
  return {
    succeed: (token, output) => {
      const value = readOutput(output);
      return tell(token, (taskId) => ({ kind: 'task-succeeded', taskId, output: value }));
    },
    fail: (token, failure) => tell(token, (taskId) => ({ kind: 'task-failed', taskId, failure })),
    heartbeat: (token) => tell(token, (taskId) => ({ kind: 'heartbeat', taskId })),
  };
};

const readOutput = (text: string): Json => {
  if (Buffer.byteLength(text, 'utf8') > LARGEST_PAYLOAD_BYTES) {
    throw new AwsError('InvalidOutput', 'Invalid Output: it is larger than 256 KiB');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AwsError('InvalidOutput', `Invalid Output: '${String(error)}'`);
  }
};
