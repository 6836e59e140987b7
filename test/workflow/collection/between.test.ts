import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCollections } from '../../support/collections.ts';
import { eur } from '../../support/e2e/ledger.ts';
import { defectsOf } from '../../support/sound-platform.ts';

const MINUTES = 180_000;
/** The friendly reminder of what is due on Monday 2 March goes out then. */
const BEFORE = '2026-03-03T06:59:30Z';
const AFTER = '2026-03-03T07:30:00Z';

let platform: Awaited<ReturnType<typeof startCollections>>;
beforeAll(async () => {
  platform = await startCollections({ startAt: '2026-02-27T12:00:00Z' });
});
afterAll(async () => {
  const defects = await defectsOf(platform);
  await platform.stop();
  expect(defects).toEqual([]);
});

describe('between the plan of a reminder and its sending', () => {
  it(
    'should chase nothing that is paid, promised, disputed or credited, and what remains of the rest',
    async () => {
      const owing = ['PAID', 'PARTLY', 'CREDITED', 'PROMISED', 'DISPUTED', 'PAUSED', 'WRITTEN', 'SENT-IN', 'OWING'];
      for (const customerId of owing) {
        await platform.debtor(customerId);
        await platform.owes(customerId, `${customerId}-1`, '2026-03-02');
      }
      await platform.owes('DISPUTED', 'DISPUTED-2', '2026-03-02', '40.00');
      await platform.moveTo(BEFORE);
      for (const customerId of owing) {
        await platform.untilCase(customerId, 'the plan', ({ next }) => next.step?.at === '2026-03-03T07:00:00.000Z');
      }

      const pays = (customerId: string, amount: string) =>
        platform.pay({
          customerId,
          amount: eur(amount),
          allocations: [{ invoiceId: `${customerId}-1`, amount: eur(amount) }],
        });
      await pays('PAID', '100.00');
      await pays('PARTLY', '60.00');
      // Money that names no invoice: it is not applied, and nobody is asked for it all the same.
      await platform.pay({ customerId: 'SENT-IN', amount: eur('70.00'), reference: 'thanks', allocations: [] });
      await platform.call('postCreditNote', {
        params: { creditNoteId: 'CN-1' },
        body: {
          customerId: 'CREDITED',
          invoiceId: 'CREDITED-1',
          amount: eur('100.00'),
          issuedOn: '2026-03-03',
          reason: 'x',
        },
      });
      await platform.call('writeOffReceivable', { params: { invoiceId: 'WRITTEN-1' }, body: { reason: 'x' } });
      await platform.call('makePromise', {
        body: { customerId: 'PROMISED', amount: eur('100.00'), payBy: '2026-03-10' },
      });
      await platform.call('openDispute', {
        body: { customerId: 'DISPUTED', invoiceIds: ['DISPUTED-1'], reason: 'broken' },
      });
      const { caseId } = await platform.caseOf('PAUSED');
      await platform.call('pauseCollectionCase', {
        params: { caseId },
        body: { until: '2026-03-10', reason: 'talks' },
      });

      await platform.moveTo(AFTER);
      for (const customerId of ['PAID', 'CREDITED', 'PROMISED', 'PAUSED', 'WRITTEN']) {
        expect(await platform.mailsTo(customerId), customerId).toEqual([]);
      }
      expect(await platform.mailsTo('OWING')).toEqual([expect.stringContaining('EUR 100.00')]);
      expect(await platform.mailsTo('PARTLY')).toEqual([expect.stringContaining('EUR 40.00')]);
      expect(await platform.mailsTo('DISPUTED')).toEqual([expect.stringContaining('EUR 40.00')]);
      expect(await platform.mailsTo('SENT-IN')).toEqual([expect.stringContaining('EUR 30.00')]);
      expect((await platform.caseOf('PAID')).status).toBe('CLOSED');
      expect((await platform.caseOf('PROMISED')).status).toBe('PROMISED');
      expect((await platform.caseOf('PAUSED')).status).toBe('PAUSED');
    },
    MINUTES,
  );
});
