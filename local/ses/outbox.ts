import type { StateStore } from '../state/store.ts';

/** A mail as it was sent. */
export interface SentMail {
  readonly id: string;
  /** The recipients, separated by commas. */
  readonly to: string;
  readonly subject: string;
  /** By the platform's clock. */
  readonly sentAt: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the platform has mailed; the newest are kept. */
export interface Outbox {
  readonly add: (mail: SentMail) => void;
  /** Newest first. */
  readonly list: () => readonly SentMail[];
  readonly clear: () => void;
}

const KEPT_MAILS = 5_000;

export const createOutbox = ({ database }: StateStore): Outbox => {
  database.exec('CREATE TABLE IF NOT EXISTS mails (position INTEGER PRIMARY KEY AUTOINCREMENT, mail TEXT NOT NULL)');
  const insert = database.prepare('INSERT INTO mails (mail) VALUES (?)');
  const trim = database.prepare('DELETE FROM mails WHERE position <= ?');
  const select = database.prepare('SELECT mail FROM mails ORDER BY position DESC');
  return {
    add: (mail) => {
      const { lastInsertRowid } = insert.run(JSON.stringify(mail));
      trim.run(Number(lastInsertRowid) - KEPT_MAILS);
    },
    list: () => select.all().map((row) => JSON.parse(String(row['mail'])) as SentMail),
    clear: () => {
      database.exec('DELETE FROM mails');
    },
  };
};
