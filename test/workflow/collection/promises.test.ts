import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCollections } from '../../support/collections.ts';
import { eur } from '../../support/e2e/ledger.ts';
import { defectsOf } from '../../support/sound-platform.ts';

const MINUTES = 240_000;

let platform: Awaited<ReturnType<typeof startCollections>>;
beforeAll(async () => {
  platform = await startCollections({ startAt: '2026-02-27T12:00:00Z' });
  for (const customerId of ['KEEPS', 'BREAKS', 'HALVES', 'BOUNCES', 'DISPUTES']) {
    await platform.debtor(customerId);
    await platform.owes(customerId, `${customerId}-1`, '2026-03-02');
  }
  await platform.moveTo('2026-03-03T12:00:00Z');
}, MINUTES);
afterAll(async () => {
  const defects = await defectsOf(platform);
  await platform.stop();
  expect(defects).toEqual([]);
});

const promises = async (customerId: string) => {
  const body = { customerId, amount: eur('100.00'), payBy: '2026-03-05' };
  return (await platform.call('makePromise', { body })).body.promiseId;
};
const statusOfPromise = async (promiseId: string) =>
  (await platform.call('getPromise', { params: { promiseId } })).body.status;
const pays = (customerId: string, amount: string, paymentId: string) =>
  platform.pay(
    { customerId, amount: eur(amount), allocations: [{ invoiceId: `${customerId}-1`, amount: eur(amount) }] },
    paymentId,
  );

describe('what a customer promises', () => {
  it(
    'should close the case when it is kept, bring the next step forward when it is broken, and let what remains be chased on',
    async () => {
      const [kept, broken, halved] = [await promises('KEEPS'), await promises('BREAKS'), await promises('HALVES')];
      await platform.moveTo('2026-03-05T12:00:00Z');
      await pays('KEEPS', '100.00', 'P-KEEPS');
      await pays('HALVES', '50.00', 'P-HALVES');
      const closed = await platform.untilCase('KEEPS', 'the end', ({ status }) => status === 'CLOSED');
      expect(closed.timeline.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['PromiseMade', 'PromiseEnded', 'CaseClosed']),
      );
      expect(await statusOfPromise(kept)).toBe('KEPT');

      await platform.moveTo('2026-03-06T12:00:00Z');
      expect(await statusOfPromise(broken)).toBe('BROKEN');
      expect(await statusOfPromise(halved)).toBe('BROKEN');
      expect((await platform.profile('BREAKS')).behaviour.brokenPromises).toBe(1);
      // The firm reminder of BREAKS would have been due on the 9th; the gap of three days is over on the 6th.
      expect(await platform.mailsTo('BREAKS')).toEqual([
        expect.stringMatching(/^2026-03-03 08:00 A friendly reminder/),
        expect.stringMatching(/^2026-03-06 08:00 Payment overdue/),
      ]);
      expect(await platform.mailsTo('HALVES')).toHaveLength(1);
      await platform.moveTo('2026-03-09T12:00:00Z');
      expect((await platform.mailsTo('HALVES'))[1]).toMatch(/^2026-03-09 08:00 Payment overdue: EUR 50.00/);
      expect((await platform.events('BREAKS', 'PromiseBroken')).length).toBe(1);
    },
    MINUTES,
  );

  it(
    'should go on in place when a payment bounces, and not tell anything twice',
    async () => {
      await pays('BOUNCES', '100.00', 'P-BOUNCES');
      const closed = await platform.untilCase('BOUNCES', 'the end', ({ status }) => status === 'CLOSED');
      expect(await platform.mailsTo('BOUNCES')).toContainEqual(expect.stringContaining('Thank you'));
      await platform.call('reversePayment', { params: { paymentId: 'P-BOUNCES' }, body: { reason: 'no funds' } });
      const again = await platform.untilCase('BOUNCES', 'opening again', ({ status }) => status === 'OPEN');
      expect(again.caseId).toBe(closed.caseId);
      const before = (await platform.mailsTo('BOUNCES')).filter((line) => line.includes('friendly')).length;
      await platform.moveTo('2026-03-16T12:00:00Z');
      const mails = await platform.mailsTo('BOUNCES');
      expect(mails.filter((line) => line.includes('friendly'))).toHaveLength(before);
      expect(mails.filter((line) => line.includes('Payment overdue'))).toHaveLength(1);
      expect((await platform.casesOf('BOUNCES')).length).toBe(1);
    },
    MINUTES,
  );

  it(
    'should leave a disputed invoice alone until the dispute is resolved, and chase it on from where it was',
    async () => {
      const { disputeId } = (
        await platform.call('openDispute', {
          body: { customerId: 'DISPUTES', invoiceIds: ['DISPUTES-1'], reason: 'wrong goods' },
        })
      ).body;
      await platform.untilCase('DISPUTES', 'the dispute', ({ status }) => status === 'DISPUTED');
      const before = await platform.mailsTo('DISPUTES');
      await platform.moveTo('2026-03-24T12:00:00Z');
      expect(await platform.mailsTo('DISPUTES')).toEqual(before);
      await platform.call('resolveDispute', {
        params: { disputeId },
        body: { resolution: 'REJECTED', note: 'as ordered' },
      });
      await platform.untilCase('DISPUTES', 'going on', ({ status }) => status === 'OPEN');
      await platform.moveTo('2026-03-25T12:00:00Z');
      expect((await platform.mailsTo('DISPUTES')).length).toBeGreaterThan(0);
    },
    MINUTES,
  );
});
