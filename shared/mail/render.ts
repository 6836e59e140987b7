import type { MailMessage } from '../contracts/mails.ts';
import { subjectLine } from './clean.ts';
import type { MailContent, RenderedMail } from './content.ts';
import { toHtml } from './html/document.ts';
import { approvalReminder, approvalRequest, type Wording } from './templates/approval.ts';
import { limitRequestOutcome } from './templates/limit-request-outcome.ts';
import { toText } from './text.ts';

const contentOf = (message: MailMessage, wording: Wording): MailContent => {
  switch (message.template) {
    case 'approval-request':
      return approvalRequest(message, wording);
    case 'approval-reminder':
      return approvalReminder(message, wording);
    case 'limit-request-outcome':
      return limitRequestOutcome(message);
    default:
      return message satisfies never;
  }
};

/**
 * The mail as it goes out: a subject of one line, HTML that loads nothing from outside, and the same as plain text.
 * @param wording in which time zone times are told.
 */
export const renderMail = (message: MailMessage, wording: Wording): RenderedMail => {
  const content = contentOf(message, wording);
  return { subject: subjectLine(content.subject), html: toHtml(content), text: toText(content) };
};
