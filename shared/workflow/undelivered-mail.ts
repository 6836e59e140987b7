import type { TableConfig } from '../config.ts';
import { type Instant, momentAt } from '../dates.ts';
import { isDunningTemplate } from '../domain/dunning/mails.ts';
import type { Mail, MailState } from '../domain/mail/mail.ts';
import { Refusal } from '../errors.ts';
import { changeCase } from '../store/collection/change.ts';
import { handoffApproverNotReached } from '../store/legal-handoffs/not-reached.ts';
import type { Directory } from '../store/limit-requests/directory.ts';
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

/** Where there is no request or case, nobody waits for news of it, and trying again would hold up other mails for nothing. */
const unlessGone = (error: unknown): void => {
  if (!(error instanceof Refusal) || error.code !== 'not-found') throw error;
};

/**
 * Lets the approval or the collection case know, if a mail of theirs was refused by SES, came back, or may never have
 * gone out, whom it did not reach. A reminder that may not have gone out counts too: it is not sent again, so that a
 * person has to see to it that the customer was told. Other mails concern nobody here. To be called after the mail was
 * marked, and again whenever its event comes again: told twice, it changes nothing the second time.
 */
export const reportUndelivered = async (
  mailId: string,
  at: Instant,
  table: Table,
  config: Pick<TableConfig, 'baseCurrency' | 'timeZone' | 'calendarCountry'>,
  people: Directory,
): Promise<void> => {
  const mail = await loadMail(table, mailId);
  if (!mail || !notArrived.includes(mail.state)) return;
  const { about, correlationId, link, template, to } = mail;
  const context = () =>
    taskContext({ moment: momentAt(Date.parse(at), config.timeZone), correlationId }, table, config);
  if (link) {
    const { approvalId, approver, requestId, subject } = link;
    if (subject === 'LEGAL_HANDOFF') {
      const unreached = { handoffId: requestId, approver, reason: whyOf(mail) };
      await handoffApproverNotReached(await context(), unreached).catch(unlessGone);
      return;
    }
    const lost = { approvalId, requestId, approver, reason: whyOf(mail) };
    await approverNotReached(await context(), lost).catch(unlessGone);
    return;
  }
  const { caseId, key } = about;
  if (!isDunningTemplate(template) || caseId === undefined || key === undefined) return;
  const bounce = { type: 'BOUNCE', key, address: to } as const;
  await changeCase(await context(), people, caseId, bounce, { answer: () => null }).catch(unlessGone);
};
