import { parseResource, type TaskResource } from '../asl/resource.ts';
import { operations } from '../endpoint.ts';
import type { Services } from '../operations/operation.ts';
import { type AwsJsonService, callAwsJson } from './aws-json.ts';
import { createPutEventsTask } from './events.ts';
import { createFunctionTask, createInvokeTask, type LambdaTaskOptions } from './lambda.ts';
import { capitalize } from './names.ts';
import { createSesTask } from './ses.ts';
import { createSfnTask } from './sfn.ts';
import { failed, type TaskHandler } from './task.ts';

export interface TaskTableOptions extends LambdaTaskOptions {
  readonly region: string;
  readonly endpoints: {
    readonly dynamodb: string;
    readonly eventBridge: string;
    /** Where there is none, workflows cannot send mail. */
    readonly ses?: string | undefined;
  };
  /** The Step Functions operations themselves, for workflows that start others. */
  readonly services: () => Services;
}

export interface TaskTable {
  /** Why a resource cannot be called; `undefined` when it can. */
  readonly refusal: (resource: string) => string | undefined;
  readonly call: TaskHandler;
}

/** Optimized integrations of DynamoDB; every other action there is, there is through `aws-sdk` only. */
const OPTIMIZED_DYNAMODB = ['getItem', 'putItem', 'updateItem', 'deleteItem'];

/** What the tasks of workflows can call on a laptop. */
export const createTaskTable = (options: TaskTableOptions): TaskTable => {
  const { region, endpoints } = options;
  const dynamodb = (errorPrefix: string): AwsJsonService => ({
    endpoint: endpoints.dynamodb,
    targetPrefix: 'DynamoDB_20120810',
    version: '1.0',
    errorPrefix,
    region,
  });
  const eventBridge: AwsJsonService = {
    endpoint: endpoints.eventBridge,
    targetPrefix: 'AWSEvents',
    version: '1.1',
    errorPrefix: 'EventBridge',
    region,
  };

  const handlerOf = ({ kind, type, action }: TaskResource): TaskHandler | undefined => {
    if (kind === 'function') return createFunctionTask(options);
    switch (type) {
      case 'lambda':
        return action === 'invoke' ? createInvokeTask(options) : undefined;
      case 'events':
        return action === 'putEvents' ? createPutEventsTask(eventBridge) : undefined;
      case 'aws-sdk:eventbridge':
        return (call) => callAwsJson(eventBridge, capitalize(action), call.arguments);
      case 'dynamodb':
        if (!OPTIMIZED_DYNAMODB.includes(action)) return undefined;
        return (call) => callAwsJson(dynamodb('DynamoDB'), capitalize(action), call.arguments);
      case 'aws-sdk:dynamodb':
        return (call) => callAwsJson(dynamodb('DynamoDb'), capitalize(action), call.arguments);
      case 'aws-sdk:sfn': {
        const operation = operations[capitalize(action)];
        return operation && ((call) => createSfnTask(options.services(), operation)(call));
      }
      case 'aws-sdk:ses':
        return endpoints.ses === undefined ? undefined : createSesTask(endpoints.ses, action);
      default:
        return undefined;
    }
  };

  return {
    refusal: (resource) => {
      const parsed = parseResource(resource);
      return parsed && handlerOf(parsed) ? undefined : `the resource ${resource} cannot be called on a laptop`;
    },
    call: async (call) => {
      const parsed = parseResource(call.resource);
      const handler = parsed && handlerOf(parsed);
      return handler ? handler(call) : failed('States.Runtime', `The resource ${call.resource} cannot be called`);
    },
  };
};
