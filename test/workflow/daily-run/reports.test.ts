import { afterAll, describe, expect, it } from 'vitest';
import { eur, eventually, startApprovals } from '../../support/approvals.ts';
import { dailyRunsOn } from '../../support/daily-run-platform.ts';

const LEA = 'lea.lead@example.com';
const MIA = 'mia.manager@example.com';

/** A Monday. */
const platform = await startApprovals({ startAt: '2026-03-30T09:00:00Z', dailyRuns: true });
afterAll(() => platform.stop());
const { call, mails, moveTo } = platform;
const { debtor, runAndWait } = dailyRunsOn(platform);

/** Subjects of the mails about receivables, once so many have come. */
const subjectsTo = (to: string, count: number): Promise<readonly string[]> =>
  eventually(`${count} mails to ${to}`, async () => {
    const found = (await mails(to))
      .map(({ subject }) => subject)
      .filter((subject) => subject.startsWith('Receivables'));
    return found.length >= count ? found.toSorted() : undefined;
  });

describe('the reports of the daily run', () => {
  it('should be a snapshot and a digest, and on Monday the report on the week, each once', async () => {
    await debtor(10, '250.00');
    await debtor(-10, '750.00');
    expect(await runAndWait()).toMatchObject({ status: 'SUCCEEDED', failures: [] });
    await runAndWait();
    const expected = [
      'Receivables on 30 March 2026: 1 invoice newly overdue',
      'Receivables, report on the week: 23 March 2026 to 29 March 2026',
    ];
    for (const to of [LEA, MIA]) expect(await subjectsTo(to, 2)).toEqual(expected);
    const digest = (await mails(LEA)).find(({ subject }) => subject === expected[0]);
    expect(digest?.text).toContain('1 to 30 days past due: EUR 250.00 (25.0 %)');
    expect(digest?.text).toContain('Collection cases opened: 1');
    expect(digest?.html).not.toContain('<img');
    const { body } = await call('getPortfolioReport', { query: { date: '2026-03-30' } });
    expect(body).toMatchObject({
      isSnapshot: true,
      cases: { OPEN: 1 },
      totals: [{ currency: 'EUR', customers: 2, openReceivables: eur('1000.00'), overdue: eur('250.00') }],
    });
  });

  it('should be those on the month and the quarter on their first business day, with what collections did', async () => {
    await moveTo('2026-04-01T06:00:00Z');
    const subjects = await subjectsTo(LEA, 6);
    expect(subjects.filter((subject) => subject.includes('report on'))).toEqual([
      'Receivables, report on the month: 1 March 2026 to 31 March 2026',
      'Receivables, report on the quarter: 1 January 2026 to 31 March 2026',
      'Receivables, report on the week: 23 March 2026 to 29 March 2026',
    ]);
    expect(subjects).toHaveLength(6);
    const month = (await mails(LEA)).find(({ subject }) => subject.includes('report on the month'));
    expect(month?.text).toContain('Cases opened: 1');
    expect(month?.text).toContain('Friendly reminder: 1');
    const { body } = await call('getCollectionsReport', { query: { from: '2026-03-01', to: '2026-03-31' } });
    expect(body).toMatchObject({ cases: { opened: 1, closed: 0 }, nextCursor: null });
    // On the first of a month the index is that of the month before, which nothing began here.
    const first = await call('getPortfolioReport', { query: { date: '2026-04-01' } });
    expect(first.body).toMatchObject({
      collectionPeriod: { from: '2026-03-01', to: '2026-03-31' },
      totals: [{ cei: null }],
    });
  });

  it('should tell of the aging on a day that has passed as the snapshot of that day did', async () => {
    const { body } = await call('getAgingReport', { query: { asOf: '2026-03-31' } });
    const { body: then } = await call('getPortfolioReport', { query: { date: '2026-03-31' } });
    expect(body.totals).toHaveLength(1);
    expect(body.totals[0]?.buckets).toEqual(then.totals[0]?.aging);
  });
});
