import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { oneLine } from '../../mail/clean.ts';
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

export const untouched: FormState = { typed: {}, errors: [] };

export const LONGEST_COMMENT = 1000;

/** Where the link of an error leads: to the field, of the choice to its first part. */
export const anchorOf = (field: Field): string => (field === 'decision' ? 'decision-approve' : field);

/** A decision that can be taken, and what it means. */
export interface Choice {
  readonly value: Decision;
  readonly label: string;
  readonly about: string;
}

const hintId = (field: Field): string => `${field}-hint`;
const errorId = (field: Field): string => `${field}-error`;

/** What an input says of itself: its description, and that it is wrong. */
export const described = (field: Field, hasHint: boolean, error: FormError | undefined) => {
  const ids = [...(hasHint ? [hintId(field)] : []), ...(error ? [errorId(field)] : [])];
  return {
    ...(ids.length > 0 && { 'aria-describedby': ids.join(' ') }),
    ...(error && { 'aria-invalid': true }),
  };
};

export const wrong = (error: FormError | undefined): ReactNode =>
  error && h('span', { className: 'wrong', id: errorId(error.field) }, `Error: ${oneLine(error.message)}`);

export const hint = (field: Field, text: string): ReactNode =>
  h('span', { className: 'hint', id: hintId(field) }, text);

/** The decisions, one of which is to be chosen. */
export const decisionField = (
  choices: readonly Choice[],
  { typed, errors }: FormState,
  focus: Field | undefined,
): ReactElement => {
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
        h('span', null, h('strong', null, label), h('span', null, about)),
      ),
    ),
  );
};

/** What the approver has to say. */
export const commentField = ({ typed, errors }: FormState, focus: Field | undefined): ReactElement => {
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

/** The six digits of the mail. */
export const codeField = ({ errors }: FormState, focus: Field | undefined): ReactElement => {
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
