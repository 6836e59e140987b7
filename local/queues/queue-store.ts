import { randomUUID } from 'node:crypto';
import type { QueueDefinition } from '../assembly/application.ts';
import type { StateStore } from '../state/store.ts';

export interface QueueMessage {
  readonly id: string;
  readonly sentAt: string;
  readonly body: unknown;
}

export interface QueueContents {
  readonly name: string;
  readonly arn: string;
  readonly messageCount: number;
  /** The newest ones, newest first. */
  readonly messages: readonly QueueMessage[];
}

/** The queues of the stacks, of which the laptop only fills and shows the dead-letter ones. */
export interface QueueStore {
  readonly send: (queueArn: string, body: unknown) => void;
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
  const insert = database.prepare('INSERT INTO queue_messages (id, queue, sent_at, body) VALUES (?, ?, ?, ?)');
  const trim = database.prepare('DELETE FROM queue_messages WHERE position <= ?');
  const count = database.prepare('SELECT count(*) AS messages FROM queue_messages WHERE queue = ?');
  const newest = database.prepare(
    `SELECT id, sent_at, body FROM queue_messages WHERE queue = ? ORDER BY position DESC LIMIT ${SHOWN_MESSAGES}`,
  );
  return {
    send: (queueArn, body) => {
      const sentAt = new Date(now()).toISOString();
      const { lastInsertRowid } = insert.run(randomUUID(), queueArn, sentAt, JSON.stringify(body));
      trim.run(Number(lastInsertRowid) - KEPT_MESSAGES);
    },
    list: () =>
      queues.map(({ name, arn }) => ({
        name,
        arn,
        messageCount: Number(count.get(arn)?.['messages'] ?? 0),
        messages: newest.all(arn).map((row) => ({
          id: String(row['id']),
          sentAt: String(row['sent_at']),
          body: JSON.parse(String(row['body'])),
        })),
      })),
    clear: () => {
      database.exec('DELETE FROM queue_messages');
    },
  };
};
