import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { ApprovalCase } from '../../contracts/approval-case.ts';
import { oneLine } from '../../mail/clean.ts';
import { moneyText } from '../../mail/wording.ts';
import type { Decision } from '../wording.ts';

/** The fields of the form, by which errors name them too. */
export type Field = 'decision' | 'approvedLimit' | 'comment' | 'code';

/** What was typed, to be shown again; never the code, which nothing writes into a page. */
export type Typed = Readonly<Partial<Record<Exclude<Field, 'code'>, string>>>;

export interface FormError {
  readonly field: Field;
  readonly message: string;
}

export interface FormState {
  readonly typed: Typed;
  readonly errors: readonly FormError[];
}

export const LONGEST_COMMENT = 1000;

/** Where the link of an error leads: to the field, of the choice to its first part. */
export const anchorOf = (field: Field): string => (field === 'decision' ? 'decision-approve' : field);

const choices: readonly { readonly value: Decision; readonly label: string; readonly about: string }[] = [
  { value: 'APPROVE', label: 'Approve', about: '' },
  { value: 'REJECT', label: 'Reject', about: 'Ends the request.' },
  { value: 'RETURN', label: 'Return for information', about: 'Say below what you need to know.' },
];

const approving = ({ kind }: ApprovalCase): string =>
  kind === 'ORDER_RELEASE' ? 'The order may go out on credit, once.' : 'For the amount below.';

const hintId = (field: Field): string => `${field}-hint`;
const errorId = (field: Field): string => `${field}-error`;

/** What an input says of itself: its description, and that it is wrong. */
const described = (field: Field, hasHint: boolean, error: FormError | undefined) => {
  const ids = [...(hasHint ? [hintId(field)] : []), ...(error ? [errorId(field)] : [])];
  return {
    ...(ids.length > 0 && { 'aria-describedby': ids.join(' ') }),
    ...(error && { 'aria-invalid': true }),
  };
};

const wrong = (error: FormError | undefined): ReactNode =>
  error && h('span', { className: 'wrong', id: errorId(error.field) }, `Error: ${oneLine(error.message)}`);

const hint = (field: Field, text: string): ReactNode => h('span', { className: 'hint', id: hintId(field) }, text);

const decisionChoice = (approval: ApprovalCase, { typed, errors }: FormState, focus: Field | undefined) => {
  const error = errors.find(({ field }) => field === 'decision');
  return h(
    'fieldset',
    error ? { 'aria-describedby': errorId('decision') } : null,
    h('legend', null, 'Your decision'),
    wrong(error),
    ...choices.map(({ value, label, about }) =>
      h(
        'label',
        { className: 'choice' },
        h('input', {
          type: 'radio',
          name: 'decision',
          id: `decision-${value.toLowerCase()}`,
          value,
          required: true,
          defaultChecked: typed.decision === value,
          autoFocus: focus === 'decision' && value === 'APPROVE',
        }),
        h('span', null, h('strong', null, label), h('span', null, value === 'APPROVE' ? approving(approval) : about)),
      ),
    ),
  );
};

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

const comment = ({ typed, errors }: FormState, focus: Field | undefined): ReactElement => {
  const error = errors.find(({ field }) => field === 'comment');
  return h(
    'div',
    { className: 'field' },
    h('label', { className: 'name', htmlFor: 'comment' }, 'Comment'),
    wrong(error),
    h('textarea', {
      id: 'comment',
      name: 'comment',
      rows: 2,
      maxLength: LONGEST_COMMENT,
      defaultValue: typed.comment ?? '',
      autoFocus: focus === 'comment',
      ...described('comment', false, error),
    }),
  );
};

const code = ({ errors }: FormState, focus: Field | undefined): ReactElement => {
  const error = errors.find(({ field }) => field === 'code');
  return h(
    'div',
    { className: 'field' },
    h('label', { className: 'name', htmlFor: 'code' }, 'Code'),
    hint('code', 'The six digits beside the link in your mail.'),
    wrong(error),
    h('input', {
      className: 'text code',
      id: 'code',
      name: 'code',
      type: 'text',
      inputMode: 'numeric',
      autoComplete: 'one-time-code',
      pattern: '[0-9 ]{6,7}',
      title: 'Six digits',
      maxLength: 7,
      required: true,
      autoFocus: focus === 'code',
      ...described('code', true, error),
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
      decisionChoice(approval, state, focus),
      amount(approval, state, focus),
      comment(state, focus),
      code(state, focus),
      h('button', { type: 'submit' }, 'Record my decision'),
    ),
  );
};
