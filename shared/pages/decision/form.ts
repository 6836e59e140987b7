import { createElement as h, type ReactElement } from 'react';
import type { ApprovalCase } from '../../contracts/approval-case.ts';
import { oneLine } from '../../mail/clean.ts';
import { moneyText } from '../../mail/wording.ts';
import {
  type Choice,
  codeField,
  commentField,
  decisionField,
  described,
  type Field,
  type FormState,
  hint,
  wrong,
} from './fields.ts';

const choicesFor = ({ kind }: ApprovalCase): readonly Choice[] => [
  {
    value: 'APPROVE',
    label: 'Approve',
    about: kind === 'ORDER_RELEASE' ? 'The order may go out on credit, once.' : 'For the amount below.',
  },
  { value: 'REJECT', label: 'Reject', about: 'Ends the request.' },
  { value: 'RETURN', label: 'Return for information', about: 'Say below what you need to know.' },
];

type Earlier = ApprovalCase['earlier'];

/** The approvals that stand: what a level said before it was returned was asked anew, and counts no more. */
const standing = (earlier: Earlier): Earlier =>
  earlier.filter(
    ({ decision, level }, index) =>
      decision === 'APPROVE' &&
      !earlier.slice(index + 1).some((later) => later.level === level && later.decision === 'RETURN'),
  );

/** The least that was agreed to so far, where it is less than what is requested. */
const agreedBefore = ({ earlier, requested }: ApprovalCase): string => {
  const limits = standing(earlier).flatMap(({ approvedLimit }) => (approvedLimit ? [approvedLimit] : []));
  const [least] = limits.toSorted((a, b) => Number(a.amount) - Number(b.amount));
  if (!least || Number(least.amount) >= Number(requested.amount)) return '';
  return ` The smallest amount of all levels counts, so far ${moneyText(least)}.`;
};

const amount = (
  approval: ApprovalCase,
  { typed, errors }: FormState,
  focus: Field | undefined,
): ReactElement | null => {
  const { kind, requested } = approval;
  if (kind === 'ORDER_RELEASE') return null;
  const error = errors.find(({ field }) => field === 'approvedLimit');
  return h(
    'div',
    { className: 'field' },
    h('label', { className: 'name', htmlFor: 'approvedLimit' }, `Approved limit in ${requested.currency}`),
    hint('approvedLimit', `When you approve: at most ${moneyText(requested)}.${agreedBefore(approval)}`),
    wrong(error),
    h('input', {
      className: 'text',
      id: 'approvedLimit',
      name: 'approvedLimit',
      type: 'text',
      inputMode: 'decimal',
      maxLength: 30,
      defaultValue: typed.approvedLimit ?? requested.amount,
      autoFocus: focus === 'approvedLimit',
      ...described('approvedLimit', true, error),
    }),
  );
};

/**
 * The form, with what was typed before and what was wrong with it. It posts to the address of the page, so that the
 * token of the link stands nowhere in it. The first field that is wrong has the focus.
 */
export const decisionForm = (approval: ApprovalCase, state: FormState): ReactElement => {
  const focus = state.errors[0]?.field;
  const { onBehalfOf, role } = approval;
  const inPlaceOf = onBehalfOf === null ? '' : ` in place of ${oneLine(onBehalfOf)}`;
  return h(
    'section',
    { className: 'card', 'aria-labelledby': 'decide' },
    h('h2', { id: 'decide' }, 'Decide'),
    h(
      'p',
      { className: 'soft small' },
      `As ${oneLine(approval.approver)}${inPlaceOf}, ${oneLine(role).replaceAll('-', ' ')}.`,
    ),
    h(
      'form',
      { method: 'post', autoComplete: 'off' },
      decisionField(choicesFor(approval), state, focus),
      amount(approval, state, focus),
      commentField(state, focus),
      codeField(state, focus),
      h('button', { type: 'submit' }, 'Record my decision'),
    ),
  );
};
