import { daysBetween } from '../dates.ts';
import { exposureOf, statusOf } from '../domain/account/account.ts';
import { effectiveLimit, isInForce, utilization } from '../domain/account/limit.ts';
import type { ProfileFacts } from '../domain/account/profile.ts';
import { toMoneyJson } from '../money.ts';
import { behaviourView } from './behaviour-view.ts';
import type { ProfileView } from './customers.ts';

/** The credit profile as the API shows it. */
export const profileView = ({
  account,
  masterData,
  behaviour,
  conduct,
  overdueAmount,
  recommendation,
  today,
}: ProfileFacts): ProfileView => {
  const inCurrency = (minorUnits: bigint) => toMoneyJson({ minorUnits, currency: account.currency });
  const limit = effectiveLimit(account, today);
  const bound = limit.kind === 'BOUNDED' ? limit.amount : null;
  const exposure = exposureOf(account);
  const temporary = account.temporaryLimit;
  const oldest = account.oldestOpenDueOn;
  const maxDaysPastDue = oldest === null ? 0 : Math.max(0, daysBetween(oldest, today));
  return {
    ...(masterData as Omit<ProfileView, keyof ComputedView>),
    customerId: account.customerId,
    status: statusOf(account),
    holdReasons: [...account.holdReasons],
    creditLimit: account.creditLimit === null ? null : inCurrency(account.creditLimit),
    unlimited: account.unlimited,
    temporaryLimit:
      temporary && isInForce(temporary, today)
        ? { amount: inCurrency(temporary.amount), validTo: temporary.validTo }
        : null,
    effectiveLimit: bound === null ? null : inCurrency(bound),
    exposure: {
      openReceivables: inCurrency(account.openReceivables),
      reservations: inCurrency(account.reservations),
      unappliedCash: inCurrency(account.unappliedCash),
      total: inCurrency(exposure),
    },
    available: bound === null ? null : inCurrency(bound - exposure),
    utilization: utilization(exposure, bound),
    overdue: {
      amount: inCurrency(overdueAmount),
      oldestDueOn: maxDaysPastDue > 0 ? oldest : null,
      maxDaysPastDue,
    },
    paymentTermsDays: account.paymentTermsDays,
    score: account.score,
    grade: account.grade,
    gradedOn: account.gradedOn,
    behaviour: behaviourView(behaviour, conduct, account.currency),
    recommendedLimit: recommendation.amount && toMoneyJson(recommendation.amount),
    recommendation: { reasons: recommendation.reasons.map((reason) => ({ ...reason })) },
    version: account.version,
  };
};

type ComputedView = Pick<
  ProfileView,
  | 'customerId'
  | 'status'
  | 'holdReasons'
  | 'creditLimit'
  | 'unlimited'
  | 'temporaryLimit'
  | 'effectiveLimit'
  | 'exposure'
  | 'available'
  | 'utilization'
  | 'overdue'
  | 'paymentTermsDays'
  | 'score'
  | 'grade'
  | 'gradedOn'
  | 'behaviour'
  | 'recommendedLimit'
  | 'recommendation'
  | 'version'
>;
