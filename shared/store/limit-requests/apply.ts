import type { Account } from '../../domain/account/account.ts';
import { staleness } from '../../domain/limit-request/assess.ts';
import { approversOf, grant } from '../../domain/limit-request/grant.ts';
import type { LimitRequest } from '../../domain/limit-request/limit-request.ts';
import { outcomeMail } from '../../domain/limit-request/mails.ts';
import { nextStepOf } from '../../domain/limit-request/next-step.ts';
import { hasRoomForRelease } from '../../domain/order-release/release.ts';
import type { Context } from '../context.ts';
import { isReleased, releaseWrite } from '../decisions.ts';
import { mailWrite } from '../mails.ts';
import { loadProfile, profileWrite } from '../profiles.ts';
import { expireDue, isExpiryDue } from '../reservations.ts';
import type { Write } from '../table.ts';
import { type ChangeDecided, changeRequest } from './change.ts';
import { lapseChange } from './end.ts';
import { gatherFacts } from './facts.ts';

/**
 * Grants a request on which every level has agreed, if the facts still are those that the approvers saw, or lets it lapse
 * and says why: in one transaction with the account, so that nothing can come in between. Done again, nothing changes.
 */
export const applyRequest = (context: Context, requestId: string): Promise<LimitRequest> =>
  changeRequest<LimitRequest>(context, requestId, async (request, standing) => {
    const { moment, policy } = context;
    if (nextStepOf(request, moment.now) !== 'APPLY') return { answer: request };
    if (isExpiryDue(standing, moment.now)) return { first: () => expireDue(context, standing) };
    const { account } = standing;
    const { facts, legalName } = await gatherFacts(context, request, account);
    const stale =
      staleness(request, facts) ?? (await changedOrder(context, request)) ?? crowded(context, request, account);
    if (stale) return lapseChange(context, request, stale, legalName);
    const granted = grant(request, account, policy, moment);
    return {
      ...granted,
      entry: { kind: granted.entry.kind, data: granted.entry.data },
      writes: [
        ...(await besides(context, request, account)),
        ...outcomeMail(granted.request, legalName, {
          outcome: 'APPROVED',
          name: 'ended',
          approved: granted.request.approved,
          decidedBy: approversOf(granted.request).join(', ') || null,
        }).map((mail) => mailWrite(context, mail)),
      ],
      result: granted.request,
    } satisfies ChangeDecided<LimitRequest>;
  });

/** A decision on an order is released once, whoever asks for it how often. */
const changedOrder = async ({ table }: Context, { decisionId, orderId }: LimitRequest) => {
  if (decisionId === null || !(await isReleased(table, decisionId))) return null;
  const text = `Order '${orderId}' was released already, by another request about the same decision.`;
  return { code: 'ORDER_CHANGED', text } as const;
};

/** What a released order waits in is small: the account, which every check reads. */
const crowded = ({ moment }: Context, { kind }: LimitRequest, account: Account) =>
  kind !== 'ORDER_RELEASE' || hasRoomForRelease(account, moment.now)
    ? null
    : ({
        code: 'TOO_MANY_RELEASES',
        text: 'Too many released orders of the customer wait for their credit check; have those checked, and ask again.',
      } as const);

/** What changes beside request and account. */
const besides = async (
  { table }: Context,
  request: LimitRequest,
  account: Parameters<typeof profileWrite>[2],
): Promise<readonly Write[]> => {
  if (request.decisionId !== null) return [releaseWrite(table, request.decisionId, request.requestId)];
  if (request.kind !== 'PERMANENT') return [];
  const profile = await loadProfile(table, request.customerId);
  // A limit that was taken over before is no longer the one in force: taking it over again would change something.
  return profile === null || profile.limitHash === null
    ? []
    : [profileWrite(table, { ...profile, limitHash: null }, account)];
};
