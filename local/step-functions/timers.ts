import type { Timer } from '../clock/timers.ts';
import { type Branch, type Due, dueOf, type Run } from './asl/execution.ts';

/** Has an execution woken at what falls due first; one timer on the platform's clock for each execution. */
export interface ExecutionTimers {
  /** Takes note of branches and of the execution's own deadline, and sets the timer anew. */
  readonly update: (changes: {
    readonly branches: ReadonlyMap<string, Branch | undefined>;
    readonly root: Run;
  }) => void;
  readonly cancel: () => void;
}

export interface ExecutionTimersOptions {
  readonly schedule: (timer: Timer) => () => void;
  /** The execution, as whoever moves the clock is told. */
  readonly key: string;
  readonly wake: () => Promise<void>;
}

type Wake = { readonly at: number; readonly kind: Due['kind'] | 'execution time-out' };

export const createExecutionTimers = ({ schedule, key, wake }: ExecutionTimersOptions): ExecutionTimers => {
  const dues = new Map<string, Due>();
  let set: Wake | undefined;
  let takeBack = (): void => {};

  const cancel = (): void => {
    takeBack();
    takeBack = () => {};
    set = undefined;
  };

  return {
    update: ({ branches, root }) => {
      for (const [id, branch] of branches) {
        const due = branch && dueOf(branch);
        if (due) dues.set(id, due);
        else dues.delete(id);
      }
      const first = root.status === 'RUNNING' ? earliest(dues, root) : undefined;
      if (first?.at === set?.at && first?.kind === set?.kind) return;
      cancel();
      if (!first) return;
      set = first;
      takeBack = schedule({
        dueAt: first.at,
        kind: first.kind,
        key,
        run: () => {
          set = undefined;
          takeBack = () => {};
          return wake();
        },
      });
    },
    cancel,
  };
};

const earliest = (dues: ReadonlyMap<string, Due>, { deadline }: Run): Wake | undefined => {
  let first: Wake | undefined = deadline === undefined ? undefined : { at: deadline, kind: 'execution time-out' };
  for (const due of dues.values()) if (!first || due.at < first.at) first = due;
  return first;
};
