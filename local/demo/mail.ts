import { type Answer, CallProblem } from '../client/api-client.ts';
import { valueAt } from '../client/read.ts';

/** A mail as it lies in the outbox. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly sentAt: string;
  readonly text: string;
}

const toMail = (sent: unknown): Mail => ({
  to: String(valueAt(sent, 'to')),
  subject: String(valueAt(sent, 'subject')),
  sentAt: String(valueAt(sent, 'sentAt')),
  text: String(valueAt(sent, 'text')),
});

/** The mails that an answer of the outbox lists, newest first. */
export const mailsIn = ({ body }: Answer): readonly Mail[] => (Array.isArray(body) ? body.map(toMail) : []);

/** Where the link of a mail to an approver or a customer leads, and the code that stands beside it. */
export interface Access {
  /** Path of the page. */
  readonly path: string;
  readonly code: string;
}

/** @throws CallProblem when the mail has no link, or no code. */
export const accessIn = ({ subject, text, to }: Mail): Access => {
  const path = /^https?:\/\/[^/\s]+(\/(?:approve|pay)\/\S+)$/m.exec(text)?.[1];
  const code = /^Your code: (\d{6})$/m.exec(text)?.[1];
  if (!path || !code) throw new CallProblem(`The mail '${subject}' to ${to} has no link with a code.`);
  return { path, code };
};
