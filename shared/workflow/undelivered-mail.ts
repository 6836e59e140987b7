import type { TableConfig } from '../config.ts';
import { type Instant, momentAt } from '../dates.ts';
import type { Mail, MailState } from '../domain/mail/mail.ts';
import { Refusal } from '../errors.ts';
import { approverNotReached } from '../store/limit-requests/not-reached.ts';
import { loadMail } from '../store/mails.ts';
import type { Table } from '../store/table.ts';
import { taskContext } from './task-context.ts';

/** Of an `UNKNOWN` mail nobody knows, but its link has replaced the earlier one: its approver may have none that works. */
const notArrived: readonly MailState[] = ['FAILED', 'BOUNCED', 'UNKNOWN'];

const whyOf = ({ reason, state }: Mail): string => {
  const why = reason ?? 'No reason was given.';
  return state === 'UNKNOWN' ? `Whether the mail went out is not known: ${why}` : why;
};

/**
 * Lets the approval know, if a mail that asked for a decision was refused by SES, came back, or may never have gone out,
 * whom it did not reach. Other mails concern nobody here. To be called after the mail was marked, and again whenever its event comes again:
 * told twice, it changes nothing the second time.
 */
export const reportUndelivered = async (
  mailId: string,
  at: Instant,
  table: Table,
  config: Pick<TableConfig, 'baseCurrency' | 'timeZone' | 'calendarCountry'>,
): Promise<void> => {
  const mail = await loadMail(table, mailId);
  if (!mail?.link || !notArrived.includes(mail.state)) return;
  const { correlationId, link } = mail;
  const { approvalId, approver, requestId } = link;
  const moment = momentAt(Date.parse(at), config.timeZone);
  const context = await taskContext({ moment, correlationId }, table, config);
  const lost = { approvalId, requestId, approver, reason: whyOf(mail) };
  await approverNotReached(context, lost).catch((error: unknown) => {
    // Where there is no request, nobody waits for the approver, and trying again would hold up other mails for nothing.
    if (!(error instanceof Refusal) || error.code !== 'not-found') throw error;
  });
};
