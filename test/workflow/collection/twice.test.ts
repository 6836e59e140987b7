import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCollections } from '../../support/collections.ts';
import { eur } from '../../support/e2e/ledger.ts';
import { eventually } from '../../support/e2e/links.ts';
import { defectsOf } from '../../support/sound-platform.ts';

const MINUTES = 180_000;

let platform: Awaited<ReturnType<typeof startCollections>>;
beforeAll(async () => {
  platform = await startCollections({ startAt: '2026-03-02T12:00:00Z' });
  for (const customerId of ['ONE', 'TWO']) {
    await platform.debtor(customerId);
    await platform.owes(customerId, `${customerId}-1`, '2026-03-02');
  }
  await platform.moveTo('2026-03-03T07:30:00Z');
}, MINUTES);
afterAll(async () => {
  const defects = await defectsOf(platform);
  await platform.stop();
  expect(defects).toEqual([]);
});

/** Everything about the two customers that must stay as it is: their cases, tasks, mails and executions. */
const endState = async () => {
  const cases = await Promise.all(['ONE', 'TWO'].map((customerId) => platform.caseOf(customerId)));
  const tasks = (await platform.call('listCollectionTasks', { query: {} })).body.items;
  return { cases, tasks, mails: (await platform.mails()).map(({ to, subject }) => [to, subject]) };
};
/** What the bus told of a customer, as it was put on it. */
const told = async (customerId: string, detailType: string) =>
  (await platform.events(customerId, detailType)).map(({ bus, detail, source }) => ({
    bus,
    detail,
    detailType,
    source,
  }));

describe('whatever comes twice', () => {
  it(
    'should leave everything as it is when the run of a day is started again, by hand or all at once',
    async () => {
      const before = await endState();
      const started = await Promise.all(Array.from({ length: 4 }, () => platform.call('runDailyJob', { body: {} })));
      const ids = new Set(started.map(({ body }) => body.runId));
      expect(ids.size).toBe(1);
      const [runId = ''] = ids;
      await eventually('the end of the run', async () => {
        const { status } = (await platform.call('getJob', { params: { runId } })).body;
        return status === 'RUNNING' ? undefined : status;
      });
      expect(await endState()).toEqual(before);
    },
    MINUTES,
  );

  it(
    'should leave everything as it is when each event comes again, in the opposite order',
    async () => {
      await platform.pay({ customerId: 'TWO', amount: eur('100.00') });
      await platform.untilCase('TWO', 'the end', ({ status }) => status === 'CLOSED');
      await platform.advance('PT1S');
      const before = await endState();
      for (const customerId of ['ONE', 'TWO']) {
        const kinds = ['PaymentReceived', 'CollectionCaseChanged', 'CollectionCaseOpened', 'ReceivablePosted'];
        for (const kind of kinds) {
          for (const event of await told(customerId, kind))
            await Promise.all([1, 2].map(() => platform.putOnBus(event)));
        }
      }
      await platform.advance('PT1S');
      expect(await endState()).toEqual(before);
      const { executionArn } = await platform.caseOf('ONE');
      expect(executionArn).toMatch(/:execution:.*collection:.*-1$/);
    },
    MINUTES,
  );
});
