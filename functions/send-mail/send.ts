import { randomUUID } from 'node:crypto';
import type { Instant } from '../../shared/dates.ts';
import type { JsonObject } from '../../shared/domain/history/entry.ts';
import type { Handover, Mail, MailState } from '../../shared/domain/mail/mail.ts';
import { Refusal } from '../../shared/errors.ts';
import type { RenderedMail } from '../../shared/mail/content.ts';
import { claimMail, giveUpClaim, loadMail, markMail } from '../../shared/store/mails.ts';
import type { Table } from '../../shared/store/table.ts';
import type { Envelope } from './hand-over.ts';
import { prepare, withoutSecrets } from './make.ts';
import type { MakeReady, Place, Ready } from './ready.ts';

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
  const { handover, told }: HandedOver =
    'refused' in prepared
      ? { handover: { kind: 'refused', reason: prepared.refused }, told: null }
      : await makeAndHandOver(mail, prepared.makeReady, at, outbox);
  const state = await markMail(table, mail, claimId, handover, at, told);
  return state && { state, reason: 'reason' in handover ? handover.reason : null, tries: mail.tries + 1 };
};

/** What became of a mail, and what it told. */
interface HandedOver {
  readonly handover: Handover;
  readonly told: JsonObject | null;
}

const notHandedOver = (kind: 'pointless' | 'not-now' | 'refused', reason: string): HandedOver => ({
  handover: { kind, reason },
  told: null,
});

/** What is not there will not be there at the next try either; whatever else is wrong may pass. */
const readFailureBefore = (error: unknown): HandedOver =>
  error instanceof Refusal && error.code === 'not-found'
    ? notHandedOver('refused', `The mail cannot be made: ${error.message}`)
    : notHandedOver('not-now', `The mail could not be made ready: ${String(error)}`);

/**
 * What a mail tells is looked up, and link and code are minted, now, by the one who has claimed it; they are forgotten
 * with it: a mail that is not taken for now gets others at its next try. Whatever goes wrong before the handover is
 * proof that nothing was sent.
 */
const makeAndHandOver = async (mail: Mail, makeReady: MakeReady, at: Instant, outbox: Outbox): Promise<HandedOver> => {
  let ready: Ready | { readonly pointless: string };
  try {
    ready = await makeReady(outbox.table, at);
  } catch (error) {
    return readFailureBefore(error);
  }
  if ('pointless' in ready) return notHandedOver('pointless', ready.pointless);
  const { from, make, secrets, told } = ready;
  const made = attempt(make);
  if ('failed' in made) {
    return notHandedOver('refused', withoutSecrets(`The mail cannot be made: ${made.failed}`, secrets));
  }
  const { mailId, template, to } = mail;
  const handover = await outbox.handOver({ mailId, template, to, ...(from === undefined ? {} : { from }) }, made.value);
  return {
    handover: 'reason' in handover ? { ...handover, reason: withoutSecrets(handover.reason, secrets) } : handover,
    told: told && { subject: made.value.subject, ...told },
  };
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
