import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCollections } from '../../support/collections.ts';

const MINUTES = 180_000;

let platform: Awaited<ReturnType<typeof startCollections>>;
beforeAll(async () => {
  platform = await startCollections({ startAt: '2026-02-27T12:00:00Z' });
});
afterAll(() => platform.stop());

const owing = async (customerId: string): Promise<void> => {
  await platform.debtor(customerId);
  await platform.owes(customerId, `${customerId}-1`, '2026-03-02');
};

describe('cases that are under way when the policy is changed', () => {
  it(
    'should go on by the version that they began with, and new ones by the new version',
    async () => {
      await owing('BEFORE');
      await platform.moveTo('2026-03-03T10:00:00Z');
      await platform.untilCase('BEFORE', 'the first reminder', ({ step }) => step === 'friendly-reminder');
      await platform.publishPolicy((document) => ({
        ...document,
        collections: {
          ...document.collections,
          minimumGapDays: 1,
          strategies: [
            {
              name: 'quick',
              steps: [
                { id: 'quick-reminder', kind: 'FRIENDLY_REMINDER', daysFromDue: 1 },
                { id: 'quick-notice', kind: 'FINAL_NOTICE', daysFromDue: 3 },
              ],
            },
          ],
        },
      }));
      await owing('AFTER');
      await platform.moveTo('2026-03-10T10:00:00Z');
      await platform.untilCase('BEFORE', 'the second step', ({ step }) => step === 'firm-reminder');
      await platform.untilCase('AFTER', 'the last step', ({ step }) => step === 'quick-notice');
      expect(await platform.caseOf('BEFORE')).toMatchObject({ policyVersion: 1 });
      expect(await platform.caseOf('AFTER')).toMatchObject({ policyVersion: 2 });
      expect((await platform.mailsTo('BEFORE')).map((mail) => mail.slice(0, 10))).toEqual(['2026-03-03', '2026-03-09']);
      expect((await platform.mailsTo('AFTER')).map((mail) => mail.slice(0, 10))).toEqual(['2026-03-04', '2026-03-05']);
    },
    MINUTES,
  );
});
