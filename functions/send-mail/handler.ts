import { setTimeout as sleep } from 'node:timers/promises';
import { SESClient } from '@aws-sdk/client-ses';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { readMailConfig, readPeopleConfig } from '../../shared/config.ts';
import { toInstant } from '../../shared/dates.ts';
import type { MailState } from '../../shared/domain/mail/mail.ts';
import { createLogger } from '../../shared/http/logger.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { openTable } from '../../shared/store/table.ts';
import { reportUndelivered } from '../../shared/workflow/undelivered-mail.ts';
import { handOver } from './hand-over.ts';
import { type Outbox, sendMail } from './send.ts';
import {
  CLAIM_STANDS_MS,
  CONNECTION_TIMEOUT_MS,
  pauseAfter,
  REQUEST_TIMEOUT_MS,
  TIME_FOR_A_MAIL_MS,
} from './timing.ts';

const config = readMailConfig();
const log = createLogger(config);
const people = openPeople(readPeopleConfig());

const ses = new SESClient({
  // A repeated call might send twice.
  maxAttempts: 1,
  requestHandler: {
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
  },
});
const table = openTable(config.tableName);
const outbox: Outbox = {
  ...config,
  table,
  handOver: (envelope, mail) => handOver(ses, config.sender, envelope, mail),
  waitForClaim: () => sleep(CLAIM_STANDS_MS),
};

/** Alarms count these lines. */
const levels: Partial<Record<MailState, 'warn' | 'error'>> = { PENDING: 'warn', UNKNOWN: 'error', FAILED: 'error' };

/** @returns whether the record is done with; it comes again otherwise. */
const deliver = async ({ dynamodb }: DynamoDBRecord, timeLeft: () => number): Promise<boolean> => {
  const { mailId, corr, queuedAt } = dynamodb?.NewImage ?? {};
  if (!mailId?.S) return true;
  const seconds = dynamodb?.ApproximateCreationDateTime;
  const at = seconds === undefined ? (queuedAt?.S ?? '') : toInstant(seconds * 1000);
  const line = log.with({ mailId: mailId.S, correlationId: corr?.S });
  try {
    const sent = await sendMail(mailId.S, at, outbox);
    if (sent) line[levels[sent.state] ?? 'info']('mail', { state: sent.state, reason: sent.reason });
    // Of a mail whose record comes again, nobody may have been told.
    if (!sent || sent.state === 'FAILED' || sent.state === 'UNKNOWN')
      await reportUndelivered(mailId.S, at, table, config, people);
    if (sent?.state !== 'PENDING') return true;
    await sleep(pauseAfter(sent.tries, timeLeft()));
    return false;
  } catch (error) {
    line.error('mail could not be handled', { error });
    return false;
  }
};

/** Sends the new mails of the table's stream, one after the other; from the first that must wait, they come again. */
export const handler = async (
  { Records: records }: DynamoDBStreamEvent,
  context?: Partial<Context>,
): Promise<DynamoDBBatchResponse> => {
  const timeLeft = () => context?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY;
  for (const record of records) {
    if (timeLeft() >= TIME_FOR_A_MAIL_MS && (await deliver(record, timeLeft))) continue;
    return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
  }
  return { batchItemFailures: [] };
};
