import { addDays, type BusinessDate, type Instant, startOfBusinessDate } from '../../dates.ts';
import { formatMinorUnits, maximum, toMoneyJson } from '../../money.ts';
import type { JsonObject, NewEntry } from '../history/entry.ts';
import { factsOfCustomer, settingsFor } from '../policy/matching.ts';
import type { CreditPolicy } from '../policy/policy.ts';
import { type Account, exposureOf, noMovement, type TemporaryLimit } from './account.ts';
import { boundWithTolerance, effectiveLimit, isInForce } from './limit.ts';

/** What was approved: the amount in minor units of the account's currency, the dates inclusive. */
export interface TemporaryGrant extends TemporaryLimit {
  readonly approvedBy: readonly string[];
}

/** Parts of one movement of the account. */
interface Change {
  readonly entry: NewEntry;
  readonly account: Pick<Account, 'temporaryLimit' | 'limitVersion'>;
}

const inCurrency = ({ currency }: Account, minorUnits: bigint): JsonObject => ({
  ...toMoneyJson({ minorUnits, currency }),
});

const inCurrencyOrNone = (account: Account, minorUnits: bigint | null): JsonObject | null =>
  minorUnits === null ? null : inCurrency(account, minorUnits);

/**
 * What granting a temporary limit does to the account, and the entry that tells of it. It takes the place of another one
 * that may still be there. `limitSetAt` stays as it is: it dates the credit limit, to which the account returns.
 */
export const grantTemporaryLimit = (account: Account, grant: TemporaryGrant): Change => {
  const { requestId, amount, validFrom, validTo, approvedBy } = grant;
  const { creditLimit, limitVersion, temporaryLimit: before } = account;
  const present = before && isInForce(before, validFrom) ? before.amount : creditLimit;
  return {
    entry: {
      kind: 'TemporaryLimitGranted',
      deltas: noMovement,
      data: {
        requestId,
        from: inCurrencyOrNone(account, present),
        to: inCurrency(account, amount),
        validFrom,
        validTo,
        approvedBy: [...approvedBy],
      },
    },
    account: { temporaryLimit: { requestId, amount, validFrom, validTo }, limitVersion: limitVersion + 1 },
  };
};

/** Whether the last day of a temporary limit is over. */
export const isOver = ({ validTo }: Pick<TemporaryLimit, 'validTo'>, today: BusinessDate): boolean => today > validTo;

/** What taking a temporary limit off the account does, which has bounded nothing since its last day. */
export const takeOffTemporaryLimit = (account: Account, ended: TemporaryLimit): Change => ({
  entry: {
    kind: 'TemporaryLimitEnded',
    deltas: noMovement,
    data: {
      requestId: ended.requestId,
      from: inCurrency(account, ended.amount),
      to: inCurrencyOrNone(account, account.creditLimit),
      unlimited: account.unlimited,
      validTo: ended.validTo,
      exposure: inCurrency(account, exposureOf(account)),
    },
  },
  account: { temporaryLimit: null, limitVersion: account.limitVersion + 1 },
});

/**
 * How far the exposure is above the limit that bounds the account on a day; zero where it is within the limit, or above
 * it by no more than the policy tolerates. Without any limit all of it is above. The exposure of a group counts for the
 * account that owns its limit.
 */
export const excessOn = (account: Account, policy: CreditPolicy, day: BusinessDate): bigint => {
  const limit = effectiveLimit(account, day);
  if (limit.kind === 'UNLIMITED') return 0n;
  const amount = limit.kind === 'NONE' ? 0n : limit.amount;
  const own = exposureOf(account);
  const exposure = account.memberCount > 0 ? maximum(own, account.groupExposure) : own;
  const settings = settingsFor(policy, { ...factsOfCustomer(account), today: day });
  return exposure > boundWithTolerance(amount, settings) ? exposure - amount : 0n;
};

/** Why a customer is held whose temporary limit is over: the same words however often it is asked. */
export const holdReasonAfter = ({ amount, requestId, validTo }: TemporaryLimit, currency: string): string =>
  `The temporary limit of ${formatMinorUnits(amount, currency)} ${currency} ended with ${validTo}, and the exposure is ` +
  `above the limit that holds without it (limit request ${requestId}).`;

/** Days before its last one on which people are told that a temporary limit ends: early, or at least the day before. */
const NOTICE_DAYS = [7, 1] as const;

export interface TemporaryLimitTimes {
  /** `null` when it was granted too late for any notice. */
  readonly noticeAt: Instant | null;
  /** From then on it bounds nothing. */
  readonly endsAt: Instant;
}

/**
 * When people are told that a temporary limit ends, and when it does: the first instants of the days, in the
 * environment's time zone, 7 days before its last day (1 day before when that has passed as it is granted) and after it.
 */
export const temporaryLimitTimes = ({
  grantedAt,
  timeZone,
  validTo,
}: {
  readonly validTo: BusinessDate;
  readonly grantedAt: Instant;
  readonly timeZone: string;
}): TemporaryLimitTimes => {
  const notices = NOTICE_DAYS.map((days) => startOfBusinessDate(addDays(validTo, -days), timeZone));
  return {
    noticeAt: notices.find((at) => Date.parse(at) >= Date.parse(grantedAt)) ?? null,
    endsAt: startOfBusinessDate(addDays(validTo, 1), timeZone),
  };
};
