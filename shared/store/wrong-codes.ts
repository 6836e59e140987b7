import type { ApprovalLink } from '../domain/approval/link.ts';
import type { MailDraft } from '../domain/mail/mail.ts';
import { type Refusal, unprocessable } from '../errors.ts';
import { spendAttempt } from './approval-links.ts';
import type { Context } from './context.ts';
import { type Assignment, freshMailWrite } from './limit-requests/approvals.ts';
import { mailWrite } from './mails.ts';

/** So many mails replace links that died of wrong codes. Whoever burns those as well may be no person at all. */
const MOST_FRESH_MAILS = 3;

/** What an approver is asked, so far as wrong codes are concerned. */
export interface Asked {
  readonly link: ApprovalLink;
  readonly assignment: Assignment;
  /** The mail that takes the place of the one whose link is closed, under a name of its own. */
  readonly freshMail: (name: string) => MailDraft;
  /** Tells that this approver is not to be reached by mail any more. */
  readonly notReached: (reason: string) => Promise<unknown>;
}

/**
 * Counts a wrong code. The last one closes the link, and a fresh mail goes out in the same transaction, a few times.
 * @returns the refusal that says what is left. @throws as `spendAttempt`.
 */
export const refuseWrongCode = async (
  context: Context,
  { assignment, freshMail, link, notReached }: Asked,
): Promise<Refusal> => {
  const { moment, table } = context;
  const number = assignment.freshMails + 1;
  const canMail = number <= MOST_FRESH_MAILS;
  const fresh = freshMail(`fresh-${number}`);
  const left = await spendAttempt(table, link, moment.now, () =>
    canMail ? [freshMailWrite(table, assignment), mailWrite(context, fresh)] : [],
  );
  if (left > 0) {
    const tries = left === 1 ? 'one try is' : `${left} tries are`;
    return unprocessable('code', `is not the code that stands in the mail beside the link; ${tries} left`);
  }
  if (canMail) {
    return unprocessable(
      'code',
      'was wrong too often: this link is closed, and a fresh mail with another one is on its way',
    );
  }
  await notReached(`The links of ${MOST_FRESH_MAILS + 1} mails were closed by wrong codes; no further mail goes out.`);
  return unprocessable(
    'code',
    'was wrong too often: this link is closed. Sign in to decide, or ask the platform team.',
  );
};
