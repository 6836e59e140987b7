import * as z from 'zod/mini';
import { bucketNames } from '../domain/portfolio/aging.ts';
import { reportKinds } from '../domain/portfolio/report-dates.ts';
import { MoneyView } from './amounts.ts';
import { DateOfBusiness } from './primitives.ts';

const Share = z.nullable(z.number());

/** How what is open in one currency stands, and how it stood before; `null` where that is not known. */
const Standing = z.object({
  currency: z.string(),
  openReceivables: MoneyView,
  openBefore: z.nullable(MoneyView),
  overdue: MoneyView,
  overdueBefore: z.nullable(MoneyView),
  overdueShare: Share,
  aging: z.array(
    z.object({ bucket: z.enum(bucketNames), amount: MoneyView, share: Share, before: z.nullable(MoneyView) }),
  ),
  dso: z.nullable(z.number()),
  dsoBefore: z.nullable(z.number()),
  cei: Share,
  utilization: Share,
  defaulters: z.object({ customers: z.int(), amount: MoneyView }),
});
export type StandingData = z.infer<typeof Standing>;

export const DigestData = z.object({
  date: DateOfBusiness,
  /** The day with which it is compared. */
  before: z.nullable(DateOfBusiness),
  invoicesOverdue: z.int(),
  casesOpened: z.int(),
  casesClosed: z.nullable(z.int()),
  promisesBroken: z.nullable(z.int()),
  tasksWaiting: z.int(),
  /** Cases that are open, by status. */
  cases: z.record(z.string(), z.int()),
  totals: z.array(Standing),
  /** What the run could not do; all empty when it did everything. */
  failedShards: z.array(z.string()),
  customersFailed: z.int(),
  failedSteps: z.array(z.string()),
});

/** What collections did in the period of a report. */
const Collections = z.object({
  opened: z.int(),
  reopened: z.int(),
  closed: z.int(),
  steps: z.record(z.string(), z.int()),
  promisesMade: z.int(),
  promisesKept: z.int(),
  promisesBroken: z.int(),
  collected: z.array(z.object({ amount: MoneyView, averageDaysLate: z.nullable(z.number()) })),
});
export type CollectionsData = z.infer<typeof Collections>;

export const ReportData = z.object({
  kind: z.enum(reportKinds),
  from: DateOfBusiness,
  to: DateOfBusiness,
  date: DateOfBusiness,
  /** The day of the snapshot with which it is compared. */
  before: z.nullable(DateOfBusiness),
  totals: z.array(Standing),
  /** The segments with the most overdue. */
  segments: z.array(z.object({ name: z.string(), open: MoneyView, overdue: MoneyView, overdueShare: Share })),
  /** Left out where there was not the time to count it. */
  collections: z.nullable(Collections),
});

/** Mails about the portfolio, for those who lead collections and manage credit. */
export const reportMessages = [
  z.object({ template: z.literal('portfolio-digest'), data: DigestData }),
  z.object({ template: z.literal('portfolio-report'), data: ReportData }),
] as const;
export type DigestData = z.infer<typeof DigestData>;
export type ReportData = z.infer<typeof ReportData>;
