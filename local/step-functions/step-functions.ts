import type { FunctionDefinition } from '../assembly/application.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import type { FunctionRuntime } from '../functions/runtime.ts';
import type { Reply } from '../http/reply.ts';
import type { Request } from '../http/request.ts';
import { StartProblem } from '../problem.ts';
import type { StateStore } from '../state/store.ts';
import { checkResources } from './check-resources.ts';
import { createEndpoint } from './endpoint.ts';
import { createExecutions, type Executions } from './executions.ts';
import { createMachines } from './machines.ts';
import type { Services } from './operations/operation.ts';
import { createRunner, type Runner } from './runner.ts';
import type { StateMachine } from './state-machine.ts';
import { createExecutionStore } from './store/execution-store.ts';
import { createTaskTokens } from './task-tokens.ts';
import { createTaskTable, type TaskTableOptions } from './tasks/task-table.ts';

export interface StepFunctionsOptions {
  readonly stateMachines: readonly StateMachine[];
  readonly functions: readonly FunctionDefinition[];
  readonly region: string;
  readonly endpoints: TaskTableOptions['endpoints'];
  readonly state: StateStore;
  readonly clock: Pick<VirtualClock, 'now' | 'schedule'>;
  readonly invoke: FunctionRuntime['invoke'];
  /** At least 0 and below 1, for jitter and `$random()`. */
  readonly random?: () => number;
  readonly report: (message: string) => void;
}

/** Step Functions on a laptop: runs the state machines of the stacks. */
export interface StepFunctions extends Pick<Runner, 'resume' | 'settle' | 'isIdle' | 'drain' | 'stop'> {
  /** What the SDK talks to. */
  readonly endpoint: (request: Request) => Promise<Reply>;
  readonly executions: Executions;
  /** Forgets every execution. */
  readonly clear: () => void;
}

/** Refuses, by name, what a state machine calls and the laptop does not have. Nothing runs before `resume`. */
export const createStepFunctions = (options: StepFunctionsOptions): StepFunctions => {
  const { stateMachines, functions, state, clock, report, random } = options;
  const store = createExecutionStore(state);
  const machines = createMachines(stateMachines, store);
  const table = createTaskTable({ ...options, services: () => services });
  const problems = stateMachines.flatMap((machine) => checkResources(machine, table, functions));
  if (problems.length > 0) throw new StartProblem(problems.join('\n'));

  const runner = createRunner({
    store,
    clock,
    machineOf: machines.ofExecution,
    callTask: table.call,
    report,
    ...(random && { random }),
  });
  const executions = createExecutions({ machines, store, runner, now: clock.now });
  const services: Services = { executions, machines, tokens: createTaskTokens(store, runner), now: clock.now };
  return {
    resume: runner.resume,
    settle: runner.settle,
    isIdle: runner.isIdle,
    drain: runner.drain,
    stop: runner.stop,
    endpoint: createEndpoint(services),
    executions,
    clear: () => {
      runner.clear();
      store.clear();
    },
  };
};
