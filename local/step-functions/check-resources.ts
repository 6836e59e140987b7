import type { FunctionDefinition } from '../assembly/application.ts';
import { asObject } from '../json.ts';
import { type Program, programsIn, type TaskState } from './asl/definition.ts';
import { isExpression } from './asl/jsonata/expression.ts';
import type { StateMachine } from './state-machine.ts';
import { findFunction } from './tasks/lambda.ts';
import type { TaskTable } from './tasks/task-table.ts';

/** What the tasks of a state machine name and the laptop does not have, as sentences. */
export const checkResources = (
  { name, definition }: StateMachine,
  { refusal }: TaskTable,
  functions: readonly FunctionDefinition[],
): readonly string[] =>
  tasksIn(definition).flatMap(([stateName, task]) => {
    const where = `State machine ${name}, state '${stateName}'`;
    const reason = refusal(task.Resource);
    if (reason) return [`${where}: ${reason}`];
    const reference = functionOf(task);
    if (reference === undefined || findFunction(functions, reference)) return [];
    return [`${where}: there is no function ${reference} in the stacks`];
  });

const tasksIn = (program: Program): readonly (readonly [string, TaskState])[] =>
  Object.entries(program.States).flatMap(([name, state]) => [
    ...(state.Type === 'Task' ? [[name, state] as const] : []),
    ...programsIn(state).flatMap(tasksIn),
  ]);

/** The function that a task names, unless an expression does. */
const functionOf = ({ Resource, Arguments }: TaskState): string | undefined => {
  if (Resource.includes(':function:')) return Resource;
  if (!Resource.includes(':::lambda:invoke')) return undefined;
  const { FunctionName } = asObject(Arguments);
  return typeof FunctionName === 'string' && !isExpression(FunctionName) ? FunctionName : undefined;
};
