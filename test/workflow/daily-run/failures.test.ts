import { afterAll, describe, expect, it } from 'vitest';
import { keys } from '../../../shared/store/keys.ts';
import { eur, startApprovals } from '../../support/approvals.ts';
import { dailyRunsOn } from '../../support/daily-run-platform.ts';

const platform = await startApprovals({ startAt: '2026-03-02T09:00:00Z', dailyRuns: true });
afterAll(platform.stop);
const { day, invoice, setAttribute } = platform;
const { customersOfOneShard, debtor, run, runAndWait, toldOverdue, untilRun } = dailyRunsOn(platform);

/** Customers of one shard who owe something since yesterday. */
const owing = async (count: number): Promise<readonly string[]> => {
  const customerIds = await customersOfOneShard(count);
  for (const customerId of customerIds) {
    await invoice(
      { customerId, amount: eur('10.00'), issuedOn: await day(-30), dueOn: await day(-1) },
      `${customerId}-I`,
    );
  }
  return customerIds;
};

/** Makes the invoice of a customer such that nobody can read it, or well again. */
const setRemaining = async (customerId: string, remaining: unknown) =>
  setAttribute({ ...keys.openItem(customerId, await day(-1), `${customerId}-I`) }, 'remaining', remaining);

describe('a daily run in which something fails', () => {
  it('should report the customer, attend to all others, and make up for it when it is started again', async () => {
    const [first = '', broken = '', last = ''] = await owing(3);
    const elsewhere = await debtor(1);
    await setRemaining(broken, 'a text');
    const failed = await runAndWait();
    expect(failed).toMatchObject({
      status: 'PARTLY_FAILED',
      attempt: 1,
      figures: { customersAttended: 3, customersFailed: 1, invoicesOverdue: 3 },
    });
    const shard = failed.shards.find(({ status }) => status === 'PARTLY_FAILED');
    expect(shard?.failed).toEqual([{ customerId: broken, error: 'TypeError' }]);
    const told = async () =>
      Promise.all([first, broken, last, elsewhere].map(async (id) => (await toldOverdue(id)).length));
    expect(await told()).toEqual([1, 0, 1, 1]);

    await setRemaining(broken, 1000);
    const again = await run();
    expect(again).toMatchObject({ runId: failed.runId, attempt: 2 });
    expect(again.executionArn).toMatch(/-2$/);
    expect(await untilRun(failed.runId)).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
    expect(await told()).toEqual([1, 1, 1, 1]);
    expect((await run()).attempt).toBe(2);
  });

  it('should report a shard of which nobody can be attended to, while the rest completes', async () => {
    await platform.advance('PT20H');
    const customerIds = await owing(5);
    for (const customerId of customerIds) await setRemaining(customerId, 'a text');
    const elsewhere = await debtor(1);
    const date = await day(-30);
    const failed = await runAndWait(date);
    expect(failed.status).toBe('PARTLY_FAILED');
    expect(failed.shards.filter(({ status }) => status === 'FAILED').map(({ error }) => error)).toEqual(['TypeError']);
    expect(await toldOverdue(elsewhere)).toHaveLength(1);
    for (const customerId of customerIds) await setRemaining(customerId, 1000);
    expect(await runAndWait(date)).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
    for (const customerId of customerIds) expect(await toldOverdue(customerId)).toHaveLength(1);
  });
});
