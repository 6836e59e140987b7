import { addDays, type BusinessDate, startOfBusinessDate } from '../../dates.ts';
import { sameAddress } from '../../domain/mail/address.ts';
import type { MailDraft } from '../../domain/mail/mail.ts';
import { isMailAddress } from '../../domain/mail/mail.ts';
import type { CollectionFigures } from '../../domain/portfolio/collection-figures.ts';
import { digestMails, reportMails } from '../../domain/portfolio/mails.ts';
import { type DueReport, reportsDueOn } from '../../domain/portfolio/report-dates.ts';
import type { PortfolioSnapshot } from '../../domain/portfolio/snapshot.ts';
import type { Context } from '../context.ts';
import type { RunWithShards } from '../daily-runs/finish.ts';
import type { Directory } from '../limit-requests/directory.ts';
import { queueMail } from '../mails.ts';
import type { HasTime } from '../time-budget.ts';
import { collectionReport } from './collection-report.ts';
import { casesOpenedSince, promisesBrokenSince, tasksWaiting } from './recent-cases.ts';
import { loadSnapshot, newestSnapshot } from './snapshots.ts';

/** How far back an earlier snapshot is looked for, to compare with. */
const LOOK_BACK_DAYS = 7;

const recipientsFrom = async (directory: Directory): Promise<readonly string[]> => {
  const found = await Promise.all([directory.inRole('collection-leads'), directory.inRole('credit-managers')]);
  const addresses = found.flat().filter(isMailAddress);
  return addresses.filter((one, at) => addresses.findIndex((other) => sameAddress(one, other)) === at);
};

const digestOf = async (
  context: Context,
  date: BusinessDate,
  now: PortfolioSnapshot | null,
  { run, shards }: RunWithShards,
  recipients: readonly string[],
  hasTime: HasTime,
): Promise<readonly MailDraft[]> => {
  const { environment, table } = context;
  const before = await newestSnapshot(table, addDays(date, -LOOK_BACK_DAYS), addDays(date, -1));
  const since = before?.takenAt ?? startOfBusinessDate(addDays(date, -1), environment.timeZone);
  const [casesOpened, waiting, promisesBroken] = await Promise.all([
    casesOpenedSince(table, since),
    tasksWaiting(table),
    promisesBrokenSince(table, since, hasTime),
  ]);
  const isGivenUp = (status: string): boolean => status === 'FAILED' || status === 'RUNNING';
  const facts = {
    invoicesOverdue: run.figures.invoicesOverdue,
    customersFailed: run.figures.customersFailed,
    failedShards: shards.filter(({ status }) => isGivenUp(status)).map(({ shard }) => shard),
    failedSteps: run.failures.map(({ step }) => step),
    casesOpened,
    promisesBroken,
    tasksWaiting: waiting,
  };
  return digestMails(date, { now, before }, facts, recipients);
};

/** What collections did in a period; `null` when there was not the time to count all of it. */
const collectionsIn = async (
  context: Context,
  span: DueReport,
  hasTime: HasTime,
): Promise<CollectionFigures | null> => {
  const { figures, next } = await collectionReport(context, span, { hasTime, startAfter: null });
  return next === null ? figures : null;
};

/**
 * Queues the morning's mails to those who lead collections and manage credit: the digest of the daily run and, on the
 * first business day of a week, month or quarter, the report on the one before. Done again, no mail is queued twice.
 * @param run what the run has come to so far.
 * @param hasTime figures that take longer than there is time for are left out of the mails.
 * @returns how many mails are new.
 */
export const mailReports = async (
  context: Context,
  directory: Directory,
  date: BusinessDate,
  run: RunWithShards,
  hasTime: HasTime,
): Promise<{ readonly mails: number }> => {
  const { environment, policy, table } = context;
  const recipients = await recipientsFrom(directory);
  if (recipients.length === 0) return { mails: 0 };
  const now = await loadSnapshot(table, date);
  const drafts = [...(await digestOf(context, date, now, run, recipients, hasTime))];
  for (const report of reportsDueOn(date, environment.country, policy.calendars.closedDays)) {
    const before = await newestSnapshot(table, addDays(report.from, -LOOK_BACK_DAYS), report.from);
    const collections = await collectionsIn(context, report, hasTime);
    drafts.push(...reportMails(report, date, { now, before }, collections, recipients));
  }
  let mails = 0;
  for (const draft of drafts) if (await queueMail(context, draft)) mails += 1;
  return { mails };
};
