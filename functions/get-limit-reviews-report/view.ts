import type { LimitReviewsReportView, LimitReviewView } from '../../shared/contracts/limit-reviews.ts';
import { type BusinessDate, daysBetween } from '../../shared/dates.ts';
import { exposureOf, statusOf } from '../../shared/domain/account/account.ts';
import { effectiveLimit, utilization } from '../../shared/domain/account/limit.ts';
import { cell, type ReportTable } from '../../shared/http/report.ts';
import { toMoneyJson } from '../../shared/money.ts';
import type { LimitReview } from '../../shared/store/recommendation/reviews.ts';

const reviewView = (
  { account, dates, masterData, recommendation }: LimitReview,
  today: BusinessDate,
): LimitReviewView => {
  const { creditLimit, currency, customerId, grade, segment, unlimited } = account;
  const money = (minorUnits: bigint) => toMoneyJson({ minorUnits, currency });
  const limit = effectiveLimit(account, today);
  const exposure = exposureOf(account);
  const recommended = recommendation.amount?.minorUnits ?? null;
  const isKnown = creditLimit !== null && recommended !== null && !unlimited;
  const { creditAnalyst } = masterData;
  return {
    ...{ customerId, legalName: masterData.legalName, segment, status: statusOf(account), grade, currency },
    creditLimit: creditLimit === null ? null : money(creditLimit),
    unlimited,
    recommendedLimit: recommended === null ? null : money(recommended),
    difference: isKnown ? money(recommended - creditLimit) : null,
    exposure: money(exposure),
    utilization: utilization(exposure, limit.kind === 'BOUNDED' ? limit.amount : null),
    ...dates,
    daysOverdue: Math.max(0, daysBetween(dates.dueOn, today)),
    creditAnalyst: typeof creditAnalyst === 'string' ? creditAnalyst : null,
  };
};

interface Asked {
  readonly asOf: BusinessDate;
  readonly dueBy: BusinessDate;
  readonly reviewDays: number;
}

/** The limits to be looked at again, as the API shows them. */
export const limitReviewsView = (
  reviews: readonly LimitReview[],
  asked: Asked,
  nextCursor: string | null,
): LimitReviewsReportView => ({ ...asked, items: reviews.map((review) => reviewView(review, asked.asOf)), nextCursor });

const columns = [
  'asOf',
  'customerId',
  'legalName',
  'segment',
  'status',
  'grade',
  'currency',
  'creditLimit',
  'unlimited',
  'recommendedLimit',
  'difference',
  'exposure',
  'utilization',
  'lastReviewedOn',
  'dueOn',
  'daysOverdue',
  'creditAnalyst',
] as const;

/** The same as lines, one for each customer. */
export const limitReviewsTable = ({ asOf, items }: LimitReviewsReportView): ReportTable<(typeof columns)[number]> => ({
  columns,
  lines: items.map((row) => ({
    asOf,
    ...{ customerId: row.customerId, legalName: row.legalName, segment: row.segment, status: row.status },
    grade: cell(row.grade),
    currency: row.currency,
    creditLimit: cell(row.creditLimit?.amount),
    unlimited: cell(row.unlimited),
    recommendedLimit: cell(row.recommendedLimit?.amount),
    difference: cell(row.difference?.amount),
    exposure: row.exposure.amount,
    utilization: cell(row.utilization),
    ...{ lastReviewedOn: row.lastReviewedOn, dueOn: row.dueOn },
    daysOverdue: cell(row.daysOverdue),
    creditAnalyst: cell(row.creditAnalyst),
  })),
});
