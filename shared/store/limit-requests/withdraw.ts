import { currentLevel, ended, hasEnded, type LimitRequest } from '../../domain/limit-request/limit-request.ts';
import { outcomeMail } from '../../domain/limit-request/mails.ts';
import { conflict } from '../../errors.ts';
import type { Context } from '../context.ts';
import { loadProfile } from '../profiles.ts';
import { endAssignments } from './approvals.ts';
import { changeRequest } from './change.ts';
import { endChange } from './end.ts';

/**
 * Takes a request back; what was put to approvers is closed. Withdrawing again changes nothing.
 * @throws conflict when it has ended in another way.
 */
export const withdrawRequest = <T>(
  context: Context,
  requestId: string,
  reason: string | undefined,
  answer: (request: LimitRequest) => T,
): Promise<T> =>
  changeRequest<T>(context, requestId, async (request) => {
    if (request.status === 'WITHDRAWN') return { answer: answer(request) };
    if (hasEnded(request)) throw conflict(`The request has ended already: ${request.outcome?.text ?? request.status}`);
    const { actor, moment, table } = context;
    const text = `${actor} withdrew it${reason ? `: ${reason}` : '.'}`;
    const withdrawn = ended(request, 'WITHDRAWN', { code: 'WITHDRAWN', text, at: moment.now, by: actor });
    // Of all that is known of the customer only the name: what stopped the request must not keep it from being withdrawn.
    const profile = await loadProfile(table, request.customerId);
    const legalName = profile?.masterData.legalName ?? request.customerId;
    const mails = outcomeMail(withdrawn, legalName, { outcome: 'WITHDRAWN', name: 'ended', why: text });
    const change = endChange(context, withdrawn, mails, endAssignments(table, currentLevel(request)));
    return { ...change, result: answer({ ...withdrawn, version: request.version + 1 }) };
  });
