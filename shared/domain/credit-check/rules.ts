import { daysBetween } from '../../dates.ts';
import { formatMinorUnits, multiply, toMoneyJson } from '../../money.ts';
import { exposureOf } from '../account/account.ts';
import { boundWithTolerance, coverValue, lapsedCovers } from '../account/limit.ts';
import { rateAgeDays } from '../fx/rates.ts';
import type { JsonObject } from '../history/entry.ts';
import type { Outcome, Reason, ReasonCode } from './decision.ts';
import type { Facts } from './facts.ts';

export interface Verdict {
  readonly outcome: Outcome;
  readonly reason: Reason;
}

/** A rule looks at the facts and either has nothing to say (`null`) or asks for an outcome and says why. */
export interface Rule {
  readonly name: string;
  readonly judge: (facts: Facts) => Verdict | null;
}

const verdict = (outcome: Outcome, code: ReasonCode, message: string, facts: JsonObject = {}): Verdict => ({
  outcome,
  reason: { code, message, facts },
});

const inAccountCurrency = (facts: Facts, minorUnits: bigint): JsonObject => ({
  ...toMoneyJson({ minorUnits, currency: facts.account.currency }),
});

const blacklist: Rule = {
  name: 'blacklist',
  judge: ({ account }) =>
    account.blacklisted ? verdict('DECLINED', 'BLACKLISTED', 'The customer is blacklisted.') : null,
};

const creditHold: Rule = {
  name: 'credit-hold',
  judge: ({ account }) =>
    account.holdReasons.length > 0
      ? verdict('REFERRED', 'ON_HOLD', 'The customer is on credit hold.', { holdReasons: [...account.holdReasons] })
      : null,
};

const segment: Rule = {
  name: 'segment',
  judge: ({ account, policy }) =>
    policy.segmentsWithoutCredit.includes(account.segment)
      ? verdict('DECLINED', 'SEGMENT_NOT_ALLOWED', `Segment '${account.segment}' is not sold to on credit.`, {
          segment: account.segment,
        })
      : null,
};

const overdue: Rule = {
  name: 'overdue',
  judge: ({ account, policy, moment }) => {
    if (account.oldestOpenDueOn === null) return null;
    const daysPastDue = daysBetween(account.oldestOpenDueOn, moment.today);
    if (daysPastDue <= policy.maxDaysPastDue) return null;
    return verdict(
      'REFERRED',
      'OVERDUE',
      `The oldest open receivable is ${daysPastDue} days past due; the policy allows ${policy.maxDaysPastDue}.`,
      { oldestDueOn: account.oldestOpenDueOn, daysPastDue, allowedDaysPastDue: policy.maxDaysPastDue },
    );
  },
};

const orderSize: Rule = {
  name: 'order-size',
  judge: (facts) => {
    const maximum = facts.policy.maxOrders.find(({ currency }) => currency === facts.account.currency)?.minorUnits;
    if (maximum === undefined || facts.orderValue === null || facts.orderValue <= maximum) return null;
    return verdict('REFERRED', 'ORDER_TOO_LARGE', 'The order is larger than the policy lets through unseen.', {
      order: inAccountCurrency(facts, facts.orderValue),
      maximumOrder: inAccountCurrency(facts, maximum),
    });
  },
};

const terms: Rule = {
  name: 'terms',
  judge: ({ check, agreedTermsDays }) =>
    check.termsDays !== undefined && check.termsDays > agreedTermsDays
      ? verdict(
          'REFERRED',
          'TERMS_TOO_LONG',
          `Terms of ${check.termsDays} days were asked; ${agreedTermsDays} are agreed.`,
          {
            askedDays: check.termsDays,
            agreedDays: agreedTermsDays,
          },
        )
      : null,
};

const exchangeRate: Rule = {
  name: 'exchange-rate',
  judge: ({ account, check, fx, policy, moment }) => {
    const { currency } = check.amount;
    if (currency === account.currency) return null;
    const facts = { from: currency, to: account.currency, rateDate: fx?.date ?? null };
    if (!fx) {
      return verdict(
        'REFERRED',
        'FX_RATE_STALE',
        `No exchange rate from ${currency} to ${account.currency} is known.`,
        facts,
      );
    }
    const ageDays = rateAgeDays(fx, moment.today);
    return ageDays > policy.maxRateAgeDays
      ? verdict(
          'REFERRED',
          'FX_RATE_STALE',
          `The exchange rate is ${ageDays} days old; the policy allows ${policy.maxRateAgeDays}.`,
          {
            ...facts,
            ageDays,
            allowedAgeDays: policy.maxRateAgeDays,
          },
        )
      : null;
  },
};

const ownLimit: Rule = {
  name: 'limit',
  judge: (facts) => {
    const { account, limit, policy, increase } = facts;
    if (limit.kind === 'UNLIMITED') return null;
    if (limit.kind === 'NONE') return verdict('REFERRED', 'NO_LIMIT', 'No credit limit is set for the customer.');
    if (increase === null) return null;
    const after = exposureOf(account) + increase;
    if (after <= boundWithTolerance(limit.amount, policy)) return null;
    const numbers = {
      effectiveLimit: inAccountCurrency(facts, limit.amount),
      exposure: inAccountCurrency(facts, exposureOf(account)),
      exposureWithOrder: inAccountCurrency(facts, after),
      tolerancePercent: policy.tolerancePercent,
    };
    if (limit.amount === 0n) {
      return verdict(
        'PREPAYMENT_REQUIRED',
        'CASH_ONLY',
        'The credit limit is zero: the customer pays in advance.',
        numbers,
      );
    }
    return verdict('REFERRED', 'LIMIT_EXCEEDED', 'The order would take the exposure above the credit limit.', numbers);
  },
};

const groupLimit: Rule = {
  name: 'group-limit',
  judge: (facts) => {
    const { group, groupLimit: limit, increase, policy } = facts;
    if (group === null || limit === null || limit.kind === 'UNLIMITED') return null;
    const owner = { scope: 'group', parentCustomerId: group.customerId };
    if (limit.kind === 'NONE') {
      return verdict('REFERRED', 'NO_LIMIT', `No credit limit is set for the group of '${group.customerId}'.`, owner);
    }
    if (increase === null) return null;
    const after = group.groupExposure + increase;
    if (after <= boundWithTolerance(limit.amount, policy)) return null;
    return verdict('REFERRED', 'GROUP_LIMIT_EXCEEDED', 'The order would take the group above its shared limit.', {
      ...owner,
      groupLimit: inAccountCurrency(facts, limit.amount),
      groupExposure: inAccountCurrency(facts, group.groupExposure),
      groupExposureWithOrder: inAccountCurrency(facts, after),
    });
  },
};

/** Every rule that can stop an order, in the order in which their reasons are told. */
export const rules: readonly Rule[] = [
  blacklist,
  segment,
  creditHold,
  overdue,
  orderSize,
  terms,
  exchangeRate,
  ownLimit,
  groupLimit,
];

/** Said beside a refusal by a limit when covers have lapsed that would have counted. */
export const lapsedCoverReason = (facts: Facts): Reason | null => {
  const lapsed = lapsedCovers(facts.account, facts.moment.today);
  if (lapsed.length === 0) return null;
  const worth = lapsed.reduce((sum, cover) => sum + coverValue(cover), 0n);
  return {
    code: 'COVER_EXPIRED',
    message: 'A cover has lapsed that used to raise the limit.',
    facts: {
      covers: lapsed.map((cover) => ({ coverId: cover.coverId, validTo: cover.validTo })),
      worth: inAccountCurrency(facts, worth),
    },
  };
};

/** A warning on an approval: the limit is used to the policy's share or more once the order is in. */
export const nearlyUsedReason = (facts: Facts): Reason | null => {
  const { account, limit, policy, increase } = facts;
  if (limit.kind !== 'BOUNDED' || limit.amount === 0n || increase === null || increase <= 0n) return null;
  const after = exposureOf(account) + increase;
  if (after < multiply(limit.amount, `${policy.utilizationWarningPercent}e-2`, 'up')) return null;
  return {
    code: 'LIMIT_NEARLY_USED',
    message: `With this order the limit is used to ${policy.utilizationWarningPercent} % or more.`,
    facts: {
      exposureWithOrder: formatMinorUnits(after, account.currency),
      effectiveLimit: formatMinorUnits(limit.amount, account.currency),
    },
  };
};
