import type { TableConfig } from '../config.ts';
import { type Instant, toInstant } from '../dates.ts';
import type { Mail } from '../domain/mail/mail.ts';
import type { Directory } from '../store/limit-requests/directory.ts';
import { closeStranded, giveUpStranded, onTheirWay, strandedMails } from '../store/stranded-mails.ts';
import type { Table } from '../store/table.ts';
import type { HasTime } from '../store/time-budget.ts';
import { reportUndelivered } from './undelivered-mail.ts';

/** The stream hands a new mail to the sender for two hours; an hour later no try of it can be under way any more. */
const STRANDED_AFTER_MS = 3 * 3_600_000;

export interface SweepOptions {
  readonly hasTime: HasTime;
  /** Told of each mail that is given up on, once. */
  readonly onGivenUp: (mail: Mail) => void;
  /** Told why nobody could be told of a mail. */
  readonly onFailure: (mailId: string, error: unknown) => void;
}

export interface Sweep {
  readonly givenUp: number;
  /** Mails of which nobody could be told; the next run tries again. */
  readonly failed: readonly string[];
  /** The time was over before the end. */
  readonly more: boolean;
}

/**
 * Gives up on mails that were never sent, and lets whoever waits for them know: a case whose reminder was lost gets a
 * task to call, an approval asks somebody else. A mail that is claimed in this moment is left alone. Done again, nothing
 * happens.
 */
export const sweepMails = async (
  table: Table,
  at: Instant,
  config: Pick<TableConfig, 'baseCurrency' | 'timeZone' | 'calendarCountry'>,
  people: Directory,
  { hasTime, onFailure, onGivenUp }: SweepOptions,
): Promise<Sweep> => {
  const before = toInstant(Date.parse(at) - STRANDED_AFTER_MS);
  const failed: string[] = [];
  let givenUp = 0;
  const sweep = async (mail: Mail): Promise<void> => {
    const ended = await giveUpStranded(table, mail, at);
    if (!ended) return;
    if (ended !== mail) {
      givenUp += 1;
      onGivenUp(ended);
    }
    await reportUndelivered(ended.mailId, at, table, config, people);
    await closeStranded(table, ended, at);
  };
  for (const state of onTheirWay) {
    for await (const mails of strandedMails(table, state, before)) {
      for (const mail of mails) {
        if (!hasTime()) return { givenUp, failed, more: true };
        try {
          await sweep(mail);
        } catch (error) {
          failed.push(mail.mailId);
          onFailure(mail.mailId, error);
        }
      }
    }
  }
  return { givenUp, failed, more: false };
};
