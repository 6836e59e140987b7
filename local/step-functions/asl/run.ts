import type { Json, JsonObject } from '../../json.ts';
import type { ProgramPath } from './definition.ts';
import type { MapItem, Run, Status } from './execution.ts';
import { ErrorName, type Failure } from './failure.ts';
import { details } from './history.ts';
import { enterState, type Turn } from './turn.ts';

type NewRun = Pick<Run, 'id' | 'arn' | 'name' | 'input' | 'deadline' | 'parent'>;

/** Begins a run at the first state of its program. */
export const startRun = (turn: Turn, run: NewRun, program: ProgramPath, startAt: string, mapItem?: MapItem): void => {
  const { cells, history, host, machine } = turn;
  cells.putRun({ ...run, status: 'RUNNING', startedAt: host.now, lastEventId: 0, redriveCount: 0 });
  history.add(run.id, 0, 'ExecutionStarted', details.executionStarted(run.input, machine.roleArn));
  enterState(turn, { ...newBranch(run.id, run.id, program), ...(mapItem && { mapItem }) }, startAt, run.input);
};

/** A branch that has not entered a state yet. */
export const newBranch = (id: string, run: string, program: ProgramPath) =>
  ({
    id,
    run,
    program,
    variables: {},
    state: '',
    input: null,
    enteredAt: 0,
    enteredEventId: 0,
    lastEventId: 0,
    retries: [],
    retryCount: 0,
    phase: { kind: 'entered' },
    halted: false,
  }) as const;

const endingOf = (status: Status, output: Json | undefined, failure: Failure): readonly [string, JsonObject] => {
  switch (status) {
    case 'SUCCEEDED':
      return ['ExecutionSucceeded', details.executionSucceeded(output ?? null)];
    case 'TIMED_OUT':
      return ['ExecutionTimedOut', details.failed('executionTimedOutEventDetails', { error: ErrorName.timeout })];
    case 'ABORTED':
      return ['ExecutionAborted', details.failed('executionAbortedEventDetails', failure)] as const;
    default:
      return ['ExecutionFailed', details.failed('executionFailedEventDetails', failure)];
  }
};

/** Ends a run, which says why in its last event. */
export const closeRun = (
  turn: Turn,
  runId: string,
  status: Exclude<Status, 'RUNNING'>,
  { output, failure = {} }: { readonly output?: Json; readonly failure?: Failure } = {},
): void => {
  const { cells, history, host } = turn;
  const previous = cells.branch(runId)?.lastEventId ?? 0;
  history.add(runId, previous, ...endingOf(status, output, failure));
  const { error, cause } = failure;
  cells.putRun({
    ...cells.run(runId),
    status,
    stoppedAt: host.now,
    ...(output !== undefined && { output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  });
};
