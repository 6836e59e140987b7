import type { MessageOf } from '../../contracts/mails.ts';
import { fact, type MailContent } from '../content.ts';
import { requestFacts, shortName, whatIsAsked } from './request-facts.ts';

/** Tells who runs the platform that no mail reaches an approver, and who is asked instead. */
export const approverNotReached = ({ data }: MessageOf<'approver-not-reached'>): MailContent => {
  const { approver, askedInstead, level, role, why } = data;
  const others =
    askedInstead.length === 0
      ? 'nobody else on this level, until it goes on to the next role'
      : askedInstead.join(', ');
  return {
    subject: `Approver not reached: ${approver}, for ${shortName(data)}`,
    preview: `No mail reaches ${approver}. Asked now: ${others}.`,
    heading: `No mail reaches ${approver}`,
    blocks: [
      {
        kind: 'paragraph',
        text: `${approver} was to decide on a ${whatIsAsked(data)} for ${data.customer.legalName}, but could not be told so.`,
      },
      { kind: 'quote', title: 'What is known of the mail', text: why },
      {
        kind: 'facts',
        title: 'The request',
        facts: [...requestFacts(data), ...fact('Level', `${level}, ${role}`), ...fact('Asked now', others)],
      },
      {
        kind: 'paragraph',
        text: 'The request goes on by itself. Please see whether the address of this person is right and its mailbox takes mail, or name somebody else for the role: the next request would end up in the same way.',
      },
      { kind: 'note', text: 'You get this mail because you run the platform. Replies are not read.' },
    ],
  };
};
