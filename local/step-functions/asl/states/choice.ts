import type { ChoiceState } from '../definition.ts';
import { ErrorName, StateFailure } from '../failure.ts';
import { scopeOf } from '../scope.ts';
import type { Enter } from '../step.ts';
import { evaluateBoolean } from '../template.ts';

/** The first rule that holds decides; those after it are not looked at. */
export const enterChoice: Enter<ChoiceState> = async (turn, branch, state) => {
  const scope = scopeOf(turn, branch);
  const chosen = { kind: 'leave', output: branch.input, extras: {} } as const;
  for (const [index, rule] of state.Choices.entries()) {
    const field = `Choices[${index}]/`;
    const holds = await evaluateBoolean(rule.Condition, `${field}Condition`, scope);
    if (holds) return { ...chosen, outcome: rule, field, next: rule.Next };
  }
  if (state.Default !== undefined) return { ...chosen, outcome: state, field: '', next: state.Default };
  // The documented name. Executions in AWS have been seen to say `States.Runtime` with this same cause.
  throw new StateFailure(
    ErrorName.noChoiceMatched,
    'Failed to transition out of the state. The state does not point to a next state.',
  );
};
