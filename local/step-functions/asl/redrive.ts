import type { Branch, Phase, Run } from './execution.ts';
import { putFanOut } from './fan-out.ts';
import { branchOf, type Turn } from './turn.ts';

/**
 * Has an execution that did not succeed go on where it stopped: failed and interrupted states begin anew with the same
 * input, waits go on, and what was completed stays so.
 */
export const redrive = (turn: Turn, rootId: string): void => {
  const { cells, host, machine, ready } = turn;
  const { TimeoutSeconds } = machine.definition;
  reopen(turn, cells.run(rootId), TimeoutSeconds === undefined ? undefined : host.now + 1000 * TimeoutSeconds);
  const runs = cells.runs(rootId).filter(({ status }) => status !== 'SUCCEEDED' && status !== 'RUNNING');
  for (const run of runs) reopen(turn, run, undefined);
  for (const branch of cells.branches().filter(({ halted }) => halted)) {
    const phase = resumed(branch);
    cells.putBranch({ ...branch, halted: false, retries: [], retryCount: 0, phase });
    if (phase.kind === 'fan-out') {
      const running = insideOf(turn, branch).length;
      putFanOut(turn, branch.id, { running, failedItems: 0 });
    }
    if (phase.kind === 'entered' || phase.kind === 'fan-out') ready.push(branch.id);
  }
};

const reopen = ({ cells, history, host }: Turn, run: Run, deadline: number | undefined): void => {
  const { stoppedAt: _stoppedAt, error: _error, cause: _cause, deadline: _deadline, ...kept } = run;
  const redriveCount = run.redriveCount + 1;
  const renewed = { status: 'RUNNING', redriveCount, redrivenAt: host.now } as const;
  cells.putRun({ ...kept, ...renewed, ...(deadline !== undefined && { deadline }) });
  history.add(run.id, run.lastEventId, 'ExecutionRedriven', { executionRedrivenEventDetails: { redriveCount } });
};

const resumed = ({ phase }: Branch): Phase =>
  phase.kind === 'task' || phase.kind === 'backing-off' ? { kind: 'entered' } : phase;

/** Branches or child executions that are under way directly inside of a branch. */
const insideOf = (turn: Turn, { id }: Branch): readonly Branch[] =>
  turn.cells
    .branches(id)
    .filter((branch) => !branch.id.slice(id.length + 1).includes('/'))
    .map((branch) => branchOf(turn, branch.id));
