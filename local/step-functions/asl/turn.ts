import type { Cells } from './cells.ts';
import { type Definition, programAt, type State } from './definition.ts';
import type { Branch, Phase } from './execution.ts';
import { type History, mustBe } from './history.ts';
import type { Host } from './jsonata/host.ts';

/** A state machine, as its executions know it. */
export interface Machine {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  readonly region: string;
  readonly definition: Definition;
}

/** One turn of an execution: it takes what has happened and goes as far as it can without waiting for anything. */
export interface Turn {
  readonly machine: Machine;
  readonly cells: Cells;
  readonly history: History;
  readonly host: Host;
  /** Makes the token of a task that waits for one. */
  readonly tokenFor: (taskId: string) => string;
  /** Branches that can go on. */
  readonly ready: string[];
}

export const branchOf = (turn: Turn, id: string): Branch => mustBe(turn.cells.branch(id), id);

export const stateOf = ({ machine }: Pick<Turn, 'machine'>, branch: Branch): State => {
  const state = programAt(machine.definition, branch.program).States[branch.state];
  if (!state) throw new RangeError(`There is no state ${branch.state}`);
  return state;
};

/** Has a branch do something else in its state, or nothing for now. */
export const putPhase = (turn: Turn, id: string, phase: Phase): void =>
  turn.cells.putBranch({ ...branchOf(turn, id), phase });

/** Brings a branch into a state, from where it goes on within the same turn. */
export const enterState = (turn: Turn, branch: Branch, state: string, input: Branch['input']): void => {
  const { cells, history, host, ready } = turn;
  cells.putBranch({
    ...branch,
    state,
    input,
    enteredAt: host.now,
    retries: [],
    retryCount: 0,
    phase: { kind: 'entered' },
    halted: false,
  });
  const { Type } = stateOf(turn, branchOf(turn, branch.id));
  const enteredEventId = history.addTo(branch.id, `${Type}StateEntered`, {
    stateEnteredEventDetails: { name: state, input: JSON.stringify(input), inputDetails: { truncated: false } },
  });
  cells.putBranch({ ...branchOf(turn, branch.id), enteredEventId });
  ready.push(branch.id);
};
