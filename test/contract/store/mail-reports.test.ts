import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailMessage } from '../../../shared/contracts/mails.ts';
import { noFigures } from '../../../shared/domain/daily-run/figures.ts';
import type { DailyRun, ShardRun } from '../../../shared/domain/daily-run/run.ts';
import { newShardRun } from '../../../shared/domain/daily-run/run.ts';
import { changeCase } from '../../../shared/store/collection/change.ts';
import { mailReports } from '../../../shared/store/portfolio/mail-reports.ts';
import { takeSnapshot } from '../../../shared/store/portfolio/snapshots.ts';
import { allTheTime } from '../../../shared/store/time-budget.ts';
import { casesOn } from '../../support/cases-on-engine.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { createCustomer, eur, invoice } from '../../support/movements.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const LEA = 'lea.lead@example.com';
const MIA = 'mia.manager@example.com';
/** Mia holds both roles, under an address that is written in two ways. */
const holders: Readonly<Record<string, readonly string[]>> = {
  'collection-leads': [LEA, MIA],
  'credit-managers': [MIA.toUpperCase()],
};
const people = { inRole: async (role: string) => holders[role] ?? [] };

const runOf = (date: string, changes: Partial<DailyRun> = {}, shards: readonly ShardRun[] = []) => ({
  run: {
    runId: `daily-${date}`,
    date,
    status: 'RUNNING',
    startedAt: `${date}T04:00:00.000Z`,
    startedBy: 'schedule',
    correlationId: 'test',
    attempt: 1,
    executionArn: 'arn',
    endedAt: null,
    figures: { ...noFigures, invoicesOverdue: 7 },
    failures: [],
    version: 1,
    ...changes,
  } satisfies DailyRun,
  shards,
});

const mails = async (prefix: string): Promise<{ to: string; message: MailMessage }[]> =>
  (await database.scan())
    .filter((item) => item['entityType'] === 'MAIL' && String(item['mailId']).startsWith(prefix))
    .map((item) => ({
      to: String(item['to']),
      message: MailMessage.parse({ template: item['template'], data: JSON.parse(String(item['data'])) }),
    }))
    .toSorted((a, b) => (a.to < b.to ? -1 : 1));

describe('the mails of a morning', () => {
  it('should tell everybody once what the run found and what has happened since the day before', async () => {
    const { attend, desk, stored, until } = casesOn(database, { start: '2026-03-03T05:00:00.000Z' });
    await createCustomer(desk.at(), 'LATE', { limit: 1_000_00 });
    await invoice(desk.at(), 'LATE', 'L-1', eur(100_00), { issuedOn: '2026-02-01', dueOn: '2026-03-02' });
    await takeSnapshot(desk.at(), '2026-03-03');
    desk.advance({ hours: 1 });
    await attend('LATE');
    await until('LATE', '2026-03-03T12:00:00.000Z');
    const { caseId } = (await stored('LATE')).state;
    const promise = { promiseId: 'PR-1', invoiceIds: null, amount: eur(100_00), payBy: '2026-03-03' };
    await changeCase(desk.at(), people, caseId, { type: 'PROMISE', by: LEA, ...promise }, { answer: () => null });
    desk.setTo('2026-03-04T05:00:00.000Z');
    await attend('LATE');
    await takeSnapshot(desk.at(), '2026-03-04');

    const run = runOf('2026-03-04', { failures: [{ step: 'EscalateTasks', error: 'States.Timeout' }] }, [
      { ...newShardRun('03', 1), status: 'FAILED' },
      { ...newShardRun('04', 1), status: 'SUCCEEDED' },
    ]);
    expect(await mailReports(desk.at(), people, '2026-03-04', run, allTheTime)).toEqual({ mails: 2 });
    expect(await mailReports(desk.at(), people, '2026-03-04', run, allTheTime)).toEqual({ mails: 0 });
    const sent = await mails('digest-2026-03-04');
    expect(sent.map(({ to }) => to)).toEqual([LEA, MIA]);
    expect(sent[0]?.message.data).toMatchObject({
      date: '2026-03-04',
      before: '2026-03-03',
      invoicesOverdue: 7,
      casesOpened: 1,
      casesClosed: 0,
      promisesBroken: 1,
      // To find an address for somebody who has none.
      tasksWaiting: 1,
      cases: { OPEN: 1 },
      failedShards: ['03'],
      failedSteps: ['EscalateTasks'],
      totals: [{ currency: 'EUR', overdue: { amount: '100.00' }, overdueBefore: { amount: '100.00' } }],
    });
    expect(await mails('report-')).toEqual([]);
  });

  it('should report on the week, month and quarter on their first business day', async () => {
    const { desk } = casesOn(database, { start: '2026-04-01T05:00:00.000Z' });
    await takeSnapshot(desk.at(), '2026-04-01');
    expect(await mailReports(desk.at(), people, '2026-04-01', runOf('2026-04-01'), allTheTime)).toEqual({ mails: 6 });
    const [month] = await mails('report-month-2026-03-01');
    expect(month?.message.data).toMatchObject({
      kind: 'MONTH',
      from: '2026-03-01',
      to: '2026-03-31',
      collections: { opened: 1, promisesMade: 1, promisesBroken: 1, steps: { FRIENDLY_REMINDER: 1 } },
      segments: [{ name: 'RETAIL', overdue: { amount: '100.00' } }],
    });
    expect(await mails('report-quarter-2026-01-01')).toHaveLength(2);
    expect(await mails('report-week-')).toEqual([]);
    desk.setTo('2026-04-07T05:00:00.000Z');
    await mailReports(desk.at(), people, '2026-04-07', runOf('2026-04-07'), () => false);
    const [week] = await mails('report-week-2026-03-30');
    // There was no time to count anything, and no snapshot: the mail goes out with what is known.
    expect(week?.message.data).toMatchObject({ before: null, totals: [] });
  });

  it('should be none when nobody is there to read them', async () => {
    const { desk } = casesOn(database, { start: '2026-05-05T05:00:00.000Z' });
    const nobody = { inRole: async () => [] };
    expect(await mailReports(desk.at(), nobody, '2026-05-05', runOf('2026-05-05'), allTheTime)).toEqual({ mails: 0 });
  });
});
