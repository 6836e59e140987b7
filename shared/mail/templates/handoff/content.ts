import type { HandoffMessage } from '../../../contracts/handoff-mails.ts';
import type { LinkAndCode, MailContent } from '../../content.ts';
import { handoffRejected, handoffTrouble } from './house.ts';
import { legalHandoff, legalNews, legalReminder } from './legal.ts';
import { handoffQuestion } from './question.ts';

/** What each mail about a handoff to legal says. */
export const handoffContent = (
  message: HandoffMessage,
  wording: { readonly timeZone: string },
  access: LinkAndCode | null,
): MailContent => {
  switch (message.template) {
    case 'handoff-approval':
      return handoffQuestion(message.data, wording, access);
    case 'handoff-trouble':
      return handoffTrouble(message);
    case 'handoff-rejected':
      return handoffRejected(message);
    case 'legal-handoff':
      return legalHandoff(message, wording);
    case 'legal-handoff-reminder':
      return legalReminder(message, wording);
    case 'legal-handoff-news':
      return legalNews(message);
    default:
      return message satisfies never;
  }
};
