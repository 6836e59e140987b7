import type { Json } from '../../json.ts';
import { type ProgramPath, programsIn, type State } from './definition.ts';
import type { Branch, FanOut } from './execution.ts';
import type { Batch } from './map-batches.ts';
import { newBranch, startRun } from './run.ts';
import { branchOf, enterState, putPhase, stateOf, type Turn } from './turn.ts';

export const fanOutOf = ({ phase, state }: Branch): FanOut => {
  if (phase.kind === 'fan-out') return phase.fanOut;
  throw new RangeError(`${state} runs no branches`);
};

export const putFanOut = (turn: Turn, id: string, change: Partial<FanOut>): void =>
  putPhase(turn, id, { kind: 'fan-out', fanOut: { ...fanOutOf(branchOf(turn, id)), ...change } });

/** Starts as many branches, iterations or children as may run now; says whether all have come to their end. */
export const startMore = (turn: Turn, id: string): { readonly done: boolean } => {
  const state = stateOf(turn, branchOf(turn, id));
  for (;;) {
    const branch = branchOf(turn, id);
    const { next, running, total, concurrency, mode } = fanOutOf(branch);
    if (next >= total || running >= concurrency) return { done: next >= total && running === 0 };
    putFanOut(turn, id, { next: next + 1, running: running + 1 });
    const batches = turn.cells.items(id);
    const batch = mode === 'parallel' ? batches[0] : batches[next];
    if (!batch) throw new RangeError(`${branch.state} has nothing at ${next}`);
    start(turn, branchOf(turn, id), state, next, batch);
  }
};

const start = (turn: Turn, around: Branch, state: State, index: number, batch: Batch): void => {
  const { mode, mapRunArn = '' } = fanOutOf(around);
  const inner = mode === 'parallel' ? index : 0;
  const program: ProgramPath = [...around.program, [around.state, inner]];
  const startAt = programsIn(state)[inner]?.StartAt ?? '';
  const id = `${around.id}/${index}`;
  if (mode === 'distributed') {
    startChild(turn, {
      id,
      program,
      startAt,
      batch,
      parent: { branch: around.id, index, items: batch.items, mapRunArn },
    });
    return;
  }
  if (mode === 'inline')
    turn.history.addTo(around.id, 'MapIterationStarted', iterationDetails('Started', around, index));
  const { lastEventId } = branchOf(turn, around.id);
  const branch: Branch = {
    ...newBranch(id, around.run, program),
    parent: { branch: around.id, index },
    lastEventId,
    ...(batch.item && { mapItem: batch.item }),
  };
  enterState(turn, branch, startAt, batch.input);
};

interface Child {
  readonly id: string;
  readonly program: ProgramPath;
  readonly startAt: string;
  readonly batch: Batch;
  readonly parent: {
    readonly branch: string;
    readonly index: number;
    readonly items: number;
    readonly mapRunArn: string;
  };
}

/** A child of a distributed Map is an execution of its own: own ARN, own history, no variable from outside. */
const startChild = (turn: Turn, { id, program, startAt, batch, parent }: Child): void => {
  const name = turn.host.uuid();
  const [prefix, label] = parent.mapRunArn.split(':mapRun:');
  const arn = `${prefix}:execution:${label?.split(':')[0]}:${name}`;
  startRun(turn, { id, arn, name, input: batch.input, parent }, program, startAt);
};

export const iterationDetails = (
  what: 'Started' | 'Succeeded' | 'Failed' | 'Aborted',
  { state }: Branch,
  index: number,
) => ({
  [`mapIteration${what}EventDetails`]: { name: state, index },
});

/** Outputs in the order of the items; a distributed Map leaves out those that it could do without. */
export const resultsOf = (turn: Turn, { id, phase }: Branch): readonly Json[] => {
  const { cells } = turn;
  const total = phase.kind === 'fan-out' ? phase.fanOut.total : 0;
  const distributed = phase.kind === 'fan-out' && phase.fanOut.mode === 'distributed';
  return Array.from({ length: total }, (_, index) => index).flatMap((index) => {
    if (!distributed) return [cells.result(id, index)?.output ?? null];
    const run = cells.run(`${id}/${index}`);
    return run.status === 'SUCCEEDED' ? [run.output ?? null] : [];
  });
};
