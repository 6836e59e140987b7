import type { MailMessage } from '../contracts/mails.ts';
import { subjectLine } from './clean.ts';
import type { LinkAndCode, MailContent, RenderedMail } from './content.ts';
import { toHtml } from './html/document.ts';
import { approvalReminder, approvalRequest, type Wording } from './templates/approval.ts';
import { approverNotReached } from './templates/approver-not-reached.ts';
import { dunningContent, thanksContent } from './templates/dunning/content.ts';
import { handoffContent } from './templates/handoff/content.ts';
import { limitRequestOutcome } from './templates/limit-request-outcome.ts';
import { limitRequestParked } from './templates/limit-request-parked.ts';
import { portfolioDigest } from './templates/portfolio/digest.ts';
import { portfolioReport } from './templates/portfolio/report.ts';
import { tasksEscalated } from './templates/tasks-escalated.ts';
import { temporaryLimitEnded, temporaryLimitEnding } from './templates/temporary-limit.ts';
import { warning } from './templates/warning.ts';
import { toText } from './text.ts';

const contentOf = (message: MailMessage, wording: Wording, access: LinkAndCode | null): MailContent => {
  switch (message.template) {
    case 'approval-request':
      return approvalRequest(message, wording, access);
    case 'approval-reminder':
      return approvalReminder(message, wording, access);
    case 'limit-request-outcome':
      return limitRequestOutcome(message);
    case 'temporary-limit-ending':
      return temporaryLimitEnding(message);
    case 'temporary-limit-ended':
      return temporaryLimitEnded(message);
    case 'approver-not-reached':
      return approverNotReached(message);
    case 'limit-request-parked':
      return limitRequestParked(message);
    case 'reminder-before-due':
    case 'friendly-reminder':
    case 'firm-reminder':
    case 'final-notice':
      return dunningContent(message.template, message.data, access);
    case 'payment-thanks':
      return thanksContent(message.data);
    case 'tasks-escalated':
      return tasksEscalated(message);
    case 'warning':
      return warning(message);
    case 'handoff-approval':
    case 'handoff-trouble':
    case 'handoff-rejected':
    case 'legal-handoff':
    case 'legal-handoff-reminder':
    case 'legal-handoff-news':
      return handoffContent(message, wording, access);
    case 'portfolio-digest':
      return portfolioDigest(message);
    case 'portfolio-report':
      return portfolioReport(message);
    default:
      return message satisfies never;
  }
};

/**
 * The mail as it goes out: a subject of one line, HTML that loads nothing from outside, and the same as plain text.
 * @param wording in which time zone times are told.
 * @param access for the mails that have a link.
 */
export const renderMail = (message: MailMessage, wording: Wording, access: LinkAndCode | null = null): RenderedMail => {
  const content = contentOf(message, wording, access);
  return { subject: subjectLine(content.subject), html: toHtml(content), text: toText(content) };
};
