import { addDays, addDaysToInstant, type BusinessDate, type Moment } from '../../dates.ts';
import { type Refusal, unprocessable } from '../../errors.ts';
import { formatMinorUnits, type Money } from '../../money.ts';
import type { Account } from '../account/account.ts';
import type { CreditPolicy } from '../policy/policy.ts';
import type { LimitRequest, RequestKind } from './limit-request.ts';

/** A decision on an order, so far as its release asks about it. */
export interface ReferredOrder {
  readonly customerId: string;
  readonly decisionId: string;
  readonly orderId: string;
  readonly outcome: string;
  readonly amount: Money;
}

/** What is asked for, as it was sent and found. */
export type Asked =
  | { readonly kind: 'PERMANENT'; readonly requested: Money }
  | { readonly kind: 'TEMPORARY'; readonly requested: Money; readonly validTo: BusinessDate }
  | { readonly kind: 'ORDER_RELEASE'; readonly order: ReferredOrder };

export interface Submission {
  readonly requestId: string;
  readonly asked: Asked;
  readonly reason: string;
  readonly requestedBy: string;
  readonly submittedBy: string;
  readonly correlationId: string;
}

/** Workflows live for a year at most, and a limit that is to last longer is not a temporary one. */
const LONGEST_TEMPORARY_DAYS = 350;

const refuseLimit = (
  account: Account,
  { kind, requested }: { kind: RequestKind; requested: Money },
): Refusal | null => {
  if (requested.currency !== account.currency) {
    const text = `must be in ${account.currency}, the account's currency`;
    return unprocessable('requestedLimit.currency', text);
  }
  if (kind !== 'TEMPORARY') return null;
  if (account.unlimited) return unprocessable('requestedLimit', 'the customer has no bound that could be raised');
  if (account.creditLimit !== null && requested.minorUnits <= account.creditLimit) {
    const present = formatMinorUnits(account.creditLimit, account.currency);
    return unprocessable('requestedLimit', `must be above the credit limit of ${present} ${account.currency}`);
  }
  // Without any limit orders are referred; up to a limit of zero they would have to be prepaid.
  return requested.minorUnits === 0n ? unprocessable('requestedLimit', 'must be more than zero') : null;
};

const refuseDate = (validTo: BusinessDate, { today }: Moment): Refusal | null => {
  if (validTo < today) return unprocessable('validTo', `must not be before today, ${today}`);
  const last = addDays(today, LONGEST_TEMPORARY_DAYS);
  return validTo > last
    ? unprocessable('validTo', `must be ${last} or before; ask for a permanent limit instead`)
    : null;
};

const refuseOrder = (account: Account, { customerId, decisionId, outcome }: ReferredOrder): Refusal | null => {
  if (customerId !== account.customerId) {
    return unprocessable('decisionId', `decision '${decisionId}' is about another customer`);
  }
  if (outcome === 'APPROVED')
    return unprocessable('decisionId', 'that order was approved: there is nothing to release');
  return outcome === 'DECLINED'
    ? unprocessable('decisionId', 'that order was declined, which no approval releases')
    : null;
};

const refuse = (account: Account, asked: Asked, moment: Moment): Refusal | null => {
  switch (asked.kind) {
    case 'PERMANENT':
      return refuseLimit(account, asked);
    case 'TEMPORARY':
      return refuseLimit(account, asked) ?? refuseDate(asked.validTo, moment);
    case 'ORDER_RELEASE':
      return refuseOrder(account, asked.order);
    default:
      return asked satisfies never;
  }
};

/**
 * The request as it is submitted.
 * @throws unprocessable for another currency than the account's, a temporary limit that raises nothing or whose date is
 * past or too far away, and an order that was not referred.
 */
export const submitRequest = (
  account: Account,
  { asked, ...submission }: Submission,
  policy: CreditPolicy,
  moment: Moment,
): LimitRequest => {
  const refusal = refuse(account, asked, moment);
  if (refusal) throw refusal;
  const order = asked.kind === 'ORDER_RELEASE' ? asked.order : null;
  return {
    ...submission,
    customerId: account.customerId,
    kind: asked.kind,
    status: 'ASSESSING',
    requested: asked.kind === 'ORDER_RELEASE' ? asked.order.amount : asked.requested,
    validTo: asked.kind === 'TEMPORARY' ? asked.validTo : null,
    orderId: order?.orderId ?? null,
    decisionId: order?.decisionId ?? null,
    createdAt: moment.now,
    expiresAt: addDaysToInstant(moment.now, policy.approvals.expireAfterDays),
    executionArn: null,
    assessment: null,
    rules: null,
    levels: [],
    information: [],
    notes: [],
    approved: null,
    outcome: null,
    failure: null,
    stage: 0,
    version: 1,
  };
};
