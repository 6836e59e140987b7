import * as z from 'zod/mini';
import { isMailId, type MailNews } from '../../shared/domain/mail/mail.ts';

/** An event of SES on the bus, so far as it matters here. */
const SesEvent = z.object({
  'detail-type': z.string(),
  time: z.string(),
  detail: z.object({
    mail: z.object({
      messageId: z.string(),
      tags: z.exactOptional(z.record(z.string(), z.array(z.string()))),
    }),
    bounce: z.exactOptional(
      z.object({
        bounceType: z.string(),
        bounceSubType: z.exactOptional(z.string()),
        bouncedRecipients: z.exactOptional(z.array(z.object({ diagnosticCode: z.exactOptional(z.string()) }))),
      }),
    ),
    complaint: z.exactOptional(z.object({ complaintFeedbackType: z.exactOptional(z.nullable(z.string())) })),
    reject: z.exactOptional(z.object({ reason: z.string() })),
  }),
});
type SesEvent = z.infer<typeof SesEvent>;

/**
 * Bounces of this type pass: SES could not hand the mail over for hours, the mailbox is full, or a machine answered a
 * mail that had arrived. `Permanent` and `Undetermined` ones mean that nobody got it.
 */
const PASSING = 'Transient';

const MAIL_TAG = 'credence-mail';
const LONGEST_REASON = 500;

const newsByType: Readonly<Record<string, MailNews>> = {
  'Email Sent': 'SENT',
  'Email Delivered': 'DELIVERED',
  'Email Bounced': 'BOUNCED',
  'Email Complaint Received': 'COMPLAINED',
  'Email Rejected': 'FAILED',
};

const reasonOf = ({ detail: { bounce, complaint, reject } }: SesEvent): string | null => {
  if (bounce) {
    const { bounceType, bounceSubType, bouncedRecipients = [] } = bounce;
    const kind = bounceSubType === undefined ? bounceType : `${bounceType}, ${bounceSubType}`;
    const diagnosis = bouncedRecipients.map(({ diagnosticCode }) => diagnosticCode).find((code) => code !== undefined);
    return `Bounced (${kind})${diagnosis === undefined ? '' : `: ${diagnosis}`}`.slice(0, LONGEST_REASON);
  }
  if (complaint) return `The recipient complained (${complaint.complaintFeedbackType ?? 'no reason given'}).`;
  return reject ? `Rejected by SES: ${reject.reason}`.slice(0, LONGEST_REASON) : null;
};

export interface News {
  readonly mailId: string;
  readonly to: MailNews;
  /** Of a bounce: whether it may be a machine's answer to a mail that arrived, such as an out-of-office. */
  readonly mayHaveArrived: boolean;
  readonly messageId: string;
  readonly reason: string | null;
  readonly at: string;
}

/** What an event of SES says about a mail of the outbox; `null` when it is about none, or says nothing that counts. */
export const newsOf = (event: unknown): News | null => {
  const parsed = SesEvent.safeParse(event);
  if (!parsed.success) return null;
  const { detail, time } = parsed.data;
  const to = newsByType[parsed.data['detail-type']];
  const mailId = detail.mail.tags?.[MAIL_TAG]?.[0];
  const at = Date.parse(time);
  if (to === undefined || mailId === undefined || !isMailId(mailId) || Number.isNaN(at)) return null;
  return {
    mailId,
    to,
    mayHaveArrived: to === 'BOUNCED' && detail.bounce?.bounceType === PASSING,
    messageId: detail.mail.messageId,
    reason: reasonOf(parsed.data),
    at: new Date(at).toISOString(),
  };
};
