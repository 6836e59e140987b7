import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIA } from '../../support/approvals.ts';
import { LEX, startCollections } from '../../support/collections.ts';
import { eventually } from '../../support/e2e/links.ts';
import { linkOf } from '../../support/mailed-links.ts';
import { defectsOf } from '../../support/sound-platform.ts';

const FIFTY_DAYS = 300_000;

let platform: Awaited<ReturnType<typeof startCollections>>;
beforeAll(async () => {
  platform = await startCollections({ startAt: '2026-02-27T12:00:00Z' });
});
afterAll(async () => {
  const defects = await defectsOf(platform);
  await platform.stop();
  expect(defects).toEqual([]);
});

const handoffOf = (customerId: string, status: string) =>
  eventually(`a handoff of ${customerId} that is ${status}`, async () => {
    const { items } = (await platform.call('listLegalHandoffs', { query: { limit: 200 } })).body;
    return items.find((one) => one.customerId === customerId && one.status === status);
  });

const bytesOf = async (path: string, accept = '*/*') => {
  const headers = { authorization: `Bearer ${await platform.token()}`, accept };
  const answer = await fetch(`${platform.endpoints.api}${path}`, { headers });
  return { answer, content: Buffer.from(await answer.arrayBuffer()) };
};

describe('a case that goes to the lawyers', () => {
  it(
    'should be approved by link, sealed, fetched part by part, taken over, and told of every payment until all is settled',
    async () => {
      const customerId = await platform.debtor('LEGAL-1');
      await platform.owes(customerId, 'L-1', '2026-03-02');
      await platform.moveTo('2026-04-16T12:00:00Z');
      await handoffOf(customerId, 'AWAITING_APPROVAL');
      const question = await linkOf(platform, MIA, 'LEGAL-1');
      const approved = await platform.decideByLink(question, { decision: 'APPROVE', comment: 'go on' });
      expect(approved.status).toBe(200);
      const { handoffId, manifestSha256 } = await handoffOf(customerId, 'WITH_LEGAL');

      const base = `/v1/legal-handoffs/${handoffId}/bundle`;
      const { body: manifest } = await platform.call('getLegalHandoffBundle', { params: { handoffId } });
      expect(manifest).toMatchObject({ handoffId, approvedBy: MIA, manifestSha256 });
      for (const { path, sha256 } of [...manifest.parts, { path: `${base}/manifest.json`, sha256: manifestSha256 }]) {
        const { answer, content } = await bytesOf(path);
        expect(answer.headers.get('etag')).toBe(`"${sha256}"`);
        expect(createHash('sha256').update(content).digest('hex'), path).toBe(sha256);
      }
      const pdf = await bytesOf(base, 'application/pdf');
      expect(pdf.answer.headers.get('content-type')).toBe('application/pdf');
      expect(pdf.content.subarray(0, 5).toString()).toBe('%PDF-');
      const messages = JSON.parse((await bytesOf(`${base}/messages.json`)).content.toString('utf8'));
      expect(messages.map((message: { template: string }) => message.template)).toEqual([
        'friendly-reminder',
        'firm-reminder',
        'final-notice',
      ]);

      const mails = async () => (await platform.mails(LEX, 'LEGAL-1')).map(({ subject }) => subject);
      expect(await mails()).toEqual([expect.stringMatching(/^Legal handoff: LEGAL-1 GmbH, EUR 100\.00$/)]);
      await platform.call('acknowledgeLegalHandoff', {
        params: { handoffId },
        body: { matterNumber: 'M-7' },
        ...(await platform.as(LEX)),
      });
      await platform.pay({ customerId, amount: { amount: '40.00', currency: 'EUR' } });
      await eventually('the news of the payment', async () => ((await mails()).length === 2 ? true : undefined));
      await platform.pay({ customerId, amount: { amount: '60.00', currency: 'EUR' } });
      await handoffOf(customerId, 'CLOSED');
      await eventually('the news of the end', async () => ((await mails()).length === 4 ? true : undefined));
      expect((await mails()).toSorted()).toEqual([
        'EUR 40.00 has come in: LEGAL-1 GmbH, M-7',
        'EUR 60.00 has come in: LEGAL-1 GmbH, M-7',
        'Everything is settled: LEGAL-1 GmbH, M-7',
        'Legal handoff: LEGAL-1 GmbH, EUR 100.00',
      ]);
      expect((await platform.profile(customerId)).status).toBe('ACTIVE');
    },
    FIFTY_DAYS,
  );
});
