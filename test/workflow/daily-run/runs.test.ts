import { afterAll, describe, expect, it } from 'vitest';
import { keys } from '../../../shared/store/keys.ts';
import { eur, eventually, startApprovals } from '../../support/approvals.ts';
import { dailyRunsOn } from '../../support/daily-run-platform.ts';
import { defectsOf } from '../../support/sound-platform.ts';

const platform = await startApprovals({ startAt: '2026-03-02T09:00:00Z', dailyRuns: true });
afterAll(async () => {
  expect(await defectsOf(platform)).toEqual([]);
  await platform.stop();
});
const { advance, call, customer, day, events, invoice, moveTo, refusal } = platform;
const { casesOpened, debtor, job, run, runAndWait, toldOverdue, untilRun } = dailyRunsOn(platform);

const executionsOn = async (date: string) => {
  const response = await fetch(`${platform.endpoints.control}/executions`);
  const { items } = (await response.json()) as { items: readonly { executionArn: string; name?: string }[] };
  return items.filter(({ executionArn }) => executionArn.endsWith(`daily-run:${date}`));
};

describe('the daily run', () => {
  it('should tell of what is overdue and open cases, once, however often it is started', async () => {
    const [late, later] = [await debtor(3), await debtor(0)];
    const first = await run();
    expect(first).toMatchObject({ kind: 'DAILY_RUN', date: '2026-03-02', startedBy: 'local', attempt: 1 });
    expect(first.executionArn).toMatch(/daily-run:2026-03-02$/);
    // The same run, by the same id, while it runs and when it has ended.
    const [second, third] = await Promise.all([run('2026-03-02'), run()]);
    expect([second.runId, third.runId]).toEqual([first.runId, first.runId]);
    const ended = await untilRun(first.runId);
    expect(ended).toMatchObject({
      status: 'SUCCEEDED',
      failures: [],
      figures: { invoicesOverdue: 1, casesOpened: 1, customersFailed: 0 },
    });
    expect(await run()).toEqual(ended);
    expect(await executionsOn('2026-03-02')).toHaveLength(1);
    expect([await toldOverdue(late), await toldOverdue(later)].map((told) => told.length)).toEqual([1, 0]);
    expect([await casesOpened(late), await casesOpened(later)]).toEqual([1, 0]);
    const [event] = await eventually('the event', async () => {
      const found = await events(late, 'ReceivableOverdue');
      return found.length > 0 ? found : undefined;
    });
    expect(event?.['detail']).toMatchObject({
      by: 'credence',
      data: { overdue: { amount: eur('100.00'), maxDaysPastDue: 3 } },
    });
  });

  it('should come by itself every morning at five, and of a date once', async () => {
    const customerId = await debtor(0);
    await moveTo('2026-03-03T03:59:00Z');
    expect(await toldOverdue(customerId)).toEqual([]);
    await moveTo('2026-03-03T04:01:00Z');
    const { runId } = await run('2026-03-03');
    const ended = await untilRun(runId);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', startedBy: 'credence', startedAt: '2026-03-03T04:00:00.000Z' });
    expect(await toldOverdue(customerId)).toHaveLength(1);
    // Four mornings, over the end of a week; and each has its run.
    await advance('P4D');
    for (const date of ['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07']) {
      const stored = await platform.item(keys.dailyRun(date));
      expect([date, stored?.['status'], stored?.['startedBy']]).toEqual([date, 'SUCCEEDED', 'credence']);
      expect(await executionsOn(date)).toHaveLength(1);
    }
    expect(await toldOverdue(customerId)).toHaveLength(1);
    expect(await casesOpened(customerId)).toBe(1);
  });

  it('should begin at five by the clocks of the environment also when they are changed', async () => {
    await moveTo('2026-03-29T02:59:30Z');
    expect(await platform.item(keys.dailyRun('2026-03-29'))).toBeUndefined();
    // Five in the morning of summer time.
    await moveTo('2026-03-29T03:00:30Z');
    expect(await platform.item(keys.dailyRun('2026-03-29'))).toMatchObject({ startedAt: '2026-03-29T03:00:00.000Z' });
  });

  it('should make up for a day that was missed, with the facts of now, and take no snapshot of it', async () => {
    const customerId = await debtor(1);
    const missed = await runAndWait('2026-02-11');
    expect(missed).toMatchObject({ status: 'SUCCEEDED', date: '2026-02-11', figures: { invoicesOverdue: 1 } });
    expect(await toldOverdue(customerId)).toHaveLength(1);
    expect(await platform.item(keys.snapshot('2026-02-11'))).toBeUndefined();
    expect(await platform.item(keys.snapshot('2026-03-29'))).toBeDefined();
    expect(await job(missed.runId)).toEqual(missed);
  });

  it('should refuse a day that is still to come, and one that does not exist', async () => {
    expect(await refusal('runDailyJob', { body: { date: await day(1) } })).toMatchObject({ status: 422 });
    expect(await refusal('runDailyJob', { body: { date: '1969-12-31' } })).toMatchObject({ status: 422 });
    expect(await refusal('runDailyJob', { body: { date: '2026-02-29' } })).toMatchObject({ status: 400 });
    expect(await refusal('getJob', { params: { runId: '01J9ZK3V5M8Q2R4T6W8Y0A1B2C' } })).toMatchObject({ status: 404 });
  });

  it('should let an Idempotency-Key stand for the day on which it was used', async () => {
    const headers = { 'idempotency-key': `key-${await day()}` };
    const today = await day();
    const { body } = await call('runDailyJob', { headers });
    expect(body.date).toBe(today);
    await advance('P2D');
    expect((await call('runDailyJob', { headers })).body).toMatchObject({ runId: body.runId, date: today });
    expect(await refusal('runDailyJob', { headers, body: { date: today } })).toMatchObject({ status: 409 });
  });

  it('should free reservations that have expired', async () => {
    const customerId = await customer('100.00');
    await platform.reserve(customerId, eur('60.00'));
    await advance('P15D');
    const { kind } = (await platform.history(customerId)).at(-1) ?? {};
    expect(kind).toBe('ReservationsExpired');
  });

  it('should tell of an invoice at once that is posted past due, when its day has been told of', async () => {
    const customerId = await debtor(2);
    await runAndWait(await day(-400));
    const { invoiceId } = await invoice({
      customerId,
      amount: eur('5.00'),
      issuedOn: await day(-60),
      dueOn: await day(-20),
    });
    await eventually('its event', async () =>
      JSON.stringify(await events(customerId, 'ReceivableOverdue')).includes(invoiceId) ? true : undefined,
    );
    expect(await toldOverdue(customerId)).toHaveLength(1);
  });
});
