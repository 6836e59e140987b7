import { halt, take } from './drive.ts';
import { type Branch, dueOf } from './execution.ts';
import { ErrorName } from './failure.ts';
import { closeRun } from './run.ts';
import { leaveWithInput } from './step.ts';
import { taskFailed } from './task-end.ts';
import { branchOf, putPhase, stateOf, type Turn } from './turn.ts';

/** Has everything go on whose time has come, the earliest first. */
export const wakeDue = async (turn: Turn, rootId: string): Promise<void> => {
  const { cells, host } = turn;
  const root = cells.run(rootId);
  if (root.deadline !== undefined && root.deadline <= host.now) {
    halt(turn, rootId);
    return closeRun(turn, rootId, 'TIMED_OUT');
  }
  const due = cells
    .branches()
    .flatMap((branch) => {
      const { at } = dueOf(branch) ?? {};
      return at !== undefined && at <= host.now ? [{ id: branch.id, at }] : [];
    })
    .toSorted((one, other) => one.at - other.at);
  for (const { id } of due) {
    const branch = cells.branch(id);
    // What came first may have ended it.
    if (branch && (dueOf(branch)?.at ?? Number.POSITIVE_INFINITY) <= host.now) await wake(turn, branch);
  }
};

const wake = async (turn: Turn, branch: Branch): Promise<void> => {
  const state = stateOf(turn, branch);
  if (branch.phase.kind === 'backing-off') {
    putPhase(turn, branch.id, { kind: 'entered' });
    turn.ready.push(branch.id);
  } else if (state.Type === 'Wait') {
    await take(turn, branch.id, leaveWithInput(branchOf(turn, branch.id), state));
  } else if (state.Type === 'Task') {
    const missed = dueOf(branch)?.kind === 'heartbeat';
    // AWS reports a missed heartbeat as a time-out, and lets it be caught under either name.
    const failure = { error: ErrorName.timeout, ...(missed && { alias: ErrorName.heartbeatTimeout }) };
    await taskFailed(turn, branch, state, failure);
  }
};
