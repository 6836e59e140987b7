import { randomUUID } from 'node:crypto';
import type { Instant } from '../../shared/dates.ts';
import type { LinkSecrets } from '../../shared/domain/approval/link.ts';
import type { Handover, Mail, MailState } from '../../shared/domain/mail/mail.ts';
import type { RenderedMail } from '../../shared/mail/content.ts';
import { mintLink } from '../../shared/store/approval-links.ts';
import { claimMail, giveUpClaim, loadMail, markMail } from '../../shared/store/mails.ts';
import type { Table } from '../../shared/store/table.ts';
import type { Envelope } from './hand-over.ts';
import { type Makeable, type Place, prepare, withoutSecrets } from './make.ts';

export interface Outbox extends Place {
  readonly table: Table;
  readonly handOver: (envelope: Envelope, mail: RenderedMail) => Promise<Handover>;
  /** Waits as long as a claim may stand without being marked: longer than any handover takes. */
  readonly waitForClaim: () => Promise<void>;
}

/** What the mail is now. `PENDING`: it must be tried again. `null`: there was nothing to do. */
export type Sent = { readonly state: MailState; readonly reason: string | null; readonly tries: number } | null;

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
  const prepared = prepare(mail, outbox);
  const claimId = randomUUID();
  if (!(await claimMail(table, mail, claimId, at))) return sendMail(mailId, at, outbox);
  const handover: Handover =
    'refused' in prepared
      ? { kind: 'refused', reason: prepared.refused }
      : await mintAndHandOver(mail, prepared, at, outbox);
  const state = await markMail(table, mail, claimId, handover, at);
  return state && { state, reason: 'reason' in handover ? handover.reason : null, tries: mail.tries + 1 };
};

/**
 * Link and code are minted now, by the one who has claimed the mail, and are forgotten with it: a mail that is not
 * taken for now gets others at its next try. Whatever goes wrong before the handover is proof that nothing was sent.
 */
const mintAndHandOver = async (
  mail: Mail,
  { target, make }: Makeable,
  at: Instant,
  outbox: Outbox,
): Promise<Handover> => {
  let secrets: LinkSecrets | null = null;
  if (target) {
    try {
      secrets = await mintLink(outbox.table, target, at);
    } catch (error) {
      return { kind: 'not-now', reason: `No link could be made: ${String(error)}` };
    }
    if (!secrets) return { kind: 'pointless', reason: 'Nobody waits for a decision of this approver any more.' };
  }
  const made = attempt(() => make(secrets));
  if ('failed' in made) {
    return { kind: 'refused', reason: withoutSecrets(`The mail cannot be made: ${made.failed}`, secrets) };
  }
  const { mailId, template, to } = mail;
  const handover = await outbox.handOver({ mailId, template, to }, made.value);
  return 'reason' in handover ? { ...handover, reason: withoutSecrets(handover.reason, secrets) } : handover;
};

const attempt = <T>(make: () => T): { readonly value: T } | { readonly failed: string } => {
  try {
    return { value: make() };
  } catch (error) {
    return { failed: String(error) };
  }
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
