import { daysBetween } from '../../dates.ts';
import { rateAgeDays } from '../fx/rates.ts';
import type { Facts } from './facts.ts';
import { groupLimit, ownLimit } from './limit-rules.ts';
import { unusualOrder } from './unusual-order.ts';
import { inAccountCurrency, origin, type Rule, type Verdict, verdict } from './verdict.ts';

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

/** What a rule of the policy says outright of such orders. */
const policyRule: Rule = {
  name: 'policy-rule',
  judge: ({ settings: { because, outcome } }) => {
    if (outcome === null) return null;
    const rule = because.outcome;
    return outcome === 'DECLINED'
      ? verdict(outcome, 'SEGMENT_NOT_ALLOWED', `By rule '${rule}' such an order is not sold on credit.`, { rule })
      : verdict(outcome, 'SEGMENT_NOT_ALLOWED', `By rule '${rule}' a person decides on such an order.`, { rule });
  },
};

const overdue: Rule = {
  name: 'overdue',
  judge: ({ account, settings, moment }) => {
    if (account.oldestOpenDueOn === null) return null;
    const daysPastDue = daysBetween(account.oldestOpenDueOn, moment.today);
    const allowed = settings.maxDaysPastDue;
    if (daysPastDue <= allowed) return null;
    return verdict(
      'REFERRED',
      'OVERDUE',
      `The oldest open receivable is ${daysPastDue} days past due; the policy allows ${allowed}.`,
      {
        oldestDueOn: account.oldestOpenDueOn,
        daysPastDue,
        allowedDaysPastDue: allowed,
        ...origin(settings.because.maxDaysPastDue, account),
      },
    );
  },
};

const orderSize: Rule = {
  name: 'order-size',
  judge: (facts) => {
    const { account, orderValue, settings } = facts;
    const maximum = settings.maxOrder?.minorUnits;
    if (maximum === undefined || orderValue === null || orderValue <= maximum) return null;
    return verdict('REFERRED', 'ORDER_TOO_LARGE', 'The order is larger than the policy lets through unseen.', {
      order: inAccountCurrency(facts, orderValue),
      maximumOrder: inAccountCurrency(facts, maximum),
      ...origin(settings.because.maxOrder, account),
    });
  },
};

const terms: Rule = {
  name: 'terms',
  judge: ({ account, agreedTermsDays, check: { termsDays }, termsBecause }) => {
    if (termsDays === undefined || termsDays <= agreedTermsDays) return null;
    const allowed =
      termsBecause === 'grade'
        ? `${agreedTermsDays} are the most for grade ${account.grade}`
        : `${agreedTermsDays} are agreed`;
    return verdict('REFERRED', 'TERMS_TOO_LONG', `Terms of ${termsDays} days were asked; ${allowed}.`, {
      askedDays: termsDays,
      agreedDays: agreedTermsDays,
      ...origin(termsBecause, account),
    });
  },
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

/** Every rule that can stop an order, in the order in which their reasons are told. */
const rules: readonly Rule[] = [
  blacklist,
  segment,
  policyRule,
  creditHold,
  overdue,
  orderSize,
  unusualOrder,
  terms,
  exchangeRate,
  ownLimit,
  groupLimit,
];

/** What each rule says, in their order. An order that takes no more exposure than it holds already is objected to by none. */
export const judge = (facts: Facts): readonly { readonly rule: string; readonly verdict: Verdict | null }[] => {
  const lowersExposure = facts.existing?.status === 'ACTIVE' && facts.increase !== null && facts.increase <= 0n;
  return rules.map((rule) => ({ rule: rule.name, verdict: lowersExposure ? null : rule.judge(facts) }));
};

/** Whether nothing is in the way of the order. */
export const passes = (facts: Facts): boolean => judge(facts).every(({ verdict: said }) => said === null);
