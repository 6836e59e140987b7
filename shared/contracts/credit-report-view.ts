import { daysBetween } from '../dates.ts';
import type { CreditReportFacts } from '../domain/credit-report/facts.ts';
import { paidIn } from '../domain/credit-report/months.ts';
import type { JsonObject } from '../domain/history/entry.ts';
import { bucketNames } from '../domain/portfolio/aging.ts';
import { toMoneyJson } from '../money.ts';
import type { CreditReportView } from './credit-report.ts';
import { profileView } from './profile-view.ts';
import { scoreView } from './score-view.ts';

type ViewOf<Field extends keyof CreditReportView> = CreditReportView[Field];

const DAYS_DECIMALS = 1;

const monthsView = ({ behaviour, monthEnds, profile }: CreditReportFacts): ViewOf<'months'> => {
  const money = (minorUnits: bigint | null) =>
    minorUnits === null ? null : toMoneyJson({ minorUnits, currency: profile.account.currency });
  return monthEnds.map(({ effectiveLimit, exposure, month }) => {
    const { averageDaysLate, ...paid } = paidIn(behaviour, month);
    return {
      month,
      exposure: money(exposure),
      effectiveLimit: money(effectiveLimit),
      ...paid,
      averageDaysLate: averageDaysLate === null ? null : Number(averageDaysLate.toFixed(DAYS_DECIMALS)),
    };
  });
};

const agingView = ({ aging, profile }: CreditReportFacts): ViewOf<'aging'> => {
  const money = (minorUnits: bigint) => toMoneyJson({ minorUnits, currency: profile.account.currency });
  const { buckets, disputed, items, maxDaysPastDue, overdue, total } = aging;
  const named = bucketNames.map((name) => [name, money(buckets[name])]);
  return {
    buckets: Object.fromEntries(named) as ViewOf<'aging'>['buckets'],
    total: money(total),
    overdue: money(overdue),
    disputed: money(disputed),
    invoices: items,
    maxDaysPastDue,
  };
};

const decisionView = (decision: JsonObject): ViewOf<'decisions'>[number] => {
  const { amount, decidedAt, decisionId, orderId, policyVersion, reasons } = decision;
  return {
    decisionId: String(decisionId),
    decidedAt: String(decidedAt),
    orderId: String(orderId),
    amount: amount as ViewOf<'decisions'>[number]['amount'],
    decision: String(decision['decision']),
    reasons: ((reasons ?? []) as readonly JsonObject[]).map(({ code }) => String(code)),
    policyVersion: policyVersion as number | string,
  };
};

const collectionsView = ({ collectionCase, disputes }: CreditReportFacts): ViewOf<'collections'> => ({
  case: collectionCase && {
    caseId: collectionCase.caseId,
    status: collectionCase.status,
    openedAt: collectionCase.openedAt,
    closedAt: collectionCase.closedAt,
    promises: collectionCase.promises.map(({ amount, payBy, promiseId }) => ({
      promiseId,
      amount: toMoneyJson(amount),
      payBy,
    })),
  },
  disputes: disputes.map(({ disputeId, invoiceIds, reason }) => ({ disputeId, invoiceIds: [...invoiceIds], reason })),
});

const papersView = (facts: CreditReportFacts): Pick<CreditReportView, 'covers' | 'ratings' | 'agreements'> => {
  const { customerId } = facts.profile.account;
  return {
    covers: facts.covers.map(({ amount, ...cover }) => ({ customerId, ...cover, amount: toMoneyJson(amount) })),
    ratings: facts.ratings.map(({ recommendedLimit, ...rating }) => ({
      customerId,
      ...rating,
      ...(recommendedLimit ? { recommendedLimit: toMoneyJson(recommendedLimit) } : {}),
    })),
    agreements: facts.agreements.map(({ documentUrl, ...agreement }) => ({
      customerId,
      ...agreement,
      ...(documentUrl === undefined ? {} : { documentUrl }),
    })),
  };
};

/** The credit report as the API shows it, and as page and document are made of it. */
export const creditReportView = (facts: CreditReportFacts): CreditReportView => {
  const { grading, moment, oldest, profile, timeZone } = facts;
  const { account, masterData } = profile;
  return {
    customerId: account.customerId,
    legalName: String(masterData['legalName'] ?? account.customerId),
    asOf: moment.today,
    madeAt: moment.now,
    timeZone,
    profile: profileView(profile),
    score: scoreView(account, facts.score, grading),
    bands: grading.bands.map((band) => ({ ...band })),
    months: monthsView(facts),
    aging: agingView(facts),
    oldestInvoices: oldest.map(({ disputed, dueOn, invoiceId, remaining }) => ({
      invoiceId,
      dueOn,
      remaining: toMoneyJson(remaining),
      daysPastDue: Math.max(0, daysBetween(dueOn, moment.today)),
      disputed,
    })),
    decisions: facts.decisions.map(decisionView),
    ...papersView(facts),
    collections: collectionsView(facts),
  };
};
