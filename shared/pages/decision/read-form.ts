import type { ApprovalCase } from '../../contracts/approval-case.ts';
import { moneyText } from '../../mail/wording.ts';
import { fromMoneyJson, type Money } from '../../money.ts';
import { englishAmount, readAmount } from '../read-amount.ts';
import type { Decision } from '../wording.ts';
import { type FormError, LONGEST_COMMENT, type Typed } from './fields.ts';

/** The fields as they came; any may be missing. */
export type FormFields = Readonly<Partial<Record<'code' | 'decision' | 'approvedLimit' | 'comment', string>>>;

/** A decision that can be carried out, if the code is right. */
export interface Choice {
  readonly verdict: Decision;
  /** `null`: as requested, and for what approves no amount. */
  readonly approved: Money | null;
  readonly comment: string | null;
}

/** What a form says. Without a choice `errors` tells why. */
export interface ReadForm {
  /** Six digits; `null` when it is missing or something else. */
  readonly code: string | null;
  readonly choice: Choice | null;
  readonly errors: readonly FormError[];
  /** To be shown again. */
  readonly typed: Typed;
}

const isDecision = (text: string | undefined): text is Decision =>
  text === 'APPROVE' || text === 'REJECT' || text === 'RETURN';

/** @returns `null` for the whole of what is requested, or a sentence on what is wrong. */
const readLimit = (
  text: string | undefined,
  { kind, requested }: Pick<ApprovalCase, 'kind' | 'requested'>,
): Money | string | null => {
  if (kind === 'ORDER_RELEASE' || text === undefined || text.trim() === '') return null;
  const most = fromMoneyJson(requested);
  const amount = readAmount(text, most.currency, englishAmount('approved limit'));
  if (typeof amount === 'string') return amount;
  if (amount.minorUnits === most.minorUnits) return null;
  if (amount.minorUnits > most.minorUnits) return `The approved limit must not be more than ${moneyText(requested)}.`;
  return amount.minorUnits > 0n ? amount : 'The approved limit must be more than zero: to refuse, choose Reject.';
};

/** Forms send line ends as CRLF. */
const readComment = (text: string | undefined): string | null => {
  const comment = (text ?? '').replace(/\r\n?/g, '\n').trim();
  return comment === '' ? null : comment;
};

const commentProblem = (comment: string | null): string | undefined => {
  if (comment === null) return undefined;
  if (comment.length > LONGEST_COMMENT) return `The comment must have at most ${LONGEST_COMMENT} characters.`;
  return /^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u.test(comment)
    ? undefined
    : 'The comment must not contain control characters.';
};

/**
 * Reads the form of the decision page: everything but whether the code is right. An approved limit that is left empty is
 * the requested one; beside a rejection or a return it does not count.
 * @param approval `null` for what no amount is approved of.
 */
export const readDecisionForm = (
  fields: FormFields,
  approval: Pick<ApprovalCase, 'kind' | 'requested'> | null,
): ReadForm => {
  const { decision } = fields;
  const errors: FormError[] = [];
  if (!isDecision(decision)) errors.push({ field: 'decision', message: 'Choose a decision.' });
  const limit = decision === 'APPROVE' && approval ? readLimit(fields.approvedLimit, approval) : null;
  if (typeof limit === 'string') errors.push({ field: 'approvedLimit', message: limit });
  const comment = readComment(fields.comment);
  const problem = commentProblem(comment);
  if (problem) errors.push({ field: 'comment', message: problem });
  const digits = (fields.code ?? '').replace(/\s/g, '');
  const code = /^\d{6}$/.test(digits) ? digits : null;
  const isWhole = errors.length === 0 && isDecision(decision) && typeof limit !== 'string';
  return {
    code,
    choice: isWhole ? { verdict: decision, approved: limit, comment } : null,
    errors: code === null ? [...errors, { field: 'code', message: 'Enter the six digits from the mail.' }] : errors,
    typed: typedIn(fields),
  };
};

const typedIn = ({ decision, approvedLimit, comment }: FormFields): Typed => ({
  ...(decision !== undefined && { decision }),
  ...(approvedLimit !== undefined && { approvedLimit }),
  ...(comment !== undefined && { comment }),
});
