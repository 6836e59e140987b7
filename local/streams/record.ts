import type { _Record, AttributeValue } from '@aws-sdk/client-dynamodb-streams';
import { isObject } from '../json.ts';

/** A stream record as Lambda hands it to a function: numbers and binaries as JSON texts, times in seconds. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  /** Milliseconds since the epoch, by the platform's clock. */
  readonly writtenAt: number;
  readonly event: Readonly<Record<string, unknown>>;
}

/**
 * @param sourceArn the stream's ARN in the stacks, not that of the engine.
 * @param clockOffset how far the platform's clock is ahead of the engine's, in milliseconds.
 */
export const toStreamRecord = (
  record: _Record,
  source: { readonly arn: string; readonly region: string },
  clockOffset: number,
): StreamRecord => {
  const change = record.dynamodb ?? {};
  const writtenAt = (change.ApproximateCreationDateTime?.getTime() ?? Date.now()) + clockOffset;
  return {
    sequenceNumber: change.SequenceNumber ?? '',
    writtenAt,
    event: {
      eventID: record.eventID,
      eventName: record.eventName,
      eventVersion: record.eventVersion,
      eventSource: 'aws:dynamodb',
      awsRegion: source.region,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(writtenAt / 1000),
        ...(change.Keys && { Keys: itemToJson(change.Keys) }),
        ...(change.NewImage && { NewImage: itemToJson(change.NewImage) }),
        ...(change.OldImage && { OldImage: itemToJson(change.OldImage) }),
        SequenceNumber: change.SequenceNumber,
        SizeBytes: change.SizeBytes,
        StreamViewType: change.StreamViewType,
      },
      eventSourceARN: source.arn,
    },
  };
};

const itemToJson = (item: Readonly<Record<string, AttributeValue>>): unknown => toJson(item);

const toJson = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(toJson);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toJson(part)]));
};
