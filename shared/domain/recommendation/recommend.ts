import { type Money, maximum, minimum, multiply } from '../../money.ts';
import type { Account, Grade } from '../account/account.ts';
import type { ConductFacts } from '../behaviour/conduct.ts';
import { settingsFor } from '../policy/matching.ts';
import type { CreditPolicy } from '../policy/policy.ts';
import { type CapFacts, capsOf, lowestOf } from './caps.ts';
import { inFacts, inWords, type Reason, type Recommendation } from './reasons.ts';
import { roundDown } from './round-down.ts';

/** How much a customer buys, and how late it pays. */
export type Buying = Pick<ConductFacts, 'averageMonthlySales' | 'averageDaysLate' | 'recentDaysLate'>;

/** What a limit is recommended by. */
export interface RecommendationInput extends CapFacts {
  readonly account: Account;
  readonly conduct: Buying;
  readonly policy: CreditPolicy;
}

const DAYS_PER_MONTH = 30n;

const nothing = (code: Reason['code'], text: string, facts: Reason['facts'] = {}): Recommendation => ({
  amount: null,
  reasons: [{ code, text, facts }],
});

/** A shared limit bounds what all members buy, of which the sales of its owner say nothing. */
const ofGroup = ({ customerId, memberCount }: Pick<Account, 'customerId' | 'memberCount'>): Recommendation => {
  const others = memberCount === 1 ? 'another customer' : `${memberCount} other customers`;
  const text = `The limit of ${customerId} bounds ${others}, too; none is recommended from its own sales alone.`;
  return nothing('GROUP', text, { groupId: customerId, members: memberCount });
};

/** Why a customer gets no credit, or is not known well enough, whatever it buys: for this, nothing needs to be read. */
export const recommendedAtOnce = (
  account: Pick<Account, 'blacklisted' | 'currency' | 'customerId' | 'grade' | 'insolventSince' | 'memberCount'>,
): Recommendation | null => {
  const { blacklisted, currency, grade, insolventSince, memberCount } = account;
  const amount = { minorUnits: 0n, currency };
  if (blacklisted) {
    return { amount, reasons: [{ code: 'BLACKLISTED', text: 'The customer is blacklisted.', facts: {} }] };
  }
  if (insolventSince !== null) {
    const text = `The customer was reported insolvent on ${insolventSince}.`;
    return { amount, reasons: [{ code: 'INSOLVENT', text, facts: { insolventSince } }] };
  }
  if (memberCount > 0) return ofGroup(account);
  return grade === null ? nothing('NO_GRADE', 'The customer has no grade: too little is known of it.') : null;
};

/** The settings of the policy that say how long what is sold stays open. */
const daysOpen = ({ account, conduct, policy, today }: RecommendationInput) => {
  const settings = settingsFor(policy, { ...account, today });
  const agreed = account.paymentTermsDays ?? settings.termsDays;
  const termsDays = settings.maxTermsDays === null ? agreed : Math.min(agreed, settings.maxTermsDays);
  // Nobody is given room for lateness at which orders are referred: paying later must not earn a higher limit.
  const expected = Math.round(conduct.recentDaysLate ?? conduct.averageDaysLate ?? 0);
  return { termsDays, daysLate: Math.max(0, Math.min(expected, settings.maxDaysPastDue)) };
};

/** What stands open on a day if sales go on as they did: a month's sales for every thirty days until it is paid. */
const needOf = (input: RecommendationInput, sales: bigint): { readonly need: bigint; readonly reason: Reason } => {
  const { currency, policy } = input;
  const { daysLate, termsDays } = daysOpen(input);
  const perMonth = { minorUnits: sales, currency };
  const need = (maximum(0n, sales) * BigInt(termsDays + daysLate)) / DAYS_PER_MONTH;
  const needed = { minorUnits: need, currency };
  const { months } = policy.limits.recommendation;
  return {
    need,
    reason: {
      code: 'NEED',
      text: `Sales of ${inWords(perMonth)} a month, over at most ${months} months, at ${termsDays} days of terms and ${daysLate} days late come to ${inWords(needed)} open.`,
      facts: { averageMonthlySales: inFacts(perMonth), months, termsDays, daysLate, need: inFacts(needed) },
    },
  };
};

const gradeReason = (grade: Grade, factorPercent: string, graded: Money): Reason => ({
  code: 'GRADE_FACTOR',
  text: `Grade ${grade} counts for ${factorPercent} % of it: ${inWords(graded)}.`,
  facts: { grade, limitFactorPercent: factorPercent, amount: inFacts(graded) },
});

const noStatement = ({ balance, policy }: CapFacts): readonly Reason[] =>
  balance !== null || policy.limits.recommendation.equityPercent === null
    ? []
    : [{ code: 'NO_STATEMENT', text: 'No financial statement is on file; equity bounds nothing.', facts: {} }];

/**
 * The limit that fits how much a customer buys and how well it pays: average monthly sales x (days of terms + days late)
 * / 30, what stands open when sales go on; times the factor of the grade; at most a share of the equity and what outside
 * ratings in force recommend; rounded down. `null` without a grade or sales, for the owner of a shared limit, and where a cap cannot be told: what is
 * missing never raises a limit.
 */
export const recommend = (input: RecommendationInput): Recommendation => {
  const { account, conduct, currency, policy } = input;
  const atOnce = recommendedAtOnce(account);
  if (atOnce) return atOnce;
  const { grade } = account;
  if (grade === null || conduct.averageMonthlySales === null) {
    return nothing('NO_SALES', 'There is no whole month of sales on credit yet to reckon a limit from.');
  }
  const { need, reason } = needOf(input, conduct.averageMonthlySales);
  const { limitFactorPercent } = policy.grading.grades[grade];
  const graded = multiply(need, `${limitFactorPercent}e-2`, 'down');
  const caps = capsOf(input);
  const reasons: readonly Reason[] = [
    reason,
    gradeReason(grade, limitFactorPercent, { minorUnits: graded, currency }),
    ...caps.map((cap) => cap.reason),
    ...noStatement(input),
  ];
  const lowest = lowestOf(caps);
  if (lowest === 'unknown') return { amount: null, reasons };
  const most = lowest === null ? graded : minimum(graded, lowest);
  const amount = { minorUnits: roundDown(most), currency };
  return { amount, reasons: [...reasons, ...roundedReason({ minorUnits: most, currency }, amount)] };
};

const roundedReason = (exact: Money, amount: Money): readonly Reason[] =>
  exact.minorUnits === amount.minorUnits
    ? []
    : [
        {
          code: 'ROUNDED',
          text: `Rounded down from ${inWords(exact)} to ${inWords(amount)}.`,
          facts: { exact: inFacts(exact), amount: inFacts(amount) },
        },
      ];
