import type { BusinessDate } from '../../dates.ts';
import { toMoneyJson } from '../../money.ts';
import type { JsonObject } from '../history/entry.ts';
import { recipientPart } from '../mail/address.ts';
import type { MailDraft } from '../mail/mail.ts';
import { type BucketName, bucketNames } from './aging.ts';
import type { CollectionFigures } from './collection-figures.ts';
import { minorUnitsOf, type PortfolioFigures } from './figures.ts';
import { daysOf, share } from './ratio.ts';
import type { DueReport } from './report-dates.ts';
import type { PortfolioSnapshot } from './snapshot.ts';

/** What the digest tells of the daily run and of the day before it. */
export interface DigestFacts {
  readonly invoicesOverdue: number;
  readonly customersFailed: number;
  readonly failedShards: readonly string[];
  readonly failedSteps: readonly string[];
  readonly casesOpened: number;
  /** `null` where they were not counted. */
  readonly promisesBroken: number | null;
  readonly tasksWaiting: number;
}

type Snapshot = PortfolioSnapshot | null;

const standing = (now: PortfolioFigures, before: PortfolioFigures | undefined): JsonObject => {
  const open = minorUnitsOf(now.openReceivables);
  const aging = bucketNames.map((bucket: BucketName) => ({
    bucket,
    amount: { ...now.aging[bucket] },
    share: share(minorUnitsOf(now.aging[bucket]), open),
    before: before ? { ...before.aging[bucket] } : null,
  }));
  return {
    currency: now.currency,
    openReceivables: { ...now.openReceivables },
    openBefore: before ? { ...before.openReceivables } : null,
    overdue: { ...now.overdue },
    overdueBefore: before ? { ...before.overdue } : null,
    overdueShare: now.overdueShare,
    aging,
    dso: now.dso,
    dsoBefore: before?.dso ?? null,
    cei: now.cei,
    utilization: now.utilization,
    defaulters: { customers: now.defaulters.customers, amount: { ...now.defaulters.amount } },
  };
};

/** Currencies of which nothing is open, and nothing was, are left out. */
const standings = (now: Snapshot, before: Snapshot): JsonObject[] => {
  const earlier = new Map((before?.totals ?? []).map((figures) => [figures.currency, figures]));
  const isThere = (figures: PortfolioFigures | undefined) => (figures?.customers ?? 0) > 0;
  return (now?.totals ?? [])
    .filter((figures) => isThere(figures) || isThere(earlier.get(figures.currency)))
    .map((figures) => standing(figures, earlier.get(figures.currency)));
};

const openCases = ({ cases }: PortfolioSnapshot): number =>
  Object.values(cases).reduce((sum, count) => sum + (count ?? 0), 0);

/** Cases closed between two snapshots; those that were opened again in between are taken off. */
const casesClosed = (now: Snapshot, before: Snapshot, opened: number): number | null =>
  now && before ? Math.max(0, openCases(before) + opened - openCases(now)) : null;

/** To each of the recipients; a mail of one day, or of one period, goes out once. */
const drafts = (name: string, template: string, data: JsonObject, recipients: readonly string[]): MailDraft[] =>
  recipients.map((to) => ({ mailId: `${name}-${recipientPart(to)}`, to, template, data }));

/** The digest of a day. @param before an earlier snapshot, where there is one. */
export const digestMails = (
  date: BusinessDate,
  snapshots: { readonly now: Snapshot; readonly before: Snapshot },
  facts: DigestFacts,
  recipients: readonly string[],
): readonly MailDraft[] => {
  const { before, now } = snapshots;
  const data: JsonObject = {
    date,
    before: before?.date ?? null,
    ...facts,
    casesClosed: casesClosed(now, before, facts.casesOpened),
    cases: { ...now?.cases },
    totals: standings(now, before),
  };
  return drafts(`digest-${date}`, 'portfolio-digest', data, recipients);
};

/** Segments that a report names. */
const MOST_SEGMENTS = 5;

const worstSegments = (now: Snapshot): JsonObject[] =>
  (now?.segments ?? [])
    .map((segment) => ({ segment, overdue: minorUnitsOf(segment.overdue) }))
    .filter(({ overdue }) => overdue > 0n)
    .sort((a, b) => (a.overdue > b.overdue ? -1 : 1))
    .slice(0, MOST_SEGMENTS)
    .map(({ segment }) => ({
      name: segment.name ?? 'All others',
      open: { ...segment.openReceivables },
      overdue: { ...segment.overdue },
      overdueShare: segment.overdueShare,
    }));

const collectionsOf = ({ cases, collected, promises, steps }: CollectionFigures): JsonObject => ({
  ...cases,
  steps: { ...steps },
  promisesMade: promises.MADE ?? 0,
  promisesKept: promises.KEPT ?? 0,
  promisesBroken: (promises.BROKEN ?? 0) + (promises.PARTLY_KEPT ?? 0),
  collected: Object.entries(collected).map(([currency, { lateness, minorUnits }]) => ({
    amount: { ...toMoneyJson({ minorUnits, currency }) },
    averageDaysLate: daysOf(lateness, minorUnits, 1),
  })),
});

/** The report on a period. @param collections `null` where they were not counted. */
export const reportMails = (
  { from, kind, to }: DueReport,
  date: BusinessDate,
  snapshots: { readonly now: Snapshot; readonly before: Snapshot },
  collections: CollectionFigures | null,
  recipients: readonly string[],
): readonly MailDraft[] => {
  const { before, now } = snapshots;
  const data: JsonObject = {
    ...{ kind, from, to, date },
    before: before?.date ?? null,
    totals: standings(now, before),
    segments: worstSegments(now),
    collections: collections && collectionsOf(collections),
  };
  return drafts(`report-${kind.toLowerCase()}-${from}`, 'portfolio-report', data, recipients);
};
