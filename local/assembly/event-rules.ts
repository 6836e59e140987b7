import type { AsynchronousTarget } from '../events/targets.ts';
import { asArray, asObject, asString } from '../json.ts';
import { StartProblem } from '../problem.ts';
import type { StateMachine } from '../step-functions/state-machine.ts';
import type { EventBusDefinition, FunctionDefinition } from './application.ts';
import type { Resource } from './model.ts';

/** A rule of an event bus: events that match its pattern go to its targets. */
export interface EventRule {
  readonly id: string;
  readonly busName: string;
  /** EventBridge's pattern, as JSON. */
  readonly pattern: string;
  readonly targets: readonly RuleTarget[];
}

export type RuleTarget = AsynchronousTarget | { readonly kind: 'bus'; readonly busName: string };

/** What rules and schedules may call. */
export interface Callable {
  readonly functions: readonly FunctionDefinition[];
  readonly stateMachines: readonly StateMachine[];
}

/** Settings of a target that change what it is given, and that the laptop does not follow. */
const unsupportedSettings = ['Input', 'InputPath', 'InputTransformer'];

/** Reads the rules of the stacks; refuses, by name, what the laptop cannot do. */
export const readEventRules = (
  rules: readonly Resource[],
  callable: Callable,
  buses: readonly EventBusDefinition[],
): readonly EventRule[] =>
  rules.flatMap(({ stackName, logicalId, properties }) => {
    const id = `${stackName}.${logicalId}`;
    if (asString(properties['State']) === 'DISABLED') return [];
    if (properties['ScheduleExpression'] || !properties['EventPattern']) {
      throw new StartProblem(`${id}: only rules with an event pattern can be run on a laptop.`);
    }
    const bus = (asString(properties['EventBusName']) ?? 'default').split('/').at(-1) ?? 'default';
    const targets = asArray(properties['Targets']).map((target) => toTarget(asObject(target), id, callable, buses));
    return [{ id, busName: bus, pattern: JSON.stringify(properties['EventPattern']), targets }];
  });

const toTarget = (
  target: Record<string, unknown>,
  id: string,
  callable: Callable,
  buses: readonly EventBusDefinition[],
): RuleTarget => {
  for (const setting of unsupportedSettings) {
    if (target[setting]) throw new StartProblem(`${id}: ${setting} of a target cannot be run on a laptop.`);
  }
  const reference = asString(target['Arn']);
  const called = callableTarget(target, callable);
  if (called) return called;
  const bus = buses.find(({ arn }) => arn === reference);
  if (bus) return { kind: 'bus', busName: bus.name };
  throw new StartProblem(
    `${id}: the target ${reference} is neither a function, a state machine nor an event bus of the stacks.`,
  );
};

/** The function or state machine of the stacks that a target names, if it is one. */
export const callableTarget = (
  target: Record<string, unknown>,
  { functions, stateMachines }: Callable,
): AsynchronousTarget | undefined => {
  const reference = asString(target['Arn']);
  const own = asString(asObject(target['DeadLetterConfig'])['Arn']);
  const called = functions.find(({ arn }) => arn === reference);
  if (called) {
    return { kind: 'function', functionName: called.name, deadLetterQueueArn: called.deadLetterQueueArn ?? own };
  }
  const machine = stateMachines.find(({ arn }) => arn === reference);
  return machine && { kind: 'state-machine', stateMachineArn: machine.arn, deadLetterQueueArn: own };
};
