import type { JobView } from '../../shared/contracts/jobs.ts';
import { dueShardOf, dueShards } from '../../shared/store/keys.ts';
import { type Approvals, eur, eventually } from './approvals.ts';
import { newId } from './e2e/ledger.ts';

/** The daily run as people and the schedule start it, on any platform that runs. */
export const dailyRunsOn = (platform: Approvals) => {
  const { call, invoice, customer, day } = platform;
  /** Shards of the customers that were made here. */
  const taken = new Set<string>();
  const job = async (runId: string): Promise<JobView> => (await call('getJob', { params: { runId } })).body;
  const run = async (date?: string): Promise<JobView> =>
    (await call('runDailyJob', { body: date === undefined ? {} : { date } })).body;
  const untilRun = (runId: string): Promise<JobView> =>
    eventually(`the end of run ${runId}`, async () => {
      const found = await job(runId);
      return found.status === 'RUNNING' ? undefined : found;
    });
  return {
    job,
    run,
    /** The run of a date once it has ended. */
    untilRun,
    runAndWait: async (date?: string) => untilRun((await run(date)).runId),
    /** A customer who owes something since so many days, or so many days ahead when negative. */
    debtor: async (daysPastDue: number, amount = '100.00') => {
      const customerId = await customer('1000.00');
      const dueOn = await day(-daysPastDue);
      taken.add(dueShardOf(customerId));
      await invoice({ customerId, amount: eur(amount), issuedOn: await day(-daysPastDue - 30), dueOn });
      return customerId;
    },
    /** As many new customers, all of one shard in which there are no others. */
    customersOfOneShard: async (count: number): Promise<readonly string[]> => {
      const shard = dueShards.find((one) => !taken.has(one));
      if (shard === undefined) throw new Error('there are customers in every shard');
      taken.add(shard);
      const found: string[] = [];
      while (found.length < count) {
        const customerId = newId('C');
        if (dueShardOf(customerId) !== shard) continue;
        const body = { legalName: customerId, currency: 'EUR', segment: 'retail', region: 'DE' };
        await call('putCustomer', { params: { customerId }, body });
        found.push(customerId);
      }
      return found;
    },
    /** How often a customer's history tells of each invoice that it is overdue. */
    toldOverdue: async (customerId: string): Promise<readonly string[]> =>
      (await platform.history(customerId))
        .filter(({ kind }) => kind === 'ReceivableOverdue')
        .flatMap(({ data }) => (data['invoices'] as { invoiceId: string }[]).map(({ invoiceId }) => invoiceId)),
    casesOpened: async (customerId: string): Promise<number> =>
      (await platform.history(customerId)).filter(({ kind }) => kind === 'CollectionCaseOpened').length,
  };
};
