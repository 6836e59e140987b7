import { randomUUID } from 'node:crypto';
import type { BusEvent } from '../events/event-store.ts';
import type { Message } from './message.ts';

export interface Taken {
  readonly message: Message;
  readonly messageId: string;
  readonly sentAt: string;
  readonly account: string;
  readonly region: string;
}

type Fate = 'bounce' | 'complaint' | 'reject' | 'delivery';

const fates: readonly Fate[] = ['bounce', 'complaint', 'reject'];

/**
 * What becomes of a mail is chosen by its recipient, with SES's simulator addresses (`bounce@simulator.amazonses.com`)
 * or a sub-address of any other (`ana.analyst+bounce@example.com`). All other mail is delivered.
 */
const fateOf = (recipient: string): Fate => {
  const [local = '', domain = ''] = recipient.toLowerCase().split('@');
  const sign = domain === 'simulator.amazonses.com' ? local : local.split('+').slice(1).join('+');
  return fates.find((fate) => sign === fate) ?? 'delivery';
};

/** The event types of the bus, by the kinds of a configuration set. */
const detailTypes: Readonly<Record<Fate | 'send', string>> = {
  send: 'Email Sent',
  delivery: 'Email Delivered',
  bounce: 'Email Bounced',
  complaint: 'Email Complaint Received',
  reject: 'Email Rejected',
};

const details = (fate: Fate, recipient: string, timestamp: string): Readonly<Record<string, unknown>> => {
  switch (fate) {
    case 'bounce':
      return {
        bounce: {
          feedbackId: randomUUID(),
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: [
            {
              emailAddress: recipient,
              action: 'failed',
              status: '5.1.1',
              diagnosticCode: 'smtp; 550 5.1.1 user unknown',
            },
          ],
          timestamp,
          reportingMTA: 'dsn; local',
        },
      };
    case 'complaint':
      return {
        complaint: {
          feedbackId: randomUUID(),
          complainedRecipients: [{ emailAddress: recipient }],
          timestamp,
          complaintFeedbackType: 'abuse',
        },
      };
    case 'reject':
      return { reject: { reason: 'Bad content' } };
    case 'delivery':
      return {
        delivery: {
          timestamp,
          processingTimeMillis: 100,
          recipients: [recipient],
          smtpResponse: '250 2.0.0 OK',
          reportingMTA: 'local',
        },
      };
    default:
      return fate satisfies never;
  }
};

/**
 * What SES puts on the default bus about a mail that it took, in the shape of SES, so far as the configuration set
 * publishes it.
 */
export const feedbackOn = (taken: Taken, published: readonly string[]): readonly BusEvent[] => {
  const { message, messageId, sentAt, account, region } = taken;
  const sender = `arn:aws:ses:${region}:${account}:identity/${message.source}`;
  const configurationSet = message.configurationSet ?? '';
  const mail = {
    timestamp: sentAt,
    source: message.source,
    sourceArn: sender,
    sendingAccountId: account,
    messageId,
    destination: message.recipients,
    headersTruncated: false,
    headers: Object.entries(message.headers).map(([name, value]) => ({ name, value })),
    commonHeaders: { from: [message.source], to: message.recipients, messageId, subject: message.subject },
    tags: {
      'ses:configuration-set': [configurationSet],
      'ses:from-domain': [message.source.split('@').at(-1)],
      ...Object.fromEntries(Object.entries(message.tags).map(([name, value]) => [name, [value]])),
    },
  };
  const event = (kind: Fate | 'send', more: Readonly<Record<string, unknown>>): BusEvent => ({
    id: randomUUID(),
    bus: 'default',
    time: sentAt,
    source: 'aws.ses',
    detailType: detailTypes[kind],
    resources: [`arn:aws:ses:${region}:${account}:configuration-set/${configurationSet}`],
    detail: { eventType: detailTypes[kind].split(' ')[1], mail, ...more },
  });
  const sent = { kind: 'send' as const, event: event('send', { send: {} }) };
  const followed = message.recipients.flatMap((recipient) => {
    const fate = fateOf(recipient);
    // Somebody who complains has got the mail.
    const steps: readonly Fate[] = fate === 'complaint' ? ['delivery', 'complaint'] : [fate];
    return steps.map((kind) => ({ kind, event: event(kind, details(kind, recipient, sentAt)) }));
  });
  return [sent, ...followed].filter(({ kind }) => published.includes(kind)).map((item) => item.event);
};
