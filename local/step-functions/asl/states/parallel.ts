import type { ParallelState } from '../definition.ts';
import { checkSize } from '../limits.ts';
import { scopeOf } from '../scope.ts';
import type { Enter } from '../step.ts';
import { evaluateTemplate } from '../template.ts';

/** Every branch begins with the Arguments, kept as the one batch of the fan-out. */
export const enterParallel: Enter<ParallelState> = async (turn, branch, state) => {
  const input =
    state.Arguments === undefined
      ? branch.input
      : checkSize(await evaluateTemplate(state.Arguments, 'Arguments', scopeOf(turn, branch)), branch.state);
  turn.cells.putItems(branch.id, [{ input, items: 1 }]);
  turn.history.addTo(branch.id, 'ParallelStateStarted');
  const total = state.Branches.length;
  return {
    kind: 'stay',
    phase: {
      kind: 'fan-out',
      fanOut: { mode: 'parallel', total, next: 0, running: 0, concurrency: total, failedItems: 0, toleratedItems: 0 },
    },
  };
};
