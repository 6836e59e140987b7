import { randomUUID } from 'node:crypto';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import type { Json } from '../json.ts';
import { messageOf } from '../problem.ts';
import { createActivity, createGate } from './activity.ts';
import { type Cells, createCells } from './asl/cells.ts';
import { advance, begin, ROOT, type Surroundings, type TurnResult } from './asl/engine.ts';
import { type Branch, callOf, type OpenTask } from './asl/execution.ts';
import { ErrorName } from './asl/failure.ts';
import type { Message } from './asl/messages.ts';
import type { Machine } from './asl/turn.ts';
import { stateOf } from './asl/turn.ts';
import type { ExecutionStore, Root } from './store/execution-store.ts';
import { makeToken } from './task-token.ts';
import type { TaskHandler } from './tasks/task.ts';
import { createExecutionTimers, type ExecutionTimers } from './timers.ts';

/** Takes executions from step to step: keeps what a step has changed, and only then does what it asks for. */
export interface Runner {
  readonly begin: (root: Root, name: string, input: Json) => Promise<void>;
  /** Tells an execution something; says whether there was something to be told. */
  readonly tell: (rootArn: string, message: Message) => Promise<boolean>;
  /** Takes up every execution that was under way when the platform ended. */
  readonly resume: () => Promise<void>;
  /** Kept once every execution waits for something that only time or somebody outside can bring. */
  readonly settle: () => Promise<void>;
  readonly isIdle: () => boolean;
  /** Forgets the executions under way. */
  readonly clear: () => void;
  /**
   * Hands over no more tasks, and no longer believes in failures, which the end of the platform may cause: such tasks
   * run again after the next start. What is told from outside is still heard.
   */
  readonly drain: () => void;
  /** Takes no further step; the next start goes on from what was kept. */
  readonly stop: () => void;
}

export interface RunnerOptions {
  readonly store: ExecutionStore;
  readonly clock: Pick<VirtualClock, 'now' | 'schedule'>;
  /** The state machine with the definition that an execution was started with. */
  readonly machineOf: (root: Root) => Machine;
  readonly callTask: TaskHandler;
  readonly random?: () => number;
  readonly report: (message: string) => void;
}

/** Tasks that run at the same time: all of them share one thread of functions. */
const MOST_CALLS = 32;

interface Live {
  readonly root: Root;
  readonly machine: Machine;
  cells: Cells;
  /** Steps are taken one after the other. */
  tail: Promise<unknown>;
  readonly calling: Set<string>;
  readonly timers: ExecutionTimers;
}

export const createRunner = (options: RunnerOptions): Runner => {
  const { store, clock, machineOf, callTask, random = Math.random, report } = options;
  const activity = createActivity();
  const gate = createGate(MOST_CALLS);
  const lives = new Map<string, Live>();
  let draining = false;
  let stopped = false;

  const enliven = (root: Root, cells: Cells): Live => {
    const machine = machineOf(root);
    const timers = createExecutionTimers({
      schedule: clock.schedule,
      key: root.arn.split(':').slice(-2).join('/'),
      wake: async () => {
        await tell(root.arn, { kind: 'due' });
      },
    });
    const live: Live = { root, machine, cells, tail: Promise.resolve(), calling: new Set(), timers };
    lives.set(root.arn, live);
    return live;
  };

  const surroundingsOf = ({ root, machine, cells }: Live): Surroundings => ({
    machine,
    cells,
    host: { now: clock.now(), random, uuid: randomUUID },
    tokenFor: (taskId) => makeToken(root.arn, taskId),
  });

  /** One step, after those that are under way. */
  const step = (live: Live, act: (surroundings: Surroundings) => Promise<TurnResult>): Promise<boolean> => {
    const result = live.tail.then(() =>
      activity.during(async () => {
        if (stopped || lives.get(live.root.arn) !== live) return false;
        const { heard, ...changes } = await act(surroundingsOf(live));
        store.save(live.root, { heard, ...changes });
        follow(live, changes.cells);
        return heard;
      }),
    );
    live.tail = result.catch(() => undefined);
    return result;
  };

  /** Does what a step has asked for. */
  const follow = (live: Live, cells: ReadonlyMap<string, unknown>): void => {
    const changed = [...cells].filter(([key]) => key.startsWith('branch:'));
    const branches = new Map(changed.map(([key, value]) => [key.slice('branch:'.length), value as Branch | undefined]));
    const root = live.cells.run(ROOT);
    live.timers.update({ branches, root });
    if (root.status !== 'RUNNING') {
      lives.delete(live.root.arn);
      return;
    }
    if (draining) return;
    for (const branch of branches.values()) {
      const task = branch && callOf(branch);
      if (!branch || !task || live.calling.has(task.id)) continue;
      activity
        .during(() => call(live, branch, task))
        .catch((error: unknown) => report(`${task.id}: ${messageOf(error)}`));
    }
  };

  const call = async (live: Live, branch: Branch, task: OpenTask): Promise<void> => {
    live.calling.add(task.id);
    const { root, machine } = live;
    const state = stateOf({ machine }, branch);
    if (state.Type !== 'Task') return;
    const outcome = await gate(() =>
      callTask({
        resource: state.Resource,
        arguments: task.arguments,
        executionArn: live.cells.run(branch.run).arn,
        stateMachineArn: machine.arn,
      }),
    ).catch((error: unknown) => ({ failure: { error: ErrorName.taskFailed, cause: messageOf(error) } }));
    live.calling.delete(task.id);
    if (draining && 'failure' in outcome) return;
    await tell(root.arn, messageFrom(task, outcome));
  };

  const tell = async (rootArn: string, message: Message): Promise<boolean> => {
    const live = lives.get(rootArn);
    if (!live) return false;
    try {
      return await step(live, (surroundings) => advance(surroundings, message));
    } catch (error) {
      report(`${rootArn}: ${error instanceof Error ? error.stack : messageOf(error)}`);
      return giveUp(live, messageOf(error));
    }
  };

  /** The step went wrong in a way that it should not: the execution fails from where it stood before. */
  const giveUp = (live: Live, cause: string): Promise<boolean> =>
    step(live, (surroundings) => {
      live.cells = createCells(store.cells(live.root.arn));
      const failure = { error: ErrorName.runtime, cause };
      return advance({ ...surroundings, cells: live.cells }, { kind: 'fail', failure });
    });

  return {
    begin: async (root, name, input) => {
      const live = enliven(root, createCells());
      try {
        await step(live, (surroundings) => begin(surroundings, { arn: root.arn, name, input }));
      } catch (error) {
        // Nothing was kept of it.
        live.timers.cancel();
        lives.delete(root.arn);
        throw error;
      }
    },
    tell: async (rootArn, message) => {
      if (message.kind === 'redrive' && !lives.has(rootArn)) {
        const root = store.find(rootArn);
        if (root) enliven(root, createCells(store.cells(rootArn)));
      }
      return tell(rootArn, message);
    },
    resume: async () => {
      for (const root of store.running()) {
        try {
          const live = enliven(root, createCells(store.cells(root.arn)));
          follow(live, new Map(live.cells.branches().map((branch) => [`branch:${branch.id}`, branch])));
        } catch (error) {
          report(`The execution ${root.arn} cannot go on: ${messageOf(error)}`);
        }
      }
    },
    settle: activity.idle,
    isIdle: activity.isIdle,
    clear: () => {
      for (const { timers } of lives.values()) timers.cancel();
      lives.clear();
    },
    drain: () => {
      draining = true;
    },
    stop: () => {
      stopped = true;
    },
  };
};

const messageFrom = (task: OpenTask, outcome: Awaited<ReturnType<TaskHandler>>): Message => {
  if ('failure' in outcome) return { kind: 'task-failed', taskId: task.id, failure: outcome.failure };
  const kind = task.token === undefined ? 'task-succeeded' : 'task-submitted';
  return { kind, taskId: task.id, output: outcome.output };
};
