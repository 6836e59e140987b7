import type { DefaultersReportView } from '../../shared/contracts/reports.ts';
import { cell, type ReportTable } from '../../shared/http/report.ts';
import { toMoneyJson } from '../../shared/money.ts';
import type { Defaulter } from '../../shared/store/portfolio/defaulters.ts';

/** Customers in default, as the API shows them. */
export const defaultersView = (
  defaulters: readonly Defaulter[],
  asOf: string,
  nextCursor: string | null,
): DefaultersReportView => ({
  asOf,
  items: defaulters.map(({ aging, currency, customerId, grade, isWithLegal, legalName, region, segment }) => ({
    ...{ customerId, legalName, segment, region, grade },
    openReceivables: toMoneyJson({ minorUnits: aging.total, currency }),
    overdue: toMoneyJson({ minorUnits: aging.overdue, currency }),
    maxDaysPastDue: aging.maxDaysPastDue,
    withLegal: isWithLegal,
  })),
  nextCursor,
});

const columns = [
  'asOf',
  'customerId',
  'legalName',
  'segment',
  'region',
  'grade',
  'currency',
  'openReceivables',
  'overdue',
  'maxDaysPastDue',
  'withLegal',
] as const;

/** The same as lines, one for each customer. */
export const defaultersTable = ({ asOf, items }: DefaultersReportView): ReportTable<(typeof columns)[number]> => ({
  columns,
  lines: items.map(({ customerId, grade, legalName, maxDaysPastDue, openReceivables, overdue, ...row }) => ({
    ...{ asOf, customerId, legalName, segment: row.segment, region: row.region },
    grade: cell(grade),
    currency: overdue.currency,
    openReceivables: openReceivables.amount,
    overdue: overdue.amount,
    maxDaysPastDue: cell(maxDaysPastDue),
    withLegal: cell(row.withLegal),
  })),
});
