import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { eventData } from '../../shared/contracts/events.ts';
import { hashOf } from '../../shared/domain/history/entry.ts';
import { toHistoryEntry } from '../../shared/store/history.ts';
import { toNotice } from '../../shared/store/warnings/notices.ts';
import { type AnyEvent, eventsOf } from './events.ts';
import { eventOfNotice } from './notice-event.ts';

/** The stream's filter lets history entries and notices through and nothing else; what comes all the same is no matter of ours. */
const isOther = ({ eventName, dynamodb }: DynamoDBRecord): boolean => {
  const entityType = dynamodb?.NewImage?.['entityType']?.S;
  return eventName === 'MODIFY' || eventName === 'REMOVE' || !['HISTORY', 'WARNING', undefined].includes(entityType);
};

/**
 * The events of a record of the table's stream; none where it is neither a history entry nor a notice.
 * @throws an error that says what is wrong with the entry when it cannot be read.
 */
export const eventsOfRecord = (record: DynamoDBRecord): readonly AnyEvent[] => {
  if (isOther(record)) return [];
  const image = record.dynamodb?.NewImage as Record<string, AttributeValue> | undefined;
  if (!image) throw new TypeError('the record has no new image');
  const item = unmarshall(image, { wrapNumbers: (value) => BigInt(value) });
  if (item['entityType'] === 'WARNING') return [eventOfNotice(toNotice(item))];
  const entry = toHistoryEntry(item);
  if (!Object.hasOwn(eventData, entry.kind)) throw new TypeError(`'${entry.kind}' is no kind of entry known here`);
  // The hash covers every field: what it does not fit was not written by the store, and is not announced.
  if (hashOf(entry) !== entry.hash) throw new TypeError('the entry is not what its hash says');
  return eventsOf(entry);
};
