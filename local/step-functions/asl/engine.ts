import type { Json } from '../../json.ts';
import type { Cells, Changes } from './cells.ts';
import type { State } from './definition.ts';
import { childEnded, goOn, halt, take, told } from './drive.ts';
import { wakeDue } from './due.ts';
import type { Branch } from './execution.ts';
import { ErrorName } from './failure.ts';
import { createHistory, HistoryFull, type Recorded } from './history.ts';
import type { Host } from './jsonata/host.ts';
import type { Message } from './messages.ts';
import { redrive } from './redrive.ts';
import { closeRun, startRun } from './run.ts';
import { enterChoice } from './states/choice.ts';
import { enterFail } from './states/fail.ts';
import { enterMap } from './states/map.ts';
import { enterParallel } from './states/parallel.ts';
import { enterPass } from './states/pass.ts';
import { enterSucceed } from './states/succeed.ts';
import { enterTask } from './states/task.ts';
import { enterWait } from './states/wait.ts';
import type { Step } from './step.ts';
import { hearOfTask } from './task-end.ts';
import { branchOf, type Machine, stateOf, type Turn } from './turn.ts';

/** Id of the run and of the branch at the root of every execution. */
export const ROOT = '0';

export interface Surroundings {
  readonly machine: Machine;
  readonly cells: Cells;
  readonly host: Host;
  readonly tokenFor: (taskId: string) => string;
}

/** What a turn has changed: to be kept, all of it or nothing, before anything is done about it. */
export interface TurnResult extends Changes {
  /** Whether there was something to be told: no task by that id may be open any more. */
  readonly heard: boolean;
  readonly recorded: readonly Recorded[];
}

/** Begins an execution and takes it as far as it goes by itself. */
export const begin = (
  surroundings: Surroundings,
  execution: { readonly arn: string; readonly name: string; readonly input: Json },
): Promise<TurnResult> =>
  inTurn(surroundings, async (turn) => {
    const { StartAt, TimeoutSeconds } = turn.machine.definition;
    const deadline = TimeoutSeconds === undefined ? {} : { deadline: turn.host.now + 1000 * TimeoutSeconds };
    startRun(turn, { id: ROOT, ...execution, ...deadline }, [], StartAt);
    return true;
  });

/** Tells an execution what has happened and takes it as far as it goes. */
export const advance = (surroundings: Surroundings, message: Message): Promise<TurnResult> =>
  inTurn(surroundings, async (turn) => {
    const running = turn.cells.run(ROOT).status === 'RUNNING';
    if (running === (message.kind === 'redrive')) return false;
    switch (message.kind) {
      case 'due':
        await wakeDue(turn, ROOT);
        return true;
      case 'stop':
        halt(turn, ROOT);
        closeRun(turn, ROOT, 'ABORTED', { failure: message.failure });
        return true;
      case 'fail':
        halt(turn, ROOT);
        closeRun(turn, ROOT, 'FAILED', { failure: message.failure });
        return true;
      case 'redrive':
        redrive(turn, ROOT);
        return true;
      default:
        return hearOfTask(turn, message);
    }
  });

const inTurn = async (
  { machine, cells, host, tokenFor }: Surroundings,
  act: (turn: Turn) => Promise<boolean>,
): Promise<TurnResult> => {
  const history = createHistory(cells, host.now);
  const turn: Turn = { machine, cells, history, host, tokenFor, ready: [] };
  let heard = true;
  let next: (() => Promise<void>) | undefined = async () => {
    heard = await act(turn);
  };
  while (next) {
    try {
      await next();
    } catch (error) {
      if (!(error instanceof HistoryFull)) throw error;
      await endWithFullHistory(turn, error);
    }
    const id = turn.ready.shift();
    next = id === undefined ? undefined : () => run(turn, id);
  }
  return { heard, recorded: history.takeRecorded(), ...cells.takeChanges() };
};

/** Runs a branch's state, unless something has ended it in the meantime. */
const run = async (turn: Turn, id: string): Promise<void> => {
  const branch = turn.cells.branch(id);
  if (!branch || branch.halted) return;
  if (branch.phase.kind === 'fan-out') return goOn(turn, id);
  if (branch.phase.kind !== 'entered') return;
  let step: Step;
  try {
    step = await enter(turn, branch, stateOf(turn, branch));
  } catch (error) {
    step = { kind: 'fail', failure: told(turn, id, error) };
  }
  await take(turn, id, step);
};

const enter = (turn: Turn, branch: Branch, state: State): Step | Promise<Step> => {
  switch (state.Type) {
    case 'Pass':
      return enterPass(turn, branch, state);
    case 'Task':
      return enterTask(turn, branch, state);
    case 'Choice':
      return enterChoice(turn, branch, state);
    case 'Wait':
      return enterWait(turn, branch, state);
    case 'Succeed':
      return enterSucceed(turn, branch, state);
    case 'Fail':
      return enterFail(turn, branch, state);
    case 'Parallel':
      return enterParallel(turn, branch, state);
    case 'Map':
      return enterMap(turn, branch, state);
    default:
      return state satisfies never;
  }
};

/** Nobody can catch it: the execution, or the child execution, is over. */
const endWithFullHistory = async (turn: Turn, { runId, message }: HistoryFull): Promise<void> => {
  const failure = { error: ErrorName.runtime, cause: message };
  halt(turn, branchOf(turn, runId).id);
  closeRun(turn, runId, 'FAILED', { failure });
  await childEnded(turn, runId, failure);
};
