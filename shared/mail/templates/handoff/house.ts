import type { HandoffMessageOf } from '../../../contracts/handoff-mails.ts';
import type { MailContent } from '../../content.ts';
import { handoffFacts, shortName } from './facts.ts';

type Trouble = HandoffMessageOf<'handoff-trouble'>['data'];

const headings: Readonly<Record<Trouble['trouble'], string>> = {
  NO_APPROVER: 'Nobody can be asked to approve a legal handoff',
  NOT_REACHED: 'No mail reaches an approver of a legal handoff',
  NO_LAWYER: 'Nobody is there to take a legal handoff',
};

const remedies: Readonly<Record<Trouble['trouble'], string>> = {
  NO_APPROVER: 'It is asked for again with each daily run. Please see that somebody holds the role.',
  NOT_REACHED: 'The next role is asked with the next daily run, if nobody else decides. Please see to the address.',
  NO_LAWYER:
    'The file is sealed, and whoever takes the role is told with the next reminder. Please see that somebody holds it.',
};

/** Tells those who run the platform of people who are not there, or whom no mail reaches. */
export const handoffTrouble = ({ data }: HandoffMessageOf<'handoff-trouble'>): MailContent => ({
  subject: `${headings[data.trouble]}: ${shortName(data)}`,
  preview: `Role ${data.role}.`,
  heading: headings[data.trouble],
  blocks: [
    { kind: 'quote', title: `What is known of the role ${data.role}`, text: data.why },
    { kind: 'paragraph', text: remedies[data.trouble] },
    { kind: 'facts', title: 'The handoff', facts: handoffFacts(data) },
    { kind: 'note', text: 'You get this mail because you run the platform. Replies are not read.' },
  ],
});

/** Tells whoever approved a handoff that legal does not take it. */
export const handoffRejected = ({ data }: HandoffMessageOf<'handoff-rejected'>): MailContent => ({
  subject: `Legal does not take ${shortName(data)}`,
  preview: 'The case is back with collections.',
  heading: `Legal does not take ${data.customer.legalName}`,
  blocks: [
    {
      kind: 'paragraph',
      text: 'You approved this handoff. The case is back with collections, and goes on when somebody escalates or resumes it.',
    },
    { kind: 'quote', title: `The reason${data.rejectedBy ? ` given by ${data.rejectedBy}` : ''}`, text: data.why },
    { kind: 'facts', title: 'The handoff', facts: handoffFacts(data) },
    { kind: 'note', text: 'You get this mail because you approved the handoff. Replies are not read.' },
  ],
});
