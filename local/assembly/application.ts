import { asArray, asBoolean, asNumber, asObject, asString, strings } from '../json.ts';
import { StartProblem } from '../problem.ts';
import type { Schedule } from '../scheduler/schedule.ts';
import type { StateMachine } from '../step-functions/state-machine.ts';
import { type EventRule, readEventRules } from './event-rules.ts';
import { type HttpApi, readHttpApi } from './http-api.ts';
import { type MailService, readMailService } from './mail-service.ts';
import type { Resource, Stack } from './model.ts';
import { resolveStacks } from './resolve-stacks.ts';
import { readSchedules } from './schedules.ts';
import { readStateMachines } from './state-machines.ts';
import { readUserPools, type UserPool } from './user-pools.ts';

/** What the stacks declare, in the terms of the laptop runtime. */
export interface Application {
  readonly region: string;
  readonly account: string;
  readonly tables: readonly TableDefinition[];
  readonly functions: readonly FunctionDefinition[];
  readonly api: HttpApi;
  readonly streamConsumers: readonly StreamConsumer[];
  readonly queues: readonly QueueDefinition[];
  readonly eventBuses: readonly EventBusDefinition[];
  readonly eventRules: readonly EventRule[];
  readonly schedules: readonly Schedule[];
  readonly mail: MailService;
  readonly stateMachines: readonly StateMachine[];
  readonly userPools: readonly UserPool[];
  /** Scopes of the user pool's resource servers, such as `credit/read`. */
  readonly scopes: readonly string[];
}

export interface TableDefinition {
  readonly name: string;
  readonly arn: string;
  /** The properties of the table as in its template. */
  readonly properties: Record<string, unknown>;
}

export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  /** Source file, relative to the repository. */
  readonly entry: string;
  readonly exportName: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Takes the events on which the function failed, where it was called asynchronously. */
  readonly deadLetterQueueArn?: string;
}

export interface StreamConsumer {
  readonly id: string;
  readonly tableName: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly filterPatterns: readonly string[];
  readonly reportsItemFailures: boolean;
  readonly bisectsOnError: boolean;
  /** Attempts after the first; `undefined` is until the record expires, which on a laptop is for ever. */
  readonly maximumRetryAttempts: number | undefined;
  readonly onFailureQueueArn: string | undefined;
}

export interface QueueDefinition {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
}

export interface EventBusDefinition {
  readonly name: string;
  readonly arn: string;
}

/**
 * Reads what the stacks declare; refuses, by name, what the laptop cannot do.
 * @param origin where the laptop serves it, for the functions that tell others so.
 */
export const readApplication = (stacks: readonly Stack[], origin?: string): Application => {
  const [first] = stacks;
  if (!first) throw new StartProblem('The cloud assembly holds no stack.');
  const resources = resolveStacks(stacks, origin);
  const ofType = (...types: readonly string[]) => resources.filter((resource) => types.includes(resource.type));
  const functions = ofType('AWS::Lambda::Function').map(toFunction);
  const eventBuses = ofType('AWS::Events::EventBus').map((bus) => ({ name: bus.ref, arn: arnOf(bus) }));
  const callable = { functions, stateMachines: readStateMachines(resources, stacks) };
  return {
    region: first.region,
    account: first.account,
    tables: ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(toTable),
    functions,
    api: readHttpApi(resources, functions),
    streamConsumers: ofType('AWS::Lambda::EventSourceMapping').flatMap((mapping) => toConsumer(mapping, functions)),
    queues: ofType('AWS::SQS::Queue').map((queue) => ({
      name: queue.ref.split('/').at(-1) ?? queue.ref,
      arn: arnOf(queue),
      url: queue.ref,
    })),
    eventBuses,
    eventRules: readEventRules(ofType('AWS::Events::Rule'), callable, eventBuses),
    schedules: readSchedules(ofType('AWS::Scheduler::Schedule'), callable),
    mail: readMailService(resources),
    stateMachines: callable.stateMachines,
    userPools: readUserPools(resources),
    scopes: ofType('AWS::Cognito::UserPoolResourceServer').flatMap((server) =>
      asArray(server.properties['Scopes']).map((scope) => `${server.ref}/${asString(asObject(scope)['ScopeName'])}`),
    ),
  };
};

const arnOf = (resource: Resource): string => {
  if (resource.arn) return resource.arn;
  throw new StartProblem(`${resource.stackName}.${resource.logicalId}: a ${resource.type} without an ARN.`);
};

const toTable = (resource: Resource): TableDefinition => ({
  name: resource.ref,
  arn: arnOf(resource),
  properties: resource.properties,
});

const toFunction = (resource: Resource): FunctionDefinition => {
  const { properties } = resource;
  const entry = asString(resource.metadata['credence:entry']);
  if (!entry) {
    throw new StartProblem(
      `${resource.stackName}.${resource.logicalId}: the function does not say where its source is ` +
        "(Metadata 'credence:entry': 'functions/<name>/handler.ts').",
    );
  }
  const environment = Object.entries(asObject(asObject(properties['Environment'])['Variables']));
  const deadLetterQueueArn = asString(asObject(properties['DeadLetterConfig'])['TargetArn']);
  return {
    name: resource.ref,
    arn: arnOf(resource),
    entry,
    exportName: asString(properties['Handler'])?.split('.').at(-1) ?? 'handler',
    timeoutSeconds: asNumber(properties['Timeout']) ?? 3,
    memoryMegabytes: asNumber(properties['MemorySize']) ?? 128,
    environment: Object.fromEntries(environment.map(([name, value]) => [name, String(value)])),
    ...(deadLetterQueueArn !== undefined && { deadLetterQueueArn }),
  };
};

/** Settings of an event source mapping that change what a function is given, and that the laptop does not follow. */
const unsupportedSettings = ['TumblingWindowInSeconds', 'SelfManagedEventSource', 'Queues', 'Topics'];

const toConsumer = (mapping: Resource, functions: readonly FunctionDefinition[]): readonly StreamConsumer[] => {
  const { properties } = mapping;
  const where = `${mapping.stackName}.${mapping.logicalId}`;
  if (properties['Enabled'] !== undefined && !asBoolean(properties['Enabled'])) return [];
  for (const setting of unsupportedSettings) {
    if (properties[setting]) throw new StartProblem(`${where}: ${setting} cannot be run on a laptop.`);
  }
  const source = asString(properties['EventSourceArn']) ?? '';
  const tableName = /:dynamodb:[^/]*table\/([^/]+)\/stream\//.exec(source)?.[1];
  if (!tableName) throw new StartProblem(`${where}: only DynamoDB streams can be mapped on a laptop, not ${source}.`);
  const retries = asNumber(properties['MaximumRetryAttempts']);
  return [
    {
      id: where,
      tableName,
      functionName: functionNamed(asString(properties['FunctionName']), functions, where).name,
      batchSize: asNumber(properties['BatchSize']) ?? 100,
      filterPatterns: asArray(asObject(properties['FilterCriteria'])['Filters']).map((filter) =>
        String(asObject(filter)['Pattern']),
      ),
      reportsItemFailures: strings(properties['FunctionResponseTypes']).includes('ReportBatchItemFailures'),
      bisectsOnError: asBoolean(properties['BisectBatchOnFunctionError']),
      maximumRetryAttempts: retries === undefined || retries < 0 ? undefined : retries,
      onFailureQueueArn: asString(asObject(asObject(properties['DestinationConfig'])['OnFailure'])['Destination']),
    },
  ];
};

/** Finds a function by its name or ARN. */
const functionNamed = (
  reference: string | undefined,
  functions: readonly FunctionDefinition[],
  where: string,
): FunctionDefinition => {
  const found = functions.find(({ name, arn }) => reference === name || reference === arn);
  if (!found) throw new StartProblem(`${where}: there is no function ${String(reference)} in the stacks.`);
  return found;
};
