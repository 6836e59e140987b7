import { addDaysToInstant, type Moment } from '../../dates.ts';
import { type Money, toMoneyJson } from '../../money.ts';
import { type Account, noMovement } from '../account/account.ts';
import { grantTemporaryLimit } from '../account/temporary-limit.ts';
import type { NewEntry } from '../history/entry.ts';
import { grantRelease } from '../order-release/release.ts';
import type { CreditPolicy } from '../policy/policy.ts';
import { agreedLimit } from './decide.ts';
import { ended, type LimitRequest } from './limit-request.ts';

/** What granting a request does: parts of one movement of the customer's account. */
export interface Grant {
  readonly request: LimitRequest;
  readonly entry: NewEntry;
  readonly account: Partial<Account>;
}

/** Everyone whose approval counts, the lowest level first. */
export const approversOf = ({ levels }: LimitRequest): readonly string[] => [
  ...new Set(
    levels.flatMap(({ decisions, round }) =>
      decisions.filter((decision) => decision.round === round && decision.verdict === 'APPROVE').map(({ by }) => by),
    ),
  ),
];

const reasonOf = (request: LimitRequest): string => {
  const approvers = approversOf(request);
  const by = approvers.length === 0 ? 'straight-through' : `by ${approvers.join(', ')}`;
  return `Approved ${by} on limit request ${request.requestId}: ${request.reason}`.slice(0, 1000);
};

/** The request at its good end. */
const granted = (request: LimitRequest, approved: Money, { now }: Moment): LimitRequest => {
  const approvers = approversOf(request);
  const code = request.levels.length === 0 ? 'STRAIGHT_THROUGH' : 'APPROVED';
  const text =
    code === 'APPROVED'
      ? `Approved by ${approvers.join(', ')}.`
      : 'Approved without asking anybody, as the policy allows for this grade and amount.';
  const end = { code, text, at: now, by: approvers.at(-1) ?? null } as const;
  return { ...ended(request, 'APPROVED', end), approved };
};

const limitView = (minorUnits: bigint | null, currency: string) =>
  minorUnits === null ? null : { ...toMoneyJson({ minorUnits, currency }) };

/**
 * Grants what all levels have agreed to: the smallest limit of any, for good or up to the date; or the order, once, up to
 * its amount. Whether the facts still hold is for `staleness` to say.
 * @throws conflict when too many released orders of the customer wait to be used.
 */
export const grant = (request: LimitRequest, account: Account, policy: CreditPolicy, moment: Moment): Grant => {
  const approvedBy = [...approversOf(request)];
  switch (request.kind) {
    case 'PERMANENT': {
      const limit = agreedLimit(request);
      const { creditLimit, currency, limitVersion, temporaryLimit, unlimited } = account;
      // A temporary limit goes before the limit for good: one that is no higher would take away what was just granted.
      const isOutdone = temporaryLimit !== null && temporaryLimit.amount <= limit.minorUnits;
      return {
        request: granted(request, limit, moment),
        entry: {
          kind: 'CreditLimitChanged',
          deltas: noMovement,
          data: {
            from: { creditLimit: limitView(creditLimit, currency), unlimited },
            to: { creditLimit: limitView(limit.minorUnits, currency), unlimited: false },
            reason: reasonOf(request),
            requestId: request.requestId,
            approvedBy,
          },
        },
        account: {
          creditLimit: limit.minorUnits,
          unlimited: false,
          limitSetAt: moment.now,
          limitVersion: limitVersion + 1,
          ...(isOutdone ? { temporaryLimit: null } : {}),
        },
      };
    }
    case 'TEMPORARY': {
      const limit = agreedLimit(request);
      const { requestId, validTo } = request;
      if (validTo === null) throw new Error(`request ${requestId} says no date`);
      const terms = { requestId, amount: limit.minorUnits, validFrom: moment.today, validTo, approvedBy };
      return { request: granted(request, limit, moment), ...grantTemporaryLimit(account, terms) };
    }
    case 'ORDER_RELEASE': {
      const { orderId, requested: amount, requestId } = request;
      if (orderId === null) throw new Error(`request ${requestId} names no order`);
      const expiresAt = addDaysToInstant(moment.now, policy.reservationDays);
      const release = { requestId, orderId, amount, approvedBy, expiresAt };
      return { request: granted(request, amount, moment), ...grantRelease(account, release, moment.now) };
    }
    default:
      return request.kind satisfies never;
  }
};
