import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCollections } from '../../support/collections.ts';
import { eur } from '../../support/e2e/ledger.ts';
import { eventually } from '../../support/e2e/links.ts';
import { defectsOf } from '../../support/sound-platform.ts';

const MINUTES = 180_000;
const RISE_AFTER_DAYS = 5;

let platform: Awaited<ReturnType<typeof startCollections>>;
beforeAll(async () => {
  // A Monday noon: the day's run is over.
  platform = await startCollections({ startAt: '2026-03-02T12:00:00Z' });
  await publishPolicy();
});
afterAll(async () => {
  const defects = await defectsOf(platform);
  await platform.stop();
  expect(defects).toEqual([]);
});

/** The built-in policy, but for a short waiting time and a strategy that calls bad payers early. */
const publishPolicy = async (): Promise<void> => {
  const { document } = (await platform.call('getPolicy', {})).body;
  const { collections, grading } = document;
  const [standard] = collections.strategies;
  const strict = {
    name: 'strict',
    grades: ['D', 'E'],
    steps: [
      { id: 'friendly-reminder', kind: 'FRIENDLY_REMINDER', daysFromDue: 1 },
      { id: 'call', kind: 'CALL_TASK', daysFromDue: 3 },
    ],
  };
  const body = {
    ...document,
    grading: { ...grading, riseAfterDays: RISE_AFTER_DAYS },
    collections: { ...collections, strategies: [strict, standard] },
  };
  await platform.call('putPolicyDraft', { body: body as never });
  await platform.call('publishPolicy', { body: {} });
};

/** An invoice of a hundred that is paid on a day, so many days after it was due. */
const paid = async (customerId: string, id: string, paidOn: string, late = 0, amount = '100.00'): Promise<void> => {
  const dueOn = new Date(Date.parse(paidOn) - late * 86_400_000).toISOString().slice(0, 10);
  await platform.owes(customerId, id, dueOn, amount);
  const params = { paymentId: `P-${id}` };
  await platform.call('postPayment', {
    params,
    body: {
      customerId,
      amount: eur(amount),
      receivedOn: paidOn,
      allocations: [{ invoiceId: id, amount: eur(amount) }],
    },
  });
};

const until = (
  customerId: string,
  what: string,
  wished: (one: Awaited<ReturnType<typeof platform.profile>>) => boolean,
) =>
  eventually(`${what} of ${customerId}`, async () => {
    const found = await platform.profile(customerId);
    return wished(found) ? found : undefined;
  });

const nextDay = () => platform.advance('P1D');

describe('grades', () => {
  it(
    'should be given by the daily run, fall at once with the limit when payments bounce, and take the running case along',
    async () => {
      await platform.debtor('FALLS');
      await platform.setLimit('FALLS', '12000.00');
      for (let number = 0; number < 6; number += 1) await paid('FALLS', `FALLS-${number}`, '2026-03-02');
      await platform.owes('FALLS', 'FALLS-OPEN', '2026-03-02');
      await nextDay();
      const graded = await until('FALLS', 'the first grade', ({ grade }) => grade !== null);
      // All that is open is overdue, but only by a day.
      expect(graded).toMatchObject({ grade: 'A', gradedOn: '2026-03-03', creditLimit: eur('12000.00') });
      const { body: good } = await platform.call('getCustomerScore', { params: { customerId: 'FALLS' } });
      expect(good).toMatchObject({ grade: 'A', score: graded.score, ceilings: [] });
      expect(good.contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(graded.score);
      await platform.untilCase('FALLS', 'the firm reminder', ({ nextStepOn }) => nextStepOn === '2026-03-09');

      for (const number of [0, 1, 2]) {
        await platform.call('reversePayment', {
          params: { paymentId: `P-FALLS-${number}` },
          body: { reason: 'No funds' },
        });
      }
      // Nobody moves the clock: the news on the bus does it.
      const fallen = await until('FALLS', 'the fall', ({ grade }) => grade === 'D');
      expect(fallen.creditLimit).toEqual(eur('5000.00'));
      const { body: bad } = await platform.call('getCustomerScore', { params: { customerId: 'FALLS' } });
      expect(bad.ceilings).toEqual([{ fact: 'BOUNCED_PAYMENTS', count: 3, grade: 'D' }]);
      expect(bad.raises[0]?.text).toBe('No better than D while 3 or more bounced payments within 12 months');
      const check = await platform.call('checkCredit', {
        body: { customerId: 'FALLS', orderId: 'O-FALLS', amount: eur('7000.00') },
      });
      expect(check.body.reasons.map(({ code }) => code)).toContain('LIMIT_EXCEEDED');
      const dropped = await eventually('the event', async () => (await platform.events('FALLS', 'GradeDropped')).at(0));
      expect(JSON.stringify(dropped)).toContain('"grade":"D"');
      await platform.untilCase(
        'FALLS',
        'the call of the strict strategy',
        ({ nextStepOn }) => nextStepOn === '2026-03-06',
      );
    },
    MINUTES,
  );

  it(
    'should rise by one after the waiting time, and ask people for the recommended limit',
    async () => {
      await platform.debtor('RISES');
      await platform.setLimit('RISES', '100.00');
      for (const number of [1, 2, 3]) await paid('RISES', `RISES-${number}`, '2026-03-02', 8, '3000.00');
      await nextDay();
      const { grade: first } = await until('RISES', 'the first grade', ({ grade }) => grade !== null);
      expect(['C', 'D']).toContain(first);
      const today = await platform.day();
      for (let number = 10; number < 40; number += 1) await paid('RISES', `RISES-${number}`, today, 0, '3000.00');
      for (let day = 0; day <= RISE_AFTER_DAYS + 1; day += 1) await nextDay();
      const better = String.fromCharCode((first ?? 'Z').charCodeAt(0) - 1);
      const risen = await until('RISES', 'the rise', ({ grade }) => grade === better);
      expect(risen.creditLimit).toEqual(eur('100.00'));
      const request = await eventually('the request', async () => {
        const { items } = (await platform.call('listLimitRequests', { query: { limit: 200 } })).body;
        return items.find(({ customerId, status }) => customerId === 'RISES' && status === 'PENDING');
      });
      expect(request).toMatchObject({ kind: 'PERMANENT', requestedBy: 'credence' });
      expect(Number(request.requestedLimit?.amount)).toBeGreaterThan(100);
    },
    MINUTES,
  );

  it(
    'should be the last one at once when an insolvency is reported, and as before when that ends at once',
    async () => {
      await platform.debtor('BROKE');
      await platform.setLimit('BROKE', '1000.00');
      const params = { customerId: 'BROKE' };
      const reported = (await platform.call('reportInsolvency', { params, body: { reason: 'Court of Essen' } })).body;
      expect(reported).toMatchObject({
        grade: 'E',
        creditLimit: eur('0.00'),
        status: 'ON_HOLD',
        holdReasons: ['Insolvency: Court of Essen'],
      });
      const over = (await platform.call('endInsolvency', { params, body: { reason: 'Dismissed' } })).body;
      expect(over).toMatchObject({ grade: null, status: 'ACTIVE', creditLimit: eur('1000.00') });
      await eventually('the events', async () =>
        (await platform.events('BROKE', 'CreditLimitChanged')).length === 3 ? true : undefined,
      );
    },
    MINUTES,
  );
});
