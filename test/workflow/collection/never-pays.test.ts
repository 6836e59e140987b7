import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIA } from '../../support/approvals.ts';
import { LEA, LEX, startCollections } from '../../support/collections.ts';
import { linkOf } from '../../support/mailed-links.ts';
import { defectsOf } from '../../support/sound-platform.ts';

const NINETY_DAYS = 300_000;

let platform: Awaited<ReturnType<typeof startCollections>>;
beforeAll(async () => {
  // A Friday; the invoice is due on the Monday after.
  platform = await startCollections({ startAt: '2026-02-27T12:00:00Z' });
});
afterAll(async () => {
  const defects = await defectsOf(platform);
  await platform.stop();
  expect(defects).toEqual([]);
});

describe('a customer who never pays', () => {
  it(
    'should get exactly the messages, tasks, hold and handoff of the strategy within ninety days, on the right local days',
    async () => {
      const customerId = await platform.debtor('NEVER-1');
      await platform.owes(customerId, 'N-1', '2026-03-02');
      await platform.moveTo('2026-04-16T12:00:00Z');

      const handoff = await platform.untilCase(customerId, 'the question to approvers', ({ timeline }) =>
        timeline.some(({ text }) => text.startsWith('Legal handoff')),
      );
      expect(handoff).toMatchObject({ status: 'OPEN', overdue: { amount: '100.00', currency: 'EUR' } });
      const held = await platform.profile(customerId);
      expect(held.status).toBe('ON_HOLD');
      // The collector's call was not made, and is with the lead.
      const tasks = (await platform.call('listCollectionTasks', { query: {} })).body.items;
      expect(
        tasks.filter((task) => task.customerId === customerId).map(({ assignee, kind }) => [kind, assignee]),
      ).toEqual([
        ['CALL', LEA],
        ['ESCALATION', LEA],
      ]);
      const question = await linkOf(platform, MIA, 'NEVER-1');
      const page = await fetch(question.url);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('NEVER-1');
      const approved = await platform.decideByLink(question, { decision: 'APPROVE', comment: 'go on' });
      expect(approved.status).toBe(200);

      const withLegal = await platform.untilCase(
        customerId,
        'the sealed bundle',
        ({ status, timeline }) => status === 'WITH_LEGAL' && timeline.at(-1)?.kind === 'Noted',
      );
      const handoffs = await platform.call('listLegalHandoffs', { query: {} });
      const [own] = handoffs.body.items.filter(({ caseId }) => caseId === withLegal.caseId);
      const acknowledged = await platform.call('acknowledgeLegalHandoff', {
        params: { handoffId: own?.handoffId ?? '' },
        body: { matterNumber: 'M-2026-1' },
        ...(await platform.as(LEX)),
      });
      expect(acknowledged.body).toMatchObject({ status: 'ACKNOWLEDGED', matterNumber: 'M-2026-1' });
      await platform.moveTo('2026-05-31T12:00:00Z');

      expect(await platform.mailsTo(customerId)).toEqual([
        expect.stringMatching(/^2026-03-03 08:00 A friendly reminder: /),
        expect.stringMatching(/^2026-03-09 08:00 Payment overdue: /),
        expect.stringMatching(/^2026-04-01 08:00 Final notice: /),
      ]);
      expect(await platform.story(customerId)).toEqual([
        '2026-03-03 CaseOpened',
        '2026-03-03 StepTaken',
        '2026-03-09 StepTaken',
        '2026-03-16 StepTaken',
        // Nobody touched the tasks: they went to the lead.
        '2026-03-19 Noted',
        '2026-03-23 StepTaken',
        '2026-03-23 HoldPlaced',
        '2026-03-26 Noted',
        '2026-04-01 StepTaken',
        '2026-04-16 StepTaken',
        '2026-04-16 HandoffApproved',
        '2026-04-16 StatusChanged',
        // Sealed, and mailed to the lawyers.
        '2026-04-16 Noted',
        '2026-04-16 HandoffAcknowledged',
      ]);
      expect(await platform.mails(LEX, 'NEVER-1')).toHaveLength(1);
      expect(await platform.mails(LEA, 'NEVER-1')).not.toEqual([]);
    },
    NINETY_DAYS,
  );
});
