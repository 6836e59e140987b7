import { Fragment, createElement as h } from 'react';
import type { HandoffCase } from '../../contracts/handoff-case.ts';
import { oneLine } from '../../mail/clean.ts';
import { instantText } from '../../mail/wording.ts';
import { quote } from '../decision/facts.ts';
import { documentOf } from '../document.ts';
import { nameOf, type Wording } from '../wording.ts';
import { amountsText } from './case.ts';

/** What became of a handoff by the decision that was just stored. */
export interface RecordedHandoff {
  readonly outcome: 'APPROVED' | 'REJECTED' | 'POINTLESS';
  readonly comment: string | null;
  readonly at: string;
}

const said: Readonly<Record<RecordedHandoff['outcome'], string>> = {
  APPROVED: 'Recorded: approved',
  REJECTED: 'Recorded: rejected',
  POINTLESS: 'Nothing is left to hand over',
};

const follows: Readonly<Record<RecordedHandoff['outcome'], string>> = {
  APPROVED:
    'The file is sealed now, with a hash for each part, and goes to the lawyers. The customer stays on credit hold; what comes in from now on is told to them.',
  REJECTED: 'The case is back with collections. It goes on when somebody there escalates or resumes it.',
  POINTLESS:
    'All of it was paid, promised or disputed since you were asked. Your approval is recorded, and the case is back with collections.',
};

/** What was decided, and what happens next. */
export const recordedHandoffPage = (
  { at, comment, outcome }: RecordedHandoff,
  handoff: HandoffCase,
  { timeZone }: Wording,
): string =>
  documentOf({
    title: said[outcome],
    note: 'Legal handoff',
    content: h(
      Fragment,
      null,
      h(
        'section',
        { className: 'card' },
        h('h1', null, said[outcome]),
        h(
          'p',
          { className: 'lead' },
          `${amountsText(handoff)} owed by `,
          h('strong', null, nameOf(handoff)),
          ` (${oneLine(handoff.customer.customerId)})`,
        ),
        h('p', { className: 'lead small' }, instantText(at, timeZone)),
        comment === null ? null : quote(comment),
      ),
      h('section', { className: 'card' }, h('h2', null, 'What happens next'), h('p', null, follows[outcome])),
    ),
    footer: ['You can close this page. The link cannot be used again.', `Case ${handoff.caseId}`],
  });
