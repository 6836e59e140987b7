import { Fragment, createElement as h, type ReactElement } from 'react';
import type { ApprovalCase } from '../../contracts/approval-case.ts';
import { oneLine } from '../../mail/clean.ts';
import { instantText } from '../../mail/wording.ts';
import { documentOf } from '../document.ts';
import { listText, nameOf, type Wording, whatIsAsked } from '../wording.ts';
import { caseContent } from './case.ts';
import { anchorOf, type FormState, untouched } from './fields.ts';
import { decisionForm } from './form.ts';

/** What was wrong, first on the page, each with a link to its field. */
export const alert = ({ errors }: FormState): ReactElement | null => {
  if (errors.length === 0) return null;
  return h(
    'div',
    { className: 'alert across', role: 'alert', 'aria-labelledby': 'alert' },
    h('h2', { id: 'alert' }, 'Nothing has been decided'),
    h(
      'ul',
      null,
      ...errors.map(({ field, message }) => h('li', null, h('a', { href: `#${anchorOf(field)}` }, oneLine(message)))),
    ),
  );
};

const headline = (approval: ApprovalCase, { timeZone }: Wording): ReactElement => {
  const { customer, alsoAsked, endsAt } = approval;
  return h(
    'div',
    { className: 'across headline' },
    h('h1', null, whatIsAsked(approval)),
    h('p', { className: 'lead' }, 'For ', h('strong', null, nameOf(approval)), ` (${oneLine(customer.customerId)})`),
    h('p', { className: 'lead small' }, `Ends ${instantText(endsAt, timeZone)}.`),
    alsoAsked.length === 0 ? null : h('p', { className: 'lead small' }, `Also asked: ${listText(alsoAsked)}.`),
  );
};

/** In place of the form, for an amount that a link alone does not decide. */
export const signIn = ({ approvalId }: Pick<ApprovalCase, 'approvalId'>): ReactElement =>
  h(
    'section',
    { className: 'card', 'aria-labelledby': 'decide' },
    h('h2', { id: 'decide' }, 'Please sign in to decide'),
    h('p', null, 'An amount as large as this is not decided by the link of a mail alone.'),
    h(
      'p',
      null,
      'Signed in, you find it among the approvals that wait for you, as ',
      h('strong', null, oneLine(approvalId)),
      '.',
    ),
  );

/**
 * What an approver sees: the case, and the form to decide it.
 * @param state what was typed and what was wrong, when the form comes back.
 */
export const decisionPage = (approval: ApprovalCase, wording: Wording, state: FormState = untouched): string =>
  documentOf({
    title: `${state.errors.length > 0 ? 'Error: ' : ''}${whatIsAsked(approval)} for ${nameOf(approval)}`,
    note: `Level ${approval.level} of ${approval.levels}`,
    wide: true,
    jump: { anchor: 'decide', label: 'Decide' },
    content: h(
      Fragment,
      null,
      alert(state),
      headline(approval, wording),
      caseContent(approval, wording),
      h('div', { className: 'beside' }, approval.needsSignIn ? signIn(approval) : decisionForm(approval, state)),
    ),
    footer: [
      'This page was opened from a mail that is meant for you alone. Please do not forward it.',
      `Request ${approval.requestId}. Times are those of ${wording.timeZone}.`,
    ],
  });
