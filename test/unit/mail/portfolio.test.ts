import { describe, expect, it } from 'vitest';
import { MailMessage, type MessageOf } from '../../../shared/contracts/mails.ts';
import { ageItems } from '../../../shared/domain/portfolio/aging.ts';
import type { CollectionFigures } from '../../../shared/domain/portfolio/collection-figures.ts';
import type { DebtorStanding } from '../../../shared/domain/portfolio/figures.ts';
import { type DigestFacts, digestMails, reportMails } from '../../../shared/domain/portfolio/mails.ts';
import { snapshotOf } from '../../../shared/domain/portfolio/snapshot.ts';
import { render } from '../../support/mails.ts';

const standing = (dueOn: string, on: string, more: Partial<DebtorStanding> = {}): DebtorStanding => ({
  customerId: 'C-1',
  currency: 'EUR',
  segment: 'retail',
  region: 'DE',
  aging: ageItems([{ dueOn, remaining: 1_000_00n, disputed: false }], on),
  unappliedCash: 0n,
  reservations: 0n,
  limit: 2_000_00n,
  isWithLegal: false,
  sales: 3_000_00n,
  recentSales: 1_000_00n,
  ...more,
});
const period = { from: '2026-01-01', to: '2026-03-30', days: 90 };
const snapshotAt = (date: string, more: Partial<DebtorStanding> = {}, cases = {}) =>
  snapshotOf(
    [standing('2026-03-20', date, more), standing('2026-04-20', date)],
    { date, takenAt: `${date}T04:00:00.000Z`, salesPeriod: period, collectionPeriod: period, cases },
    null,
  );

const facts: DigestFacts = {
  invoicesOverdue: 3,
  customersFailed: 0,
  failedShards: [],
  failedSteps: [],
  casesOpened: 2,
  promisesBroken: 1,
  tasksWaiting: 4,
};
const before = snapshotAt('2026-03-30', {}, { OPEN: 6 });
const now = snapshotAt('2026-03-31', {}, { OPEN: 4, WITH_LEGAL: 1 });
const LEA = 'lea.lead@example.com';

const messageOf = <T extends MailMessage['template']>(draft: { template: string; data: unknown } | undefined) =>
  MailMessage.parse({ template: draft?.template, data: draft?.data }) as MessageOf<T>;
const digest = (more: Partial<DigestFacts> = {}, snapshots: Parameters<typeof digestMails>[1] = { now, before }) =>
  messageOf<'portfolio-digest'>(digestMails('2026-03-31', snapshots, { ...facts, ...more }, [LEA])[0]);

const collections: CollectionFigures = {
  cases: { opened: 5, reopened: 1, closed: 4 },
  steps: { FRIENDLY_REMINDER: 7, CALL_TASK: 2 },
  promises: { MADE: 3, KEPT: 1, BROKEN: 1, PARTLY_KEPT: 1 },
  bounced: 0,
  collected: { EUR: { minorUnits: 500_00n, lateness: 500_00n * 12n } },
};
const week = { kind: 'WEEK', from: '2026-03-23', to: '2026-03-29' } as const;
const report = (counted: CollectionFigures | null = collections, snapshot = now) =>
  messageOf<'portfolio-report'>(reportMails(week, '2026-03-30', { now: snapshot, before: null }, counted, [LEA])[0]);

describe('the digest', () => {
  it('should be one mail for each recipient and day', () => {
    const two = digestMails('2026-03-31', { now, before }, facts, [LEA, 'mia.manager@example.com']);
    expect(two.map(({ to }) => to)).toEqual([LEA, 'mia.manager@example.com']);
    expect(new Set(two.map(({ mailId }) => mailId)).size).toBe(2);
    expect(two[0]?.mailId).toMatch(/^digest-2026-03-31-[0-9a-f]{16}$/);
  });

  it('should tell what the run found, with the aging beside that of the day before', () => {
    const { html, subject, text } = render(digest());
    expect(subject).toBe('Receivables on 31 March 2026: 3 invoices newly overdue');
    for (const told of [
      'Since 30 March 2026',
      'Invoices that became overdue: 3',
      'Collection cases opened: 2',
      // Six were open, two came, five are left.
      'Collection cases closed: 3',
      'Promises broken: 1',
      'Tasks waiting: 4',
      'Open cases: 4 open and 1 with legal',
      'Overdue share: 50.0 %',
      'Not past due: EUR 1,000.00 (50.0 %, EUR 1,000.00 before)',
    ]) {
      expect(text).toContain(told);
    }
    expect(html).toContain('width:100%');
    expect(html).not.toMatch(/<img/);
  });

  it('should say first that the run is not complete when it is not', () => {
    const { subject, text } = render(
      digest({ failedShards: ['03', '07'], customersFailed: 1, failedSteps: ['TakeSnapshot'] }),
    );
    expect(subject).toMatch(/^Not complete: /);
    expect(text).toContain(
      '2 parts were not all gone through: 03 and 07. 1 customer could not be attended to. Not done: TakeSnapshot.',
    );
  });

  it('should leave out what is not known when there are no snapshots', () => {
    const { text } = render(digest({ promisesBroken: null }, { now: null, before: null }));
    expect(text).not.toContain('Promises broken');
    expect(text).not.toContain('cases closed');
    expect(text).toContain('Since the last run');
  });
});

describe('the report', () => {
  it('should tell how receivables stand and what collections did in the period', () => {
    const { subject, text } = render(report());
    expect(subject).toBe('Receivables, report on the week: 23 March 2026 to 29 March 2026');
    for (const told of [
      'retail: EUR 1,000.00 (50.0 % of EUR 2,000.00)',
      'Cases opened: 5',
      'Friendly reminder: 7',
      'Promises made, kept, broken: 3, 1, 2',
      'Collected of what was overdue: EUR 500.00, 12.0 days late on average',
    ]) {
      expect(text).toContain(told);
    }
  });

  it('should do without the collections when there was not the time to count them', () => {
    expect(render(report(null)).text).not.toContain('Collections');
  });

  it('should be harmless when a segment is named to do harm', () => {
    const name = '"><script>alert(1)</script>\r\nBcc: thief@example.com';
    const { html, subject, text } = render(report(null, snapshotAt('2026-03-31', { segment: name })));
    expect(html).not.toMatch(/<script/);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text.split('\n')).not.toContain('Bcc: thief@example.com');
  });
});
