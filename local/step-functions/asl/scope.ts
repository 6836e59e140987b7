import type { Json, JsonObject } from '../../json.ts';
import type { Branch, MapItem } from './execution.ts';
import type { Scope } from './jsonata/evaluate.ts';
import type { Turn } from './turn.ts';

/** What `$states` has besides the state's input and the context. */
export interface Extras {
  readonly result?: Json;
  readonly errorOutput?: Json;
  /** Token of the task that is being made, for the context. */
  readonly token?: string;
  /** Item that an ItemSelector is about. */
  readonly item?: MapItem;
}

/** What the expressions of a branch's state may refer to. */
export const scopeOf = (turn: Turn, branch: Branch, { result, errorOutput, token, item }: Extras = {}): Scope => ({
  variables: visibleVariables(turn, branch),
  states: {
    input: branch.input,
    ...(result !== undefined && { result }),
    ...(errorOutput !== undefined && { errorOutput }),
    context: contextOf(turn, branch, token ?? tokenOf(branch), item),
  },
  host: turn.host,
});

const tokenOf = ({ phase }: Branch): string | undefined => (phase.kind === 'task' ? phase.task.token : undefined);

/** Variables of the branch and of those around it, as far as they belong to the same run. */
const visibleVariables = (turn: Turn, branch: Branch): JsonObject => {
  const around = branch.parent && turn.cells.branch(branch.parent.branch);
  return around ? { ...visibleVariables(turn, around), ...branch.variables } : branch.variables;
};

/** The context object, `$states.context`. */
const contextOf = (
  turn: Turn,
  branch: Branch,
  token: string | undefined,
  selected: MapItem | undefined,
): JsonObject => {
  const { cells, machine } = turn;
  const run = cells.run(branch.run);
  const item = selected ?? nearestItem(turn, branch);
  return {
    Execution: {
      Id: run.arn,
      Input: run.input,
      Name: run.name,
      RoleArn: machine.roleArn,
      StartTime: instant(run.startedAt),
      RedriveCount: run.redriveCount,
      ...(run.redrivenAt !== undefined && { RedriveTime: instant(run.redrivenAt) }),
    },
    State: { Name: branch.state, EnteredTime: instant(branch.enteredAt), RetryCount: branch.retryCount },
    StateMachine: { Id: machine.arn, Name: machine.name },
    ...(item && { Map: { Item: { Index: item.index, Value: item.value } } }),
    ...(token !== undefined && { Task: { Token: token } }),
  };
};

const nearestItem = (turn: Turn, branch: Branch): MapItem | undefined => {
  const around = branch.parent && turn.cells.branch(branch.parent.branch);
  return branch.mapItem ?? (around && nearestItem(turn, around));
};

const instant = (epochMilliseconds: number): string => new Date(epochMilliseconds).toISOString();
