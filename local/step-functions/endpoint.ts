import { randomUUID } from 'node:crypto';
import { jsonReply, type Reply } from '../http/reply.ts';
import { headerOf, type Request } from '../http/request.ts';
import { AwsError } from './aws-error.ts';
import { executionOperations } from './operations/executions.ts';
import { machineOperations } from './operations/machines.ts';
import type { Operation, Services } from './operations/operation.ts';
import { tokenOperations } from './operations/task-tokens.ts';

const TARGET_PREFIX = 'AWSStepFunctions.';

/** The operations that the laptop knows, by their names in the API. */
export const operations: Readonly<Record<string, Operation>> = {
  ...executionOperations,
  ...machineOperations,
  ...tokenOperations,
};

/** The Step Functions endpoint of the SDK (AWS JSON 1.0). Refuses operations that it does not know by name. */
export const createEndpoint =
  (services: Services): ((request: Request) => Promise<Reply>) =>
  async (request) => {
    const target = headerOf(request, 'x-amz-target') ?? '';
    const name = target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : '';
    const run = Object.hasOwn(operations, name) ? operations[name] : undefined;
    try {
      if (!run) {
        throw new AwsError(
          'UnknownOperationException',
          `Step Functions on a laptop does not know ${name || 'this request'}.`,
        );
      }
      return awsJson(200, await run(services, readBody(request)));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return awsJson(400, { __type: error.type, message: error.message });
    }
  };

const readBody = (request: Request): unknown => {
  try {
    return JSON.parse(request.body.toString('utf8') || '{}');
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON.');
  }
};

const awsJson = (status: number, body: unknown): Reply =>
  jsonReply(status, body, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() });
