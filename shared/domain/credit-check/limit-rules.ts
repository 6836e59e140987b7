import { formatMinorUnits, multiply } from '../../money.ts';
import { exposureOf } from '../account/account.ts';
import { boundWithTolerance, coverValue, lapsedCovers } from '../account/limit.ts';
import type { JsonObject } from '../history/entry.ts';
import type { Reason } from './decision.ts';
import type { Facts } from './facts.ts';
import { inAccountCurrency, origin, type Rule, type Verdict, verdict } from './verdict.ts';

export const ownLimit: Rule = {
  name: 'limit',
  judge: (facts) => {
    const { account, limit, settings, increase } = facts;
    if (limit.kind === 'UNLIMITED') return null;
    if (limit.kind === 'NONE') return verdict('REFERRED', 'NO_LIMIT', 'No credit limit is set for the customer.');
    if (increase === null) return null;
    const after = exposureOf(account) + increase;
    if (after <= boundWithTolerance(limit.amount, settings)) return null;
    const numbers = {
      effectiveLimit: inAccountCurrency(facts, limit.amount),
      exposure: inAccountCurrency(facts, exposureOf(account)),
      exposureWithOrder: inAccountCurrency(facts, after),
      tolerancePercent: settings.tolerancePercent,
      ...origin(settings.because.tolerancePercent, account),
    };
    return settings.maxTermsDays === 0
      ? overTheLimit(limit.amount, { ...numbers, grade: account.grade }, noTerms(account))
      : overTheLimit(limit.amount, numbers, ofTheLimit);
  },
};

/** How it is said that nothing is sold on credit, and that something is, but not as much. */
interface Words {
  readonly nothing: string;
  readonly tooMuch: string;
}

const ofTheLimit: Words = {
  nothing: 'The credit limit is zero: the customer pays in advance.',
  tooMuch: 'The order would take the exposure above the credit limit.',
};

const noTerms = ({ grade }: Facts['account']): Words => ({
  nothing: `Grade ${grade} gives no terms: the customer pays in advance.`,
  tooMuch: `Grade ${grade} gives no terms: the order would take the exposure above the covers and the temporary limit in force.`,
});

const overTheLimit = (limit: bigint, numbers: JsonObject, { nothing, tooMuch }: Words): Verdict =>
  limit === 0n
    ? verdict('PREPAYMENT_REQUIRED', 'CASH_ONLY', nothing, numbers)
    : verdict('REFERRED', 'LIMIT_EXCEEDED', tooMuch, numbers);

export const groupLimit: Rule = {
  name: 'group-limit',
  judge: (facts) => {
    const { group, groupLimit: limit, groupSettings: settings, increase } = facts;
    if (group === null || limit === null || settings === null || limit.kind === 'UNLIMITED') return null;
    const owner = { scope: 'group', parentCustomerId: group.customerId };
    if (limit.kind === 'NONE') {
      return verdict('REFERRED', 'NO_LIMIT', `No credit limit is set for the group of '${group.customerId}'.`, owner);
    }
    if (increase === null) return null;
    const after = group.groupExposure + increase;
    if (after <= boundWithTolerance(limit.amount, settings)) return null;
    return verdict('REFERRED', 'GROUP_LIMIT_EXCEEDED', 'The order would take the group above its shared limit.', {
      ...owner,
      groupLimit: inAccountCurrency(facts, limit.amount),
      groupExposure: inAccountCurrency(facts, group.groupExposure),
      groupExposureWithOrder: inAccountCurrency(facts, after),
      tolerancePercent: settings.tolerancePercent,
      ...origin(settings.because.tolerancePercent, group),
    });
  },
};

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
