import type { Json } from '../../json.ts';
import type { TaskState } from './definition.ts';
import { take } from './drive.ts';
import type { Branch, OpenTask } from './execution.ts';
import { ErrorName, type Failure, StateFailure } from './failure.ts';
import { details } from './history.ts';
import { checkSize } from './limits.ts';
import type { TaskMessage } from './messages.ts';
import { parseResource } from './resource.ts';
import { taskNames } from './states/task.ts';
import { leaveWithResult } from './step.ts';
import { putPhase, stateOf, type Turn } from './turn.ts';

/** Takes what was heard of a task; says whether the task was still open. */
export const hearOfTask = async (turn: Turn, message: TaskMessage): Promise<boolean> => {
  const branch = turn.cells.branch(message.taskId.slice(0, message.taskId.lastIndexOf(':')));
  if (branch?.phase.kind !== 'task' || branch.halted || branch.phase.task.id !== message.taskId) return false;
  const { task } = branch.phase;
  if ('token' in message && message.token !== task.token) return false;
  const state = stateOf(turn, branch);
  if (state.Type !== 'Task') return false;
  switch (message.kind) {
    case 'task-submitted':
      submitted(turn, branch, state, task, message.output);
      return true;
    case 'heartbeat':
      if (task.heartbeatSeconds !== undefined) {
        const heartbeatAt = turn.host.now + 1000 * task.heartbeatSeconds;
        putPhase(turn, branch.id, { kind: 'task', task: { ...task, heartbeatAt } });
      }
      return true;
    case 'task-succeeded':
      await succeeded(turn, branch, state, message.output);
      return true;
    case 'task-failed':
      await taskFailed(turn, branch, state, message.failure);
      return true;
    default:
      return message satisfies never;
  }
};

const submitted = (turn: Turn, branch: Branch, state: TaskState, task: OpenTask, output: Json): void => {
  turn.history.addTo(branch.id, 'TaskSubmitted', {
    taskSubmittedEventDetails: { ...taskNames(state), output: JSON.stringify(output) },
  });
  putPhase(turn, branch.id, { kind: 'task', task: { ...task, submitted: true } });
};

const succeeded = async (turn: Turn, branch: Branch, state: TaskState, output: Json): Promise<void> => {
  try {
    checkSize(output, state.Resource);
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    return taskFailed(turn, branch, state, error.failure);
  }
  const text = { output: JSON.stringify(output), outputDetails: { truncated: false } };
  if (parseResource(state.Resource)?.kind === 'function') {
    turn.history.addTo(branch.id, 'LambdaFunctionSucceeded', { lambdaFunctionSucceededEventDetails: text });
  } else {
    turn.history.addTo(branch.id, 'TaskSucceeded', { taskSucceededEventDetails: { ...taskNames(state), ...text } });
  }
  await take(turn, branch.id, leaveWithResult(state, output));
};

/** A task has failed, or has not ended in time. */
export const taskFailed = async (turn: Turn, { id }: Branch, state: TaskState, failure: Failure): Promise<void> => {
  const how = failure.error === ErrorName.timeout ? 'TimedOut' : 'Failed';
  if (parseResource(state.Resource)?.kind === 'function') {
    turn.history.addTo(id, `LambdaFunction${how}`, details.failed(`lambdaFunction${how}EventDetails`, failure));
  } else {
    turn.history.addTo(id, `Task${how}`, details.failed(`task${how}EventDetails`, failure, taskNames(state)));
  }
  await take(turn, id, { kind: 'fail', failure });
};
