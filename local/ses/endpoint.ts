import { randomUUID } from 'node:crypto';
import type { Application } from '../assembly/application.ts';
import type { BusEvent } from '../events/event-store.ts';
import type { Reply } from '../http/reply.ts';
import type { Request } from '../http/request.ts';
import { escapeHtml } from '../pages/layout.ts';
import { feedbackOn } from './feedback.ts';
import { type Message, readSendEmail, readSendRawEmail } from './message.ts';
import type { Outbox } from './outbox.ts';

export interface SesOptions {
  readonly application: Pick<Application, 'account' | 'region' | 'mail'>;
  readonly outbox: Outbox;
  readonly now: () => number;
  /** Puts an event on a bus. */
  readonly accept: (event: BusEvent) => void;
}

/** SES takes up to so many recipients in one call. */
const MOST_RECIPIENTS = 50;
const ADDRESS = /^[^\s@<>,;:"\p{Cc}]+@[^\s@<>,;:"\p{Cc}]+$/u;

const readers: Readonly<Record<string, (form: URLSearchParams) => Message | Promise<Message>>> = {
  SendEmail: readSendEmail,
  SendRawEmail: readSendRawEmail,
};

/**
 * The SES endpoint of the SDK (Query protocol: a form in, XML out). Knows `SendEmail` and `SendRawEmail`; refuses
 * every other action by name. What is sent goes into the outbox, and news of it on the default bus.
 */
export const createSes =
  ({ application, outbox, now, accept }: SesOptions): ((request: Request) => Promise<Reply>) =>
  async (request) => {
    const form = new URLSearchParams(request.body.toString('utf8'));
    const action = form.get('Action') ?? '';
    const read = readers[action];
    if (!read) return refuse('InvalidAction', `SES on a laptop does not know ${action || 'this request'}.`);
    const message = await read(form);
    const refusal = refusalOf(message, application.mail);
    if (refusal) return refuse(...refusal);
    const messageId = `${Date.now().toString(16).padStart(16, '0')}-${randomUUID()}-000000`;
    const sentAt = new Date(now()).toISOString();
    const { recipients, subject, text, html, headers } = message;
    outbox.add({ id: messageId, to: recipients.join(', '), subject, sentAt, text, html, headers });
    const published = application.mail.configurationSets.find(({ name }) => name === message.configurationSet);
    const { account, region } = application;
    for (const event of feedbackOn({ message, messageId, sentAt, account, region }, published?.published ?? [])) {
      accept(event);
    }
    return xml(
      200,
      `<${action}Response ${namespace}><${action}Result><MessageId>${messageId}</MessageId></${action}Result>${metadata()}</${action}Response>`,
    );
  };

/** Why SES would not take the mail; `undefined` when it would. */
const refusalOf = (message: Message, mail: Application['mail']): readonly [code: string, text: string] | undefined => {
  const { source, recipients, configurationSet, subject, text, html, tags } = message;
  const verified = [source.toLowerCase(), source.toLowerCase().split('@').at(-1) ?? ''];
  if (!mail.identities.some((identity) => verified.includes(identity))) {
    return ['MessageRejected', `Email address is not verified. The following identities failed the check: ${source}`];
  }
  if (configurationSet !== undefined && !mail.configurationSets.some(({ name }) => name === configurationSet)) {
    return ['ConfigurationSetDoesNotExist', `Configuration set <${configurationSet}> does not exist.`];
  }
  if (recipients.length === 0) return ['InvalidParameterValue', 'Missing final recipient.'];
  if (recipients.length > MOST_RECIPIENTS) return ['InvalidParameterValue', 'Recipient count exceeds 50.'];
  const wrong = recipients.find((recipient) => !ADDRESS.test(recipient));
  if (wrong !== undefined) return ['InvalidParameterValue', `Illegal address: ${wrong}`];
  if (/[\r\n]/.test(subject)) return ['InvalidParameterValue', 'Control or non-ASCII characters found in Subject.'];
  if (text === '' && html === '') return ['ValidationError', 'The mail has no body.'];
  const tag = Object.entries(tags).find(
    ([name, value]) => !/^[\w-]{1,256}$/.test(name) || !/^[\w.@-]{1,256}$/.test(value),
  );
  return tag && ['InvalidParameterValue', `Invalid tag: ${tag.join('=')}`];
};

const namespace = 'xmlns="http://ses.amazonaws.com/doc/2010-12-01/"';
const metadata = () => `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;

const xml = (status: number, body: string): Reply => ({ status, headers: { 'content-type': 'text/xml' }, body });

const refuse = (code: string, text: string): Reply =>
  xml(
    400,
    `<ErrorResponse ${namespace}><Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeHtml(text)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );
