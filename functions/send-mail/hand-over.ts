import { type SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import type { Handover } from '../../shared/domain/mail/mail.ts';
import { oneLine } from '../../shared/mail/clean.ts';
import type { RenderedMail } from '../../shared/mail/content.ts';

export interface Envelope {
  readonly mailId: string;
  readonly template: string;
  readonly to: string;
  /** In whose name it goes out; that of the platform where nothing is said. */
  readonly from?: string;
}

export interface Sender {
  /** The address from which mail goes out. */
  readonly address: string;
  readonly configurationSet: string;
}

/** Name of the tag by which news of a mail finds it again. */
export const MAIL_TAG = 'credence-mail';
const TEMPLATE_TAG = 'credence-template';

/** Says no for now: too much at once, or sending is paused. */
const notNow = new Set([
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'LimitExceeded',
  'LimitExceededException',
  'AccountSendingPausedException',
  'ConfigurationSetSendingPausedException',
  'ExpiredToken',
  'RequestExpired',
]);

/** Failures before anything was sent: no address, no connection, no credentials. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CredentialsProviderError']);

/**
 * What a failed call says about the mail. Only an answer of the service that refuses it, or a call that never left, is
 * proof that it was not taken; after a time-out, a broken connection or an internal error nobody knows.
 */
export const readFailure = (error: unknown): Handover => {
  if (!(error instanceof Error)) return { kind: 'unclear', reason: String(error) };
  const { name, code, $metadata } = error as Error & { code?: string; $metadata?: { httpStatusCode?: number } };
  const reason = `${name}: ${error.message}`;
  if (neverLeft.has(name) || (code !== undefined && neverLeft.has(code))) return { kind: 'not-now', reason };
  const status = $metadata?.httpStatusCode ?? 0;
  if (status < 400 || status >= 500) return { kind: 'unclear', reason };
  return { kind: notNow.has(name) || status === 429 ? 'not-now' : 'refused', reason };
};

const PLAIN_NAME = /^[A-Za-z0-9 .&'-]+$/;

/** An encoded word has at most 75 characters, its frame included: so many characters of a name fit, four bytes each. */
const NAME_PART = /.{1,11}/gsu;

const encodedWord = (text: string): string => `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;

/** A name as it may stand before an address in a header: quoted, and encoded (RFC 2047) where it is not plain ASCII. */
export const senderName = (name: string): string =>
  PLAIN_NAME.test(name) ? `"${name}"` : (oneLine(name).match(NAME_PART) ?? []).map(encodedWord).join(' ');

/**
 * Hands a mail to SES, once: the client must not repeat a call by itself. Subject and address travel as fields of
 * their own and never as text of a header.
 */
export const handOver = async (
  ses: SESClient,
  sender: Sender,
  envelope: Envelope,
  { subject, html, text }: RenderedMail,
): Promise<Handover> => {
  const Charset = 'UTF-8';
  const command = new SendEmailCommand({
    Source: `${envelope.from === undefined ? 'Credence' : senderName(envelope.from)} <${sender.address}>`,
    Destination: { ToAddresses: [envelope.to] },
    Message: {
      Subject: { Data: subject, Charset },
      Body: { Html: { Data: html, Charset }, Text: { Data: text, Charset } },
    },
    ConfigurationSetName: sender.configurationSet,
    Tags: [
      { Name: MAIL_TAG, Value: envelope.mailId },
      { Name: TEMPLATE_TAG, Value: envelope.template },
    ],
  });
  try {
    const { MessageId } = await ses.send(command);
    if (MessageId) return { kind: 'taken', messageId: MessageId };
    return { kind: 'unclear', reason: 'SES answered without a message id.' };
  } catch (error) {
    return readFailure(error);
  }
};
