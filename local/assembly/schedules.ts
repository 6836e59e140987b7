import { asObject, asString } from '../json.ts';
import { messageOf, StartProblem } from '../problem.ts';
import { readExpression } from '../scheduler/expression.ts';
import { payloadOf } from '../scheduler/payload.ts';
import type { Schedule } from '../scheduler/schedule.ts';
import { type Callable, callableTarget } from './event-rules.ts';
import type { Resource } from './model.ts';

/** Properties that the laptop follows, and those that name or encrypt and change nothing of what is called. */
const FOLLOWED = [
  ...['Name', 'GroupName', 'State', 'Target', 'FlexibleTimeWindow'],
  ...['ScheduleExpression', 'ScheduleExpressionTimezone', 'StartDate', 'EndDate'],
];
const WITHOUT_MEANING = ['Description', 'KmsKeyArn'];
/** A hand-over never fails on a laptop, so that there is nothing for `RetryPolicy` to try again. */
const FOLLOWED_OF_TARGET = ['Arn', 'RoleArn', 'Input', 'DeadLetterConfig', 'RetryPolicy'];

const DEFAULT_TIME_ZONE = 'UTC';

/** Reads the schedules of the stacks that are enabled; refuses, by name, what the laptop cannot do. */
export const readSchedules = (schedules: readonly Resource[], callable: Callable): readonly Schedule[] =>
  schedules.flatMap((resource) => {
    const { properties, stackName, logicalId } = resource;
    const id = `${stackName}.${logicalId}`;
    const target = asObject(properties['Target']);
    refuseOthers(id, properties, [...FOLLOWED, ...WITHOUT_MEANING]);
    refuseOthers(`${id}: the target`, target, FOLLOWED_OF_TARGET);
    const mode = asString(asObject(properties['FlexibleTimeWindow'])['Mode']);
    if (mode !== 'OFF')
      throw new StartProblem(`${id}: a FlexibleTimeWindow of mode ${mode} cannot be run on a laptop.`);
    if (asString(properties['State']) === 'DISABLED') return [];
    const expression = {
      expression: asString(properties['ScheduleExpression']) ?? '',
      timeZone: asString(properties['ScheduleExpressionTimezone']) ?? DEFAULT_TIME_ZONE,
      startDate: asString(properties['StartDate']),
      endDate: asString(properties['EndDate']),
    };
    return [
      {
        ...expression,
        name: resource.ref,
        arn: resource.arn ?? id,
        input: inputOf(id, target),
        occurrences: occurrencesOf(id, expression),
        target: toTarget(id, target, callable),
      },
    ];
  });

const refuseOthers = (where: string, properties: Record<string, unknown>, known: readonly string[]): void => {
  const unknown = Object.keys(properties).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new StartProblem(`${where}: ${unknown.join(', ')} cannot be followed on a laptop.`);
};

const occurrencesOf = (id: string, expression: Parameters<typeof readExpression>[0]): Schedule['occurrences'] => {
  try {
    return readExpression(expression);
  } catch (error) {
    throw new StartProblem(`${id}: the schedule cannot be read: ${messageOf(error)}`, { cause: error });
  }
};

const toTarget = (id: string, target: Record<string, unknown>, callable: Callable): Schedule['target'] => {
  const called = callableTarget(target, callable);
  if (called) return called;
  const reference = asString(target['Arn']);
  throw new StartProblem(`${id}: the target ${reference} is neither a function nor a state machine of the stacks.`);
};

/** Refuses an input that is no JSON, which a function could not be given. */
const inputOf = (id: string, target: Record<string, unknown>): string | undefined => {
  const input = asString(target['Input']);
  try {
    payloadOf({ arn: id, input }, { scheduledAt: 0, executionId: '', account: '', region: '' });
  } catch (error) {
    throw new StartProblem(`${id}: the Input is not JSON: ${messageOf(error)}`, { cause: error });
  }
  return input;
};
