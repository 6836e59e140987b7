import { randomUUID } from 'node:crypto';
import { MailMessage } from '../../shared/contracts/mails.ts';
import type { Instant } from '../../shared/dates.ts';
import { type Handover, isMailAddress, type Mail, type MailState } from '../../shared/domain/mail/mail.ts';
import type { RenderedMail } from '../../shared/mail/content.ts';
import { renderMail } from '../../shared/mail/render.ts';
import { claimMail, giveUpClaim, loadMail, markMail } from '../../shared/store/mails.ts';
import type { Table } from '../../shared/store/table.ts';
import type { Envelope } from './hand-over.ts';

export interface Outbox {
  readonly table: Table;
  readonly timeZone: string;
  readonly handOver: (envelope: Envelope, mail: RenderedMail) => Promise<Handover>;
  /** Waits as long as a claim may stand without being marked: longer than any handover takes. */
  readonly waitForClaim: () => Promise<void>;
}

/** What the mail is now. `PENDING`: it must be tried again. `null`: there was nothing to do. */
export type Sent = { readonly state: MailState; readonly reason: string | null; readonly tries: number } | null;

const render = (mail: Mail, timeZone: string): RenderedMail | { readonly refused: string } => {
  if (!isMailAddress(mail.to)) return { refused: 'The address is not one e-mail address.' };
  const message = MailMessage.safeParse({ template: mail.template, data: mail.data, secrets: mail.secrets });
  if (message.success) return renderMail(message.data, { timeZone });
  const wrong = message.error.issues.map(({ path, message: why }) => `${path.join('.')} ${why}`);
  return { refused: `The mail cannot be made: ${wrong.join('; ')}` };
};

/**
 * Sends a mail of the outbox, at most once whatever happens: claimed first, handed over once, then marked. A mail that
 * is found claimed belongs to an earlier delivery of the same record. It is given time to finish; if nobody marks the
 * mail, its outcome is unknown, and it is not sent again.
 * @param at when this happens, by the time of the record.
 */
export const sendMail = async (mailId: string, at: Instant, outbox: Outbox): Promise<Sent> => {
  const { table } = outbox;
  const mail = await loadMail(table, mailId);
  if (mail?.state === 'CLAIMED') return settleClaimOfOther(mail, at, outbox);
  if (mail?.state !== 'PENDING') return null;
  const rendered = render(mail, outbox.timeZone);
  const claimId = randomUUID();
  if (!(await claimMail(table, mail, claimId, at))) return sendMail(mailId, at, outbox);
  const handover: Handover =
    'refused' in rendered
      ? { kind: 'refused', reason: rendered.refused }
      : await outbox.handOver({ mailId, template: mail.template, to: mail.to }, rendered);
  const state = await markMail(table, mail, claimId, handover, at);
  return state && { state, reason: 'reason' in handover ? handover.reason : null, tries: mail.tries + 1 };
};

const settleClaimOfOther = async ({ mailId, claimId }: Mail, at: Instant, outbox: Outbox): Promise<Sent> => {
  await outbox.waitForClaim();
  const mail = await loadMail(outbox.table, mailId);
  // It went back to the outbox, or to somebody else: begin anew.
  if (mail && (mail.state === 'PENDING' || (mail.state === 'CLAIMED' && mail.claimId !== claimId))) {
    return { state: 'PENDING', reason: mail.reason, tries: mail.tries };
  }
  if (mail?.state !== 'CLAIMED' || claimId === null) return null;
  if (!(await giveUpClaim(outbox.table, mailId, claimId, at))) return null;
  return { state: 'UNKNOWN', reason: 'The sender ended before it marked the mail.', tries: mail.tries };
};
