import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/dates.ts';
import { startCollections } from '../../support/collections.ts';
import { eur } from '../../support/e2e/ledger.ts';
import { defectsOf } from '../../support/sound-platform.ts';

const MINUTES = 240_000;
const DUE = '2026-03-02';

let platform: Awaited<ReturnType<typeof startCollections>>;

/** Six invoices of a month, each paid so many days after it was due. */
const hasPaid = async (customerId: string, daysLate: number) => {
  for (let number = 1; number <= 6; number += 1) {
    const invoiceId = `${customerId}-PAID-${number}`;
    const dueOn = addDays('2026-01-31', -12 * number);
    await platform.owes(customerId, invoiceId, dueOn);
    const allocations = [{ invoiceId, amount: eur('100.00') }];
    await platform.pay({ customerId, amount: eur('100.00'), receivedOn: addDays(dueOn, daysLate), allocations });
  }
};

/** A policy by which everybody is graded A, whatever they do. */
const gradeEverybodyA = async () => {
  const { document } = (await platform.call('getPolicy')).body;
  const bands = (['A', 'B', 'C', 'D', 'E'] as const).map((grade, index) => ({ grade, from: 4 - index }));
  const scorecard = { ...document.grading.scorecard, minimumKnownPercent: 0 };
  const grading = { ...document.grading, bands, riseMargin: 0, ceilings: [], scorecard };
  await platform.call('putPolicyDraft', { body: { ...document, grading } });
  await platform.call('publishPolicy', { body: {} });
};

beforeAll(async () => {
  platform = await startCollections({ startAt: '2026-02-18T12:00:00Z' });
  await gradeEverybodyA();
  for (const [customerId, daysLate] of [
    ['TARDY', 12],
    ['PUNCTUAL', -4],
  ] as const) {
    await platform.debtor(customerId);
    await hasPaid(customerId, daysLate);
  }
  await platform.debtor('NEW');
  for (const customerId of ['TARDY', 'PUNCTUAL', 'NEW']) await platform.owes(customerId, `${customerId}-1`, DUE);
  await platform.moveTo('2026-03-01T12:00:00Z');
}, MINUTES);
afterAll(async () => {
  const defects = await defectsOf(platform);
  await platform.stop();
  expect(defects).toEqual([]);
});

describe('what is likely late', () => {
  it('should be predicted from how the customer has paid', async () => {
    const of = async (customerId: string) => (await platform.receivable(`${customerId}-1`)).lateProbability ?? -1;
    expect(await of('TARDY')).toBeGreaterThanOrEqual(0.6);
    expect(await of('PUNCTUAL')).toBeLessThan(0.3);
    expect((await platform.receivable('TARDY-1')).expectedPaidOn).toMatch(/^2026-03-(?!02)/);
  });

  it('should be reminded of before it is due, also when the customer is graded A', async () => {
    expect((await platform.profile('TARDY')).grade).toBe('A');
    expect(await platform.mailsTo('TARDY')).toEqual([expect.stringMatching(/^2026-02-27 08:00 /)]);
    expect(await platform.mailsTo('PUNCTUAL')).toEqual([]);
    expect(await platform.mailsTo('NEW')).toEqual([]);
    expect(await platform.casesOf('PUNCTUAL')).toEqual([]);
  });

  it(
    'should be left alone when it is paid then, while the others are reminded when they are late',
    async () => {
      const allocations = [{ invoiceId: 'TARDY-1', amount: eur('100.00') }];
      await platform.pay({ customerId: 'TARDY', amount: eur('100.00'), allocations }, 'P-TARDY');
      await platform.untilCase('TARDY', 'the end', ({ status }) => status === 'CLOSED');
      await platform.moveTo('2026-03-03T12:00:00Z');
      expect(await platform.mailsTo('PUNCTUAL')).toEqual([
        expect.stringMatching(/^2026-03-03 08:00 A friendly reminder/),
      ]);
      const subjects = await platform.mailsTo('TARDY');
      expect(subjects.filter((line) => line.includes('friendly'))).toEqual([]);
    },
    MINUTES,
  );
});
