import * as z from 'zod/mini';
import { requestKinds, requestStatuses } from '../domain/limit-request/limit-request.ts';
import { MoneyView } from './amounts.ts';
import { Grade } from './customers.ts';
import {
  Cursor,
  checked,
  DateOfBusiness,
  DateView,
  GivenPageSize,
  InstantView,
  listOf,
  pattern,
} from './primitives.ts';

/** Longest span of days that one report covers: a leap year. */
export const MOST_REPORT_DAYS = 366;
export const MOST_DSO_MONTHS = 24;
const DEFAULT_DSO_MONTHS = 3;

/** Without a limit, a page of JSON has as many rows as every list, and a file as many as there is time for. */
const RowsQuery = { limit: z.exactOptional(GivenPageSize), cursor: z.exactOptional(Cursor) };

export const AgingQuery = z.object({ asOf: z.exactOptional(DateOfBusiness), ...RowsQuery });
export const PortfolioQuery = z.object({ date: z.exactOptional(DateOfBusiness) });
export const DefaultersQuery = z.object({ ...RowsQuery });

export const DsoQuery = z.object({
  months: z._default(
    z.pipe(
      z.pipe(
        /* @__PURE__ */ pattern(/^\d{1,3}$/, `must be a whole number from 1 to ${MOST_DSO_MONTHS}`),
        z.transform((text: string) => Number(text)),
      ),
      /* @__PURE__ */ checked(z.int(), z.gte(1), z.lte(MOST_DSO_MONTHS)),
    ),
    DEFAULT_DSO_MONTHS,
  ),
});

/** `?from=&to=`: business dates, both included; the last thirty days where nothing is said. */
export const SpanQuery = /* @__PURE__ */ checked(
  z.object({
    from: z.exactOptional(DateOfBusiness),
    to: z.exactOptional(DateOfBusiness),
    cursor: z.exactOptional(Cursor),
  }),
  z.refine((query) => query.from === undefined || query.to === undefined || query.to >= query.from, {
    path: ['to'],
    error: 'must not be before from',
  }),
);

/** A share of an amount, 0.0712 for 7.12 %; null where there is nothing to be a share of. */
const ShareView = z.nullable(z.number());
const Count = z.int();

/** What remains, by days past due. The buckets sum to the total. */
export const AgingBucketsView = z.object({
  current: MoneyView,
  days1To30: MoneyView,
  days31To60: MoneyView,
  days61To90: MoneyView,
  days91To120: MoneyView,
  over120: MoneyView,
});

const aged = {
  currency: z.string(),
  buckets: AgingBucketsView,
  total: MoneyView,
  overdue: MoneyView,
  overdueShare: ShareView,
  /** Part of the total. */
  disputed: MoneyView,
  unappliedCash: MoneyView,
};

export const AgingRowView = z.object({
  customerId: z.string(),
  legalName: z.string(),
  segment: z.string(),
  ...aged,
  invoices: Count,
  maxDaysPastDue: Count,
});
export type AgingRowView = z.infer<typeof AgingRowView>;

export const AgingReportView = z.extend(/* @__PURE__ */ listOf(AgingRowView), {
  asOf: DateView,
  /** Sums of the rows of this page, by currency; of all rows when there is no other page. */
  totals: z.array(z.object({ ...aged, customers: Count })),
});
export type AgingReportView = z.infer<typeof AgingReportView>;

const figures = {
  currency: z.string(),
  customers: Count,
  openReceivables: MoneyView,
  aging: AgingBucketsView,
  overdue: MoneyView,
  overdueShare: ShareView,
  disputed: MoneyView,
  unappliedCash: MoneyView,
  reservations: MoneyView,
  exposure: MoneyView,
  limits: MoneyView,
  utilization: ShareView,
  defaulters: z.object({ customers: Count, amount: MoneyView }),
  creditSales: MoneyView,
  dso: z.nullable(z.number()),
  bestPossibleDso: z.nullable(z.number()),
  cei: ShareView,
};
export const PortfolioFiguresView = z.object(figures);
const PeriodView = z.object({ from: DateView, to: DateView, days: Count });
/** Figures of a segment or region; null stands for all beyond the eighty largest. */
export const PortfolioGroupView = z.object({ name: z.nullable(z.string()), ...figures });

export const PortfolioReportView = z.object({
  date: DateView,
  takenAt: InstantView,
  /** Whether it is the snapshot of the day, or was reckoned just now. */
  isSnapshot: z.boolean(),
  salesPeriod: PeriodView,
  collectionPeriod: PeriodView,
  cases: z.record(z.string(), Count),
  totals: z.array(PortfolioFiguresView),
  segments: z.array(PortfolioGroupView),
  regions: z.array(PortfolioGroupView),
});
export type PortfolioReportView = z.infer<typeof PortfolioReportView>;

export const DsoView = z.object({
  currency: z.string(),
  receivables: MoneyView,
  current: MoneyView,
  creditSales: MoneyView,
  dso: z.nullable(z.number()),
  bestPossibleDso: z.nullable(z.number()),
  /** dso less bestPossibleDso: what late payers add. */
  averageDaysDelinquent: z.nullable(z.number()),
});
export const DsoReportView = z.object({
  asOf: DateView,
  months: Count,
  period: PeriodView,
  items: z.array(DsoView),
  /** As the snapshots have it that were taken on the first days of the months of the period. */
  trend: z.array(z.object({ date: DateView, currency: z.string(), dso: z.nullable(z.number()), cei: ShareView })),
});
export type DsoReportView = z.infer<typeof DsoReportView>;

export const CollectionsReportView = z.object({
  from: DateView,
  to: DateView,
  cases: z.object({ opened: Count, reopened: Count, closed: Count }),
  /** How often each kind of step was taken. */
  steps: z.record(z.string(), Count),
  promises: z.object({
    made: Count,
    kept: Count,
    partlyKept: Count,
    broken: Count,
    replaced: Count,
    cancelled: Count,
  }),
  bouncedMessages: Count,
  /** Money that came in, while a case was open, for invoices that were past due; days late are weighted by amount. */
  collected: z.array(z.object({ amount: MoneyView, averageDaysLate: z.nullable(z.number()) })),
  nextCursor: z.nullable(z.string()),
});
export type CollectionsReportView = z.infer<typeof CollectionsReportView>;

const decided = { approved: Count, rejected: Count, returned: Count, averageHours: z.nullable(z.number()) };

export const ApprovalsReportView = z.object({
  from: DateView,
  to: DateView,
  requests: Count,
  kinds: z.partialRecord(z.enum(requestKinds), Count),
  statuses: z.partialRecord(z.enum(requestStatuses), Count),
  outcomes: z.record(z.string(), Count),
  /** From submission to the end, of those that have ended. */
  averageHours: z.nullable(z.number()),
  levels: z.array(z.object({ level: Count, role: z.string(), ...decided })),
  approvers: z.array(z.object({ email: z.string(), ...decided })),
  nextCursor: z.nullable(z.string()),
});
export type ApprovalsReportView = z.infer<typeof ApprovalsReportView>;

export const DefaulterView = z.object({
  customerId: z.string(),
  legalName: z.string(),
  segment: z.string(),
  region: z.string(),
  grade: z.nullable(Grade),
  openReceivables: MoneyView,
  overdue: MoneyView,
  maxDaysPastDue: Count,
  withLegal: z.boolean(),
});
export const DefaultersReportView = z.extend(/* @__PURE__ */ listOf(DefaulterView), { asOf: DateView });
export type DefaultersReportView = z.infer<typeof DefaultersReportView>;
