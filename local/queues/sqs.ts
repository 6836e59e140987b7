import { createHash, randomUUID } from 'node:crypto';
import type { QueueDefinition } from '../assembly/application.ts';
import { awsJson, parseObject, refuse } from '../http/aws-json.ts';
import type { Reply } from '../http/reply.ts';
import { headerOf, type Request } from '../http/request.ts';
import { asString } from '../json.ts';
import type { QueueStore } from './queue-store.ts';

export interface SqsOptions {
  readonly definitions: readonly QueueDefinition[];
  readonly queues: Pick<QueueStore, 'send'>;
}

const TARGET_PREFIX = 'AmazonSQS.';

/**
 * The SQS endpoint of the SDK (AWS JSON 1.0). Knows `SendMessage`, by which functions lay aside what a person has to look
 * at; refuses every other operation by name.
 */
export const createSqs =
  ({ definitions, queues }: SqsOptions): ((request: Request) => Promise<Reply>) =>
  async (request) => {
    const target = headerOf(request, 'x-amz-target') ?? '';
    if (target !== `${TARGET_PREFIX}SendMessage`) {
      const operation = target.replace(TARGET_PREFIX, '') || 'this request';
      return refuse('UnknownOperationException', `SQS on a laptop does not know ${operation}.`);
    }
    const input = parseObject(request.body.toString('utf8'));
    const queue = definitions.find(({ url }) => url === asString(input?.['QueueUrl']));
    const body = asString(input?.['MessageBody']);
    if (!queue) return refuse('QueueDoesNotExist', 'The specified queue does not exist.');
    if (!body) return refuse('InvalidParameterValue', 'The request must contain the parameter MessageBody.');
    queues.send(queue.arn, parseObject(body) ?? body);
    return awsJson(200, { MessageId: randomUUID(), MD5OfMessageBody: createHash('md5').update(body).digest('hex') });
  };
