import { Fragment, createElement as h, type ReactElement } from 'react';
import type { ApprovalCase } from '../contracts/approval-case.ts';
import { oneLine } from '../mail/clean.ts';
import { instantText, moneyText } from '../mail/wording.ts';
import type { MoneyJson } from '../money.ts';
import { quote } from './decision/facts.ts';
import { documentOf } from './document.ts';
import { type Decision, decisionText, listText, nameOf, roleText, type Wording, whatIsAsked } from './wording.ts';

/** A decision that was just stored, and what it leads to. */
export interface Recorded {
  readonly decision: Decision;
  /** `null` for what is no approval, and for the release of an order. */
  readonly approvedLimit: MoneyJson | null;
  readonly comment: string | null;
  readonly at: string;
  /** Who must still approve on the same level. */
  readonly waitsFor: readonly string[];
  /** The role of the level that comes after this one; `null` after the last. */
  readonly nextRole: string | null;
}

type About = Pick<
  ApprovalCase,
  'requestId' | 'kind' | 'customer' | 'requested' | 'validTo' | 'orderId' | 'requestedBy' | 'level' | 'levels'
>;

const afterApproval = ({ waitsFor, nextRole }: Recorded, { kind, requestedBy }: About): string => {
  if (waitsFor.length > 0)
    return `Every approver of this level must approve: it still waits for ${listText(waitsFor)}.`;
  if (nextRole !== null) return `The request now goes to the next level: ${roleText(nextRole)}.`;
  const applied = kind === 'ORDER_RELEASE' ? 'the order is released' : 'the limit is set';
  return `Every level has agreed. If the facts still hold, ${applied} now, and ${oneLine(requestedBy)} is told.`;
};

const whatFollows = (recorded: Recorded, about: About): string => {
  switch (recorded.decision) {
    case 'APPROVE':
      return afterApproval(recorded, about);
    case 'REJECT':
      return `The request has ended. ${oneLine(about.requestedBy)} is told, with your comment.`;
    case 'RETURN':
      return `${oneLine(about.requestedBy)} is asked for the information. With the answer the request comes back to this level, in a new mail.`;
    default:
      return recorded.decision satisfies never;
  }
};

const said = ({ decision, approvedLimit }: Recorded): string => {
  if (decision === 'APPROVE' && approvedLimit) return `Recorded: approved for ${moneyText(approvedLimit)}`;
  return `Recorded: ${decisionText(decision)}`;
};

const summary = (recorded: Recorded, about: About, { timeZone }: Wording): ReactElement =>
  h(
    'section',
    { className: 'card' },
    h('h1', null, said(recorded)),
    h(
      'p',
      { className: 'lead' },
      `${whatIsAsked(about)} for `,
      h('strong', null, nameOf(about)),
      ` (${oneLine(about.customer.customerId)})`,
    ),
    h('p', { className: 'lead small' }, instantText(recorded.at, timeZone)),
    recorded.comment === null ? null : quote(recorded.comment),
  );

/** What was decided, and what happens next. */
export const recordedPage = (recorded: Recorded, about: About, wording: Wording): string =>
  documentOf({
    title: said(recorded),
    note: `Level ${about.level} of ${about.levels}`,
    content: h(
      Fragment,
      null,
      summary(recorded, about, wording),
      h(
        'section',
        { className: 'card' },
        h('h2', null, 'What happens next'),
        h('p', null, whatFollows(recorded, about)),
      ),
    ),
    footer: ['You can close this page. The link cannot be used again.', `Request ${about.requestId}`],
  });
