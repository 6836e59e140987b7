import type { QueueDefinition } from '../assembly/application.ts';
import { awsJson, parseObject, refuse } from '../http/aws-json.ts';
import type { Reply } from '../http/reply.ts';
import { headerOf, type Request } from '../http/request.ts';
import { asString } from '../json.ts';
import { type Operation, operations } from './operations.ts';
import type { QueueStore } from './queue-store.ts';

export interface SqsOptions {
  readonly definitions: readonly QueueDefinition[];
  readonly queues: Pick<QueueStore, 'send' | 'receive' | 'hide' | 'remove'>;
}

const TARGET_PREFIX = 'AmazonSQS.';

/**
 * The SQS endpoint of the SDK (AWS JSON 1.0). Knows `SendMessage`, by which functions lay aside what a person has to look
 * at, and what a person takes it out by; refuses every other operation by name.
 */
export const createSqs =
  ({ definitions, queues }: SqsOptions): ((request: Request) => Promise<Reply>) =>
  async (request) => {
    const target = headerOf(request, 'x-amz-target') ?? '';
    const name = target.replace(TARGET_PREFIX, '');
    const operation: Operation | undefined = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (!operation || !target.startsWith(TARGET_PREFIX)) {
      return refuse('UnknownOperationException', `SQS on a laptop does not know ${name || 'this request'}.`);
    }
    const input = parseObject(request.body.toString('utf8')) ?? {};
    const [url, queueName] = [asString(input['QueueUrl']), asString(input['QueueName'])];
    const queue = definitions.find((one) => one.url === url || one.name === queueName);
    if (!queue) return refuse('QueueDoesNotExist', 'The specified queue does not exist.');
    const output = operation(queue, input, queues);
    return 'refusal' in output ? refuse('InvalidParameterValue', output.refusal) : awsJson(200, output.answer);
  };
