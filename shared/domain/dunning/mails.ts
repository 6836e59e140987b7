import { createHash } from 'node:crypto';
import type { MessageKind } from '../collection/strategy.ts';
import { recipientPart } from '../mail/address.ts';
import { isMailId, type Mail, type MailDraft } from '../mail/mail.ts';
import { languageOf } from './language.ts';
import { recipientsOf } from './recipients.ts';

/** The template of each message of a case. */
export const dunningTemplates = {
  REMINDER_BEFORE_DUE: 'reminder-before-due',
  FRIENDLY_REMINDER: 'friendly-reminder',
  FIRM_REMINDER: 'firm-reminder',
  FINAL_NOTICE: 'final-notice',
} as const satisfies Record<MessageKind, string>;
export type DunningTemplate = (typeof dunningTemplates)[MessageKind];

export const THANKS_TEMPLATE = 'payment-thanks';

/** Whether a mail is one of a case's messages: what it tells is looked up as it goes out. */
export const isDunningTemplate = (template: string): template is DunningTemplate =>
  (Object.values(dunningTemplates) as readonly string[]).includes(template);

/** What a queued mail to a customer knows: ids. What is owed is read as the mail goes out. */
interface About {
  readonly customerId: string;
  readonly caseId: string;
  readonly masterData: { readonly contacts?: unknown; readonly language?: unknown };
}

/** A name as the id of a mail; hashed where a mail service would not take it. */
const idOf = (name: string, address: string): string => {
  const id = `${name.replaceAll('/', '-')}-${recipientPart(address)}`;
  return isMailId(id) ? id : `${createHash('sha256').update(name).digest('hex')}-${recipientPart(address)}`;
};

export interface DunningMessage extends About {
  /** Of the step, `case/cycle/step`: for each key and recipient there is one mail at most. */
  readonly key: string;
  readonly kind: MessageKind;
}

/**
 * The mails of a step that was taken, one for each recipient; none where the customer has no address, which is then a
 * task for a person.
 */
export const dunningMails = ({ caseId, customerId, key, kind, masterData }: DunningMessage): readonly MailDraft[] =>
  recipientsOf(masterData).map((to) => ({
    mailId: idOf(key, to),
    to,
    template: dunningTemplates[kind],
    data: { customerId, caseId, key, kind, language: languageOf(masterData) },
    about: { customerId, caseId, key },
  }));

/** So many copies of a reminder go out at most, each in place of a link that wrong codes have closed. */
const MOST_FRESH = 3;

const copiedBefore = (data: Mail['data']): { readonly mailId: string; readonly number: number } | null => {
  const before = data['freshOf'];
  if (typeof before !== 'object' || before === null || !('mailId' in before && 'number' in before)) return null;
  return { mailId: String(before['mailId']), number: Number(before['number']) };
};

export interface FreshCopy {
  readonly draft: MailDraft;
  readonly message: { readonly caseId: string; readonly key: string; readonly kind: MessageKind };
}

/**
 * A reminder once more, for a link of its own: the same message to the same recipient, which tells what is open as it goes
 * out. `null` for a mail that is no reminder, and when enough copies of it were made.
 */
export const freshCopy = ({ about, data, mailId, template, to }: Mail): FreshCopy | null => {
  const [kind] = (Object.keys(dunningTemplates) as MessageKind[]).filter((one) => dunningTemplates[one] === template);
  const { caseId, key } = about;
  const before = copiedBefore(data);
  const freshOf = { mailId: before?.mailId ?? mailId, number: (before?.number ?? 0) + 1 };
  if (!kind || caseId === undefined || key === undefined || freshOf.number > MOST_FRESH) return null;
  const id = `${freshOf.mailId}-fresh-${freshOf.number}`;
  const hashed = `${createHash('sha256').update(freshOf.mailId).digest('hex')}-fresh-${freshOf.number}`;
  const draft = { mailId: isMailId(id) ? id : hashed, to, template, data: { ...data, freshOf }, about };
  return { draft, message: { caseId, key, kind } };
};

export interface Thanks extends About {
  /** Sets apart the times that a case is closed, for a bounced payment opens it again: its version, say. */
  readonly closing: number;
}

/** Thanks to whom a case that payments have closed had written to. */
export const thanksMails = ({ caseId, closing, customerId, masterData }: Thanks): readonly MailDraft[] =>
  recipientsOf(masterData).map((to) => ({
    mailId: idOf(`${caseId}/thanks/${closing}`, to),
    to,
    template: THANKS_TEMPLATE,
    data: { customerId, caseId, language: languageOf(masterData) },
    about: { customerId, caseId },
  }));
