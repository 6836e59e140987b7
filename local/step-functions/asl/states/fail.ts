import type { FailState } from '../definition.ts';
import { scopeOf } from '../scope.ts';
import type { Enter } from '../step.ts';
import { evaluateText } from '../template.ts';

export const enterFail: Enter<FailState> = async (turn, branch, { Error: error, Cause: cause }) => {
  const scope = scopeOf(turn, branch);
  return {
    kind: 'fail',
    failure: {
      ...(error !== undefined && { error: await evaluateText(error, 'Error', scope) }),
      ...(cause !== undefined && { cause: await evaluateText(cause, 'Cause', scope) }),
    },
  };
};
