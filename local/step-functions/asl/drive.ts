import type { Json, JsonObject } from '../../json.ts';
import type { State } from './definition.ts';
import { causeInState, ErrorName, errorOutputOf, type Failure, StateFailure } from './failure.ts';
import { fanOutOf, iterationDetails, putFanOut, resultsOf, startMore } from './fan-out.ts';
import { details } from './history.ts';
import { checkSize } from './limits.ts';
import { recoveryOf } from './recovery.ts';
import { closeRun } from './run.ts';
import { scopeOf } from './scope.ts';
import { type Leave, leaveWithResult, type Step } from './step.ts';
import { evaluateTemplate } from './template.ts';
import { branchOf, enterState, putPhase, stateOf, type Turn } from './turn.ts';

/** Carries out what comes of a branch's state. */
export const take = async (turn: Turn, id: string, step: Step): Promise<void> => {
  switch (step.kind) {
    case 'stay':
      putPhase(turn, id, step.phase);
      if (step.phase.kind === 'fan-out') await goOn(turn, id);
      return;
    case 'leave':
      return leave(turn, id, step, (failure) => recover(turn, id, failure));
    case 'fail':
      return recover(turn, id, step.failure);
    default:
      return step satisfies never;
  }
};

/** Tells a failure that a state raised by itself, with the state's name, as AWS does. */
export const told = (turn: Turn, id: string, error: unknown): Failure => {
  if (!(error instanceof StateFailure)) throw error;
  const { state, enteredEventId } = branchOf(turn, id);
  if (error.failure.error === ErrorName.dataLimitExceeded) return error.failure;
  const failure = { error: error.failure.error, cause: causeInState(state, enteredEventId, error.message) };
  if (failure.error === ErrorName.queryEvaluation) {
    turn.history.addTo(id, 'EvaluationFailed', details.failed('evaluationFailedEventDetails', failure, { state }));
  }
  return failure;
};

const leave = async (
  turn: Turn,
  id: string,
  { outcome, field, output: given, extras, next }: Leave,
  onFailure: (failure: Failure) => Promise<void>,
): Promise<void> => {
  const { cells, history } = turn;
  const branch = branchOf(turn, id);
  let assigned: JsonObject;
  let output: Json;
  try {
    const scope = scopeOf(turn, branch, extras);
    assigned = (await evaluateTemplate(outcome.Assign ?? {}, `${field}Assign`, scope)) as JsonObject;
    output = outcome.Output === undefined ? given : await evaluateTemplate(outcome.Output, `${field}Output`, scope);
    checkSize(assigned, branch.state);
    checkSize(output, branch.state);
  } catch (error) {
    return onFailure(told(turn, id, error));
  }
  const { Type } = stateOf(turn, branch);
  if (runsPrograms(Type)) cells.removeInside(id);
  history.addTo(id, `${Type}StateExited`, details.stateExited(branch.state, output, assigned));
  const left = { ...branchOf(turn, id), variables: { ...branch.variables, ...assigned } };
  if (next !== undefined) enterState(turn, left, next, output);
  else await finish(turn, id, output);
};

/** Looking for what is inside costs time that most states need not spend. */
const runsPrograms = (type: State['Type']): boolean => type === 'Map' || type === 'Parallel';

/** The branch has come to its end. */
const finish = async (turn: Turn, id: string, output: Json): Promise<void> => {
  const { cells, history } = turn;
  const { parent, run } = branchOf(turn, id);
  if (!parent) {
    closeRun(turn, run, 'SUCCEEDED', { output });
    cells.removeBranch(id);
    return childEnded(turn, run, undefined);
  }
  cells.putResult(parent.branch, parent.index, output);
  cells.removeBranch(id);
  const around = branchOf(turn, parent.branch);
  const { mode, running } = fanOutOf(around);
  putFanOut(turn, around.id, { running: running - 1 });
  if (mode === 'inline')
    history.addTo(around.id, 'MapIterationSucceeded', iterationDetails('Succeeded', around, parent.index));
  await goOn(turn, around.id);
};

/** A Parallel or Map starts what it may, and is left when all is done. */
export const goOn = async (turn: Turn, id: string): Promise<void> => {
  if (!startMore(turn, id).done) return;
  const branch = branchOf(turn, id);
  const state = stateOf(turn, branch);
  if (state.Type !== 'Parallel' && state.Type !== 'Map') return;
  const results = resultsOf(turn, branch);
  if (fanOutOf(branch).mode === 'distributed') turn.history.addTo(id, 'MapRunSucceeded');
  turn.history.addTo(id, `${state.Type}StateSucceeded`);
  let step: Step = leaveWithResult(state, results);
  try {
    checkSize(results, branch.state);
  } catch (error) {
    step = { kind: 'fail', failure: told(turn, id, error) };
  }
  await take(turn, id, step);
};

/** Retries, catches, or lets the failure end the branch. */
const recover = async (turn: Turn, id: string, failure: Failure): Promise<void> => {
  const { cells, host } = turn;
  const branch = branchOf(turn, id);
  const state = stateOf(turn, branch);
  const recovery = recoveryOf(state, branch, failure, host.random);
  switch (recovery.kind) {
    case 'retry':
      if (runsPrograms(state.Type)) cells.removeInside(id);
      return cells.putBranch({
        ...branch,
        halted: false,
        retries: recovery.retries,
        retryCount: branch.retryCount + 1,
        phase: { kind: 'backing-off', until: host.now + Math.round(1000 * recovery.delaySeconds) },
      });
    case 'catch': {
      const { catcher, index } = recovery;
      const errorOutput = errorOutputOf(failure);
      const step: Leave = {
        kind: 'leave',
        outcome: catcher,
        field: `Catch[${index}]/`,
        output: errorOutput,
        extras: { errorOutput },
        next: catcher.Next,
      };
      return leave(turn, id, step, (other) => fail(turn, id, other));
    }
    case 'none':
      return fail(turn, id, failure);
    default:
      return recovery satisfies never;
  }
};

/** The failure ends the branch, and with it what is around it, as far as nobody catches it. */
const fail = async (turn: Turn, id: string, failure: Failure): Promise<void> => {
  const { history } = turn;
  const { parent, run } = branchOf(turn, id);
  halt(turn, id);
  if (!parent) {
    closeRun(turn, run, 'FAILED', { failure });
    return childEnded(turn, run, failure);
  }
  const around = branchOf(turn, parent.branch);
  const state: State = stateOf(turn, around);
  if (state.Type === 'Map') {
    history.addTo(around.id, 'MapIterationFailed', iterationDetails('Failed', around, parent.index));
    abortIterations(turn, around.id, id);
  }
  halt(turn, around.id);
  history.addTo(
    around.id,
    `${state.Type}StateFailed`,
    details.failed(`${state.Type.toLowerCase()}StateFailedEventDetails`, failure),
  );
  await recover(turn, around.id, failure);
};

const abortIterations = (turn: Turn, around: string, failed: string): void => {
  for (const { id, parent, halted } of turn.cells.branches(around)) {
    if (parent?.branch !== around || id === failed || halted) continue;
    const details = iterationDetails('Aborted', branchOf(turn, around), parent.index);
    turn.history.addTo(around, 'MapIterationAborted', details);
  }
};

/** Has everything inside of a branch, and itself, stand still; child executions are aborted. */
export const halt = (turn: Turn, id: string): void => {
  const { cells } = turn;
  for (const run of cells.runs(id)) if (run.status === 'RUNNING') closeRun(turn, run.id, 'ABORTED');
  for (const branch of [branchOf(turn, id), ...cells.branches(id)]) cells.putBranch({ ...branch, halted: true });
};

/** Tells the distributed Map, if there is one, that a child execution has ended. */
export const childEnded = async (turn: Turn, runId: string, failure: Failure | undefined): Promise<void> => {
  const { parent } = turn.cells.run(runId);
  if (!parent) return;
  const { running, failedItems, toleratedItems } = fanOutOf(branchOf(turn, parent.branch));
  const failed = failedItems + (failure ? parent.items : 0);
  putFanOut(turn, parent.branch, { running: running - 1, failedItems: failed });
  if (failed <= toleratedItems) return goOn(turn, parent.branch);
  halt(turn, parent.branch);
  const exceeded: Failure = {
    error: ErrorName.exceedToleratedFailureThreshold,
    cause: 'The specified tolerated failure threshold was exceeded',
  };
  turn.history.addTo(parent.branch, 'MapRunFailed', details.failed('mapRunFailedEventDetails', exceeded));
  turn.history.addTo(parent.branch, 'MapStateFailed', details.failed('mapStateFailedEventDetails', exceeded));
  await recover(turn, parent.branch, exceeded);
};
