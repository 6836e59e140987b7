import { Fragment, createElement as h, type ReactElement } from 'react';
import type { HandoffCase } from '../../contracts/handoff-case.ts';
import { oneLine } from '../../mail/clean.ts';
import { type Choice, codeField, commentField, decisionField, type FormState, untouched } from '../decision/fields.ts';
import { alert, signIn } from '../decision/page.ts';
import { documentOf } from '../document.ts';
import { listText, nameOf, roleText, type Wording } from '../wording.ts';
import { amountsText, handoffContent } from './case.ts';

const choices: readonly Choice[] = [
  { value: 'APPROVE', label: 'Approve', about: 'The file is sealed and goes to the lawyers at once.' },
  { value: 'REJECT', label: 'Reject', about: 'The case stays with collections. Say below why.' },
];

/** The form. It posts to the address of the page, so that the token of the link stands nowhere in it. */
const form = ({ approver, onBehalfOf, role }: HandoffCase, state: FormState): ReactElement => {
  const focus = state.errors[0]?.field;
  const inPlaceOf = onBehalfOf === null ? '' : ` in place of ${oneLine(onBehalfOf)}`;
  return h(
    'section',
    { className: 'card', 'aria-labelledby': 'decide' },
    h('h2', { id: 'decide' }, 'Decide'),
    h('p', { className: 'soft small' }, `As ${oneLine(approver)}${inPlaceOf}, ${roleText(role)}.`),
    h(
      'form',
      { method: 'post', autoComplete: 'off' },
      decisionField(choices, state, focus),
      commentField(state, focus),
      codeField(state, focus),
      h('button', { type: 'submit' }, 'Record my decision'),
    ),
  );
};

const headline = (handoff: HandoffCase): ReactElement => {
  const { alsoAsked, customer } = handoff;
  return h(
    'div',
    { className: 'across headline' },
    h('h1', null, `Hand over to legal: ${amountsText(handoff)}`),
    h('p', { className: 'lead' }, 'Owed by ', h('strong', null, nameOf(handoff)), ` (${oneLine(customer.customerId)})`),
    alsoAsked.length === 0 ? null : h('p', { className: 'lead small' }, `Also asked: ${listText(alsoAsked)}.`),
  );
};

/**
 * What an approver sees of a case that may go to legal, and the form to decide it.
 * @param state what was typed and what was wrong, when the form comes back.
 */
export const handoffPage = (handoff: HandoffCase, wording: Wording, state: FormState = untouched): string =>
  documentOf({
    title: `${state.errors.length > 0 ? 'Error: ' : ''}Hand over to legal: ${nameOf(handoff)}`,
    note: 'Legal handoff',
    wide: true,
    jump: { anchor: 'decide', label: 'Decide' },
    content: h(
      Fragment,
      null,
      alert(state),
      headline(handoff),
      handoffContent(handoff, wording),
      h('div', { className: 'beside' }, handoff.needsSignIn ? signIn(handoff) : form(handoff, state)),
    ),
    footer: [
      'This page was opened from a mail that is meant for you alone. Please do not forward it.',
      `Case ${handoff.caseId}. Times are those of ${wording.timeZone}.`,
    ],
  });
