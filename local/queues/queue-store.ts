import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { QueueDefinition } from '../assembly/application.ts';
import type { StateStore } from '../state/store.ts';

export interface QueueMessage {
  readonly id: string;
  readonly sentAt: string;
  readonly body: unknown;
  /** What stands beside the body: why it was given up on. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A message that was taken out, for the time being. */
export interface ReceivedMessage extends QueueMessage {
  readonly receiptHandle: string;
}

export interface QueueContents {
  readonly name: string;
  readonly arn: string;
  readonly messageCount: number;
  /** The newest ones, newest first. */
  readonly messages: readonly QueueMessage[];
}

/** The queues of the stacks, all of which take dead letters: the laptop fills and shows them, and `npm run redrive` empties them. */
export interface QueueStore {
  readonly send: (queueArn: string, body: unknown, attributes?: QueueMessage['attributes']) => void;
  /** The oldest messages that are not hidden, which are hidden from then on for as long; in real time, as whoever asks lives in it. */
  readonly receive: (queueArn: string, most: number, hiddenSeconds: number) => readonly ReceivedMessage[];
  /** Hides a received message for so long from now on. */
  readonly hide: (queueArn: string, receiptHandle: string, hiddenSeconds: number) => void;
  readonly remove: (queueArn: string, receiptHandle: string) => void;
  readonly list: () => readonly QueueContents[];
  readonly clear: () => void;
}

const SHOWN_MESSAGES = 100;
const KEPT_MESSAGES = 10_000;

export const createQueueStore = (
  { database }: StateStore,
  queues: readonly QueueDefinition[],
  now: () => number,
): QueueStore => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS queue_messages (
      position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, queue TEXT NOT NULL, sent_at TEXT NOT NULL, body TEXT NOT NULL
    )`);
  addColumns(database);
  const insert = database.prepare(
    'INSERT INTO queue_messages (id, queue, sent_at, body, attributes) VALUES (?, ?, ?, ?, ?)',
  );
  const trim = database.prepare('DELETE FROM queue_messages WHERE position <= ?');
  const count = database.prepare('SELECT count(*) AS messages FROM queue_messages WHERE queue = ?');
  const newest = database.prepare(
    `SELECT id, sent_at, body, attributes FROM queue_messages WHERE queue = ? ORDER BY position DESC LIMIT ${SHOWN_MESSAGES}`,
  );
  const oldest = database.prepare(
    `SELECT id, sent_at, body, attributes FROM queue_messages
     WHERE queue = ? AND hidden_until <= ? ORDER BY position LIMIT ?`,
  );
  const hide = database.prepare('UPDATE queue_messages SET hidden_until = ? WHERE queue = ? AND id = ?');
  const remove = database.prepare('DELETE FROM queue_messages WHERE queue = ? AND id = ?');
  const until = (seconds: number): number => Date.now() + seconds * 1000;
  return {
    send: (queueArn, body, attributes = {}) => {
      const sentAt = new Date(now()).toISOString();
      const texts = [JSON.stringify(body), JSON.stringify(attributes)] as const;
      const { lastInsertRowid } = insert.run(randomUUID(), queueArn, sentAt, ...texts);
      trim.run(Number(lastInsertRowid) - KEPT_MESSAGES);
    },
    receive: (queueArn, most, hiddenSeconds) => {
      const received = oldest.all(queueArn, Date.now(), most).map(toMessage);
      for (const { id } of received) hide.run(until(hiddenSeconds), queueArn, id);
      // A message of a laptop has one holder at a time: its id does as the handle.
      return received.map((message) => ({ ...message, receiptHandle: message.id }));
    },
    hide: (queueArn, receiptHandle, hiddenSeconds) => {
      hide.run(until(hiddenSeconds), queueArn, receiptHandle);
    },
    remove: (queueArn, receiptHandle) => {
      remove.run(queueArn, receiptHandle);
    },
    list: () =>
      queues.map(({ name, arn }) => ({
        name,
        arn,
        messageCount: Number(count.get(arn)?.['messages'] ?? 0),
        messages: newest.all(arn).map(toMessage),
      })),
    clear: () => {
      database.exec('DELETE FROM queue_messages');
    },
  };
};

const toMessage = (row: Readonly<Record<string, unknown>>): QueueMessage => ({
  id: String(row['id']),
  sentAt: String(row['sent_at']),
  body: JSON.parse(String(row['body'])),
  attributes: JSON.parse(String(row['attributes'])),
});

/** Data folders of earlier versions have a table without them. */
const addColumns = (database: DatabaseSync): void => {
  const present = database.prepare('PRAGMA table_info(queue_messages)').all();
  const wanted = { attributes: "TEXT NOT NULL DEFAULT '{}'", hidden_until: 'INTEGER NOT NULL DEFAULT 0' };
  for (const [name, type] of Object.entries(wanted)) {
    if (!present.some((column) => column['name'] === name)) {
      database.exec(`ALTER TABLE queue_messages ADD COLUMN ${name} ${type}`);
    }
  }
};
