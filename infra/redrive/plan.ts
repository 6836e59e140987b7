import { fieldsOf, type Letter, textOf } from './letter.ts';
import { type DeadLetterQueue, takersOf } from './queues.ts';

/** Where a batch of the table's stream is, as Lambda tells it when it has given up on it. */
export interface Batch {
  readonly streamArn: string;
  readonly shardId: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
}

/** What is to be done with a message: hand it to functions, hand them its batch, or leave it to a person. */
export type Plan =
  | { readonly kind: 'event'; readonly functions: readonly string[] }
  | { readonly kind: 'batch'; readonly function: string; readonly batch: Batch }
  | { readonly kind: 'leave'; readonly because: string };

/** Decides by the queue and by what stands beside the message; pure. Functions are named without `credence-<stage>-`. */
export const planFor = (stage: string, queue: DeadLetterQueue, { attributes, body }: Letter): Plan => {
  const fields = fieldsOf(body);
  if (Object.keys(fields).length === 0) return leave('its body is not a JSON object');
  if (queue.stream) {
    const batch = batchOf(fields['DDBStreamBatchInfo']);
    return batch ? { kind: 'batch', function: queue.otherwise, batch } : leave('it does not say where its batch is');
  }
  // Lambda writes the id of the request beside; the function itself, which knows that trying again is in vain, does not.
  if (attributes['ErrorCode'] && !attributes['RequestID']) return leave('its function can never take it as it is');
  const target = attributes['TARGET_ARN'];
  if (target !== undefined) return planForTarget(stage, queue, target);
  return { kind: 'event', functions: queue.byType?.[textOf(fields['detail-type'])] ?? [queue.otherwise] };
};

const leave = (because: string): Plan => ({ kind: 'leave', because });

/** A rule may have other targets than functions, such as a bus, on which nobody else can put an event of AWS. */
const planForTarget = (stage: string, queue: DeadLetterQueue, target: string): Plan => {
  const name = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:([^:]+)/.exec(target)?.[1];
  const taker = takersOf(queue).find((candidate) => name === `credence-${stage}-${candidate}`);
  if (taker !== undefined) return { kind: 'event', functions: [taker] };
  return leave(`it was meant for ${target}, which this command cannot call`);
};

const batchOf = (value: unknown): Batch | undefined => {
  const fields = fieldsOf(value);
  const [streamArn, shardId] = [textOf(fields['streamArn']), textOf(fields['shardId'])];
  const startSequenceNumber = textOf(fields['startSequenceNumber']);
  const endSequenceNumber = textOf(fields['endSequenceNumber']);
  if (!(streamArn && shardId && /^\d+$/.test(startSequenceNumber) && /^\d+$/.test(endSequenceNumber))) return undefined;
  return { streamArn, shardId, startSequenceNumber, endSequenceNumber };
};
