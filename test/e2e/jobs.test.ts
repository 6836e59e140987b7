import { describe, expect, it } from 'vitest';
import { assertProblem } from '../support/e2e/answers.ts';
import { eur, sharedPlatform } from '../support/e2e/ledger.ts';
import { eventually } from '../support/e2e/links.ts';

const { ask, call, customer, day, endpoints, history, invoice, refusal, token } = sharedPlatform();

const untilEnded = (runId: string) =>
  eventually(`the end of run ${runId}`, async () => {
    const { body } = await call('getJob', { params: { runId } });
    return body.status === 'RUNNING' ? undefined : body;
  });

describe('POST /v1/jobs/daily-run', () => {
  it('should run what is due on a day, once, and tell of it', async () => {
    const customerId = await customer('100.00');
    const overdue = { customerId, amount: eur('30.00'), issuedOn: await day(-40), dueOn: await day(-10) };
    const { invoiceId } = await invoice(overdue);
    // A day of its own, whatever other tests have run before.
    const date = await day(-777);
    const { status, body } = await call('runDailyJob', { body: { date } });
    expect(status).toBe(202);
    expect(body).toMatchObject({ kind: 'DAILY_RUN', date, runId: expect.stringMatching(/^[0-9A-Z]{26}$/) });
    const again = await call('runDailyJob', { body: { date } });
    expect(again.status).toBe(202);
    expect(again.body).toMatchObject({ runId: body.runId, executionArn: body.executionArn });
    const ended = await untilEnded(body.runId);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', attempt: 1, failures: [] });
    expect(ended.figures.invoicesOverdue).toBeGreaterThan(0);
    expect(ended.endedAt).not.toBeNull();
    const told = (await history(customerId)).filter(({ kind }) => kind === 'ReceivableOverdue');
    expect(told.map(({ data }) => JSON.stringify(data).includes(invoiceId))).toEqual([true]);

    const response = await fetch(`${endpoints.control}/executions/${encodeURIComponent(body.executionArn)}`);
    expect(await response.json()).toMatchObject({ status: 'SUCCEEDED', output: { date, status: 'SUCCEEDED' } });
  });

  it('should take today when no date is said, and no body at all', async () => {
    const [first, second] = [await call('runDailyJob', { body: {} }), await call('runDailyJob', {})];
    expect(first.body.date).toBe(await day());
    expect(second.body.runId).toBe(first.body.runId);
    expect((await untilEnded(first.body.runId)).status).toBe('SUCCEEDED');
  });

  it('should refuse a day that is still to come, or no day', async () => {
    expect(await refusal('runDailyJob', { body: { date: await day(1) } })).toMatchObject({
      status: 422,
      errors: [{ path: 'date' }],
    });
    for (const date of ['2026-02-29', 'today', '', 20260331, null]) {
      expect(await refusal('runDailyJob', { body: { date } })).toMatchObject({
        status: 400,
        errors: [{ path: 'date' }],
      });
    }
  });

  it('should be for administrators', async () => {
    const parts = { body: { date: '2001-01-02' }, token: await token(['credit/write', 'credit/read']) };
    expect(assertProblem(await ask('runDailyJob', parts))).toMatchObject({ status: 403 });
  });
});

describe('GET /v1/jobs/{runId}', () => {
  it.each(['nothing', 'daily-run', '01J9ZK3V5M8Q2R4T6W8Y0A1B2C'])('should know no run %s', async (runId) => {
    expect(await refusal('getJob', { params: { runId } })).toMatchObject({ status: 404 });
  });
});
