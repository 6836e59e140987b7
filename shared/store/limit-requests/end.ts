import type { Staleness } from '../../domain/limit-request/assess.ts';
import { currentLevel, ended, type LimitRequest } from '../../domain/limit-request/limit-request.ts';
import { outcomeMail } from '../../domain/limit-request/mails.ts';
import type { MailDraft } from '../../domain/mail/mail.ts';
import type { Context } from '../context.ts';
import { mailWrite } from '../mails.ts';
import type { Write } from '../table.ts';
import { endAssignments } from './approvals.ts';
import type { RequestChange } from './change.ts';

/** The end of a request that changes nothing but itself: told to the history, and by mail to who made it. */
export const endChange = (
  context: Context,
  request: LimitRequest,
  mails: readonly MailDraft[],
  writes: readonly Write[] = [],
): RequestChange<LimitRequest> => ({
  request,
  entry: {
    kind: 'LimitRequestEnded',
    data: { outcome: request.outcome?.code ?? request.status, reason: request.outcome?.text ?? '' },
  },
  writes: [...writes, ...mails.map((mail) => mailWrite(context, mail))],
  result: request,
});

/** The end of a request whose facts have moved away from what its approvers saw. */
export const lapseChange = (
  context: Context,
  request: LimitRequest,
  { code, text }: Staleness,
  legalName: string,
): RequestChange<LimitRequest> => {
  const lapsed = ended(request, 'LAPSED', { code, text, at: context.moment.now, by: null });
  const mails = outcomeMail(lapsed, legalName, { outcome: 'LAPSED', name: 'ended', why: text });
  return endChange(context, lapsed, mails, endAssignments(context.table, currentLevel(request)));
};
