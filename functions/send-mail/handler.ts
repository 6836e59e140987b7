import { setTimeout as sleep } from 'node:timers/promises';
import { SESClient } from '@aws-sdk/client-ses';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { readMailConfig } from '../../shared/config.ts';
import { toInstant } from '../../shared/dates.ts';
import type { MailState } from '../../shared/domain/mail/mail.ts';
import { createLogger } from '../../shared/http/logger.ts';
import { openTable } from '../../shared/store/table.ts';
import { reportUndelivered } from '../../shared/workflow/undelivered-mail.ts';
import { handOver } from './hand-over.ts';
import { type Outbox, sendMail } from './send.ts';

const config = readMailConfig();
const log = createLogger(config);

/** SES answers in some 100 ms. A call that is cut off leaves a mail unclear, so it is given much longer than that. */
const REQUEST_TIMEOUT_MS = 8_000;
const CONNECTION_TIMEOUT_MS = 2_000;
/** A claim is marked by then, if ever: the call to SES, and the writes around it. */
const CLAIM_STANDS_MS = REQUEST_TIMEOUT_MS + CONNECTION_TIMEOUT_MS + 5_000;
/**
 * No mail is begun with less time left: none may be cut off between being handed over and being marked, however long the
 * store takes for its claim and its link.
 */
const TIME_FOR_A_MAIL_MS = CLAIM_STANDS_MS + 25_000;
/** Before a mail that was not taken for now comes again: longer each time, some three minutes in all. */
const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** What must be left of the function's time after a pause. */
const TIME_TO_ANSWER_MS = 2_000;

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
  table,
  timeZone: config.timeZone,
  publicUrl: config.publicUrl,
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
    // Of a mail that had failed before, nobody may have been told.
    if (!sent || sent.state === 'FAILED') await reportUndelivered(mailId.S, at, table, config);
    if (sent?.state !== 'PENDING') return true;
    const pause = Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** (sent.tries - 1));
    await sleep(Math.max(0, Math.min(pause, timeLeft() - TIME_TO_ANSWER_MS)));
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
