import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFiles } from '../../../shared/documents/legal/files.ts';
import { listHistory } from '../../../shared/store/history.ts';
import { answerHandoff } from '../../../shared/store/legal-handoffs/answer.ts';
import { keepFile, readFile } from '../../../shared/store/legal-handoffs/bundle.ts';
import { gatherBundle } from '../../../shared/store/legal-handoffs/gather.ts';
import { listHandoffs } from '../../../shared/store/legal-handoffs/items.ts';
import { handoffApproverNotReached } from '../../../shared/store/legal-handoffs/not-reached.ts';
import { remindLegal } from '../../../shared/store/legal-handoffs/remind.ts';
import { sealHandoff } from '../../../shared/store/legal-handoffs/seal.ts';
import { tellLegalOfPayment } from '../../../shared/store/legal-handoffs/tell.ts';
import { keyed } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { directoryOf, handedOver, LEX, MIA, mailsAbout } from '../../support/handoffs-on-engine.ts';
import { eur, pay } from '../../support/movements.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const FRED = 'fred.director@example.com';
const same = <T>(value: T): T => value;

const sealed = async () => {
  const one = await handedOver(database);
  await one.decide('APPROVE', 'They do not answer.');
  expect(await one.seal()).toBe(true);
  return one;
};

describe('a case on its way to the lawyers', () => {
  it('should be put to everybody of the role, each by a mail with a link, when the strategy asks for approval', async () => {
    const { handoff } = await handedOver(database);
    const { approval, handoffId, status, totals } = await handoff();
    expect(status).toBe('AWAITING_APPROVAL');
    expect(totals).toEqual([eur(1_250_50)]);
    expect(approval).toMatchObject({ role: 'credit-managers', askedRole: 'credit-managers', remindedAt: null });
    const [mail, ...others] = await mailsAbout(database, 'handoff-approval', handoffId);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: MIA, link: { requestId: handoffId, subject: 'LEGAL_HANDOFF', approver: MIA } });
    expect(mail?.data).toMatchObject({ occasion: 'ASKED', totals: [{ amount: '1250.50', currency: 'EUR' }] });
  });

  it('should be sealed once, with a hash for each part, when it is approved', async () => {
    const one = await handedOver(database);
    expect((await one.decide('APPROVE', 'They do not answer.')).status).toBe('APPROVED');
    expect(await one.seal()).toBe(true);
    const first = await one.handoff();
    expect(await one.seal()).toBe(false);
    expect(await one.handoff()).toEqual(first);
    expect(first).toMatchObject({ status: 'WITH_LEGAL', lawyers: [LEX], decision: { by: MIA, verdict: 'APPROVE' } });
    for (const part of first.seal?.parts ?? []) {
      const content = await readFile(database.table, first.handoffId, part);
      expect(createHash('sha256').update(content).digest('hex')).toBe(part.sha256);
    }
    const parts = first.seal?.parts.map(({ name }) => name);
    expect(parts).toEqual(
      expect.arrayContaining(['manifest.json', 'statement.pdf', 'dunning-log.pdf', 'messages.json']),
    );
    const mails = await mailsAbout(database, 'legal-handoff', first.handoffId);
    expect(mails.map(({ to }) => to)).toEqual([LEX]);
    expect(mails[0]?.data).toMatchObject({ manifestSha256: first.seal?.manifestSha256, approvedBy: MIA });
  });

  it('should carry the hash of the manifest into the history of the customer when it is sealed', async () => {
    const one = await sealed();
    const { seal } = await one.handoff();
    const { entries } = await listHistory(database.table, { customerId: one.customerId, limit: 1 });
    expect(JSON.stringify(entries[0]?.data)).toContain(seal?.manifestSha256);
  });

  it('should be the same bytes when it is sealed at the same time by two', async () => {
    const one = await handedOver(database);
    await one.decide('APPROVE');
    const outcomes = await Promise.all([one.seal(), one.seal()]);
    expect(outcomes.filter(Boolean).length).toBe(1);
    const { handoffId, seal } = await one.handoff();
    for (const part of seal?.parts ?? []) await readFile(database.table, handoffId, part);
    expect((await mailsAbout(database, 'legal-handoff', handoffId)).length).toBe(1);
  });

  it('should not be readable when its bytes are not those that were sealed', async () => {
    const content = new Uint8Array(700_000).fill(65);
    const part = await keepFile(database.table, 'H-1', { name: 'x.txt', mediaType: 'text/plain', content });
    expect(Buffer.from(await readFile(database.table, 'H-1', part)).equals(Buffer.from(content))).toBe(true);
    await expect(readFile(database.table, 'H-1', { ...part, bytes: part.bytes - 1 })).rejects.toThrow('not what was');
  });

  it('should not be sealed when it was paid after it was approved', async () => {
    const one = await handedOver(database);
    await one.decide('APPROVE');
    await pay(one.at(), one.customerId, `${one.customerId}-P`, eur(1_250_50));
    expect(await one.seal()).toBe(false);
    await one.advance(one.customerId);
    expect((await one.handoff()).status).toBe('CLOSED');
    expect(await mailsAbout(database, 'legal-handoff', (await one.handoff()).handoffId)).toEqual([]);
  });

  it('should be sealed with what is owed then when something was paid while the files were made', async () => {
    const one = await handedOver(database);
    await one.decide('APPROVE');
    const before = await gatherBundle(one.at(), await one.handoff(), 'Example Trading');
    await pay(one.at(), one.customerId, `${one.customerId}-P`, eur(250_50));
    expect(await sealHandoff(one.at(), one.directory, before, await bundleFiles(before))).toBe(false);
    expect(await one.seal()).toBe(true);
    expect((await one.handoff()).totals).toEqual([eur(1_000_00)]);
  });
});

describe('the decision', () => {
  it('should leave the case with collections when it is against the handoff', async () => {
    const one = await handedOver(database);
    const after = await one.decide('REJECT', 'Talk to them once more.');
    expect(after).toMatchObject({ status: 'NOT_APPROVED', decision: { by: MIA, verdict: 'REJECT' } });
    expect(after.ended?.reason).toContain('Talk to them once more.');
    await expect(one.decide('APPROVE')).rejects.toThrow();
  });

  it('should hand nothing over when everything was promised since it was asked', async () => {
    const one = await handedOver(database);
    await pay(one.at(), one.customerId, `${one.customerId}-P`, eur(1_250_50));
    await expect(one.decide('APPROVE')).rejects.toThrow();
    await one.news(one.customerId, 'PaymentReceived');
    expect((await one.handoff()).status).toBe('CLOSED');
  });

  it('should be refused when it asks for what a handoff does not know', async () => {
    const one = await handedOver(database);
    await expect(one.decide('RETURN' as 'REJECT')).rejects.toMatchObject({ code: 'unprocessable' });
    await expect(one.decide('APPROVE', null, FRED)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('should be put to the next role when nobody holds the first, and to the admins when nobody holds any', async () => {
    const routed = await handedOver(database, { directory: directoryOf({ 'credit-managers': [] }) });
    expect((await routed.handoff()).approval).toMatchObject({ askedRole: 'finance-directors' });
    const nobody = directoryOf({ 'credit-managers': [], 'finance-directors': [] });
    const stuck = await handedOver(database, { directory: nobody });
    const { approval, handoffId } = await stuck.handoff();
    expect(approval).toMatchObject({ askedRole: null, approvers: [] });
    expect((await mailsAbout(database, 'handoff-trouble', handoffId)).length).toBe(1);
    await remindLegal(stuck.at(), directoryOf());
    expect((await stuck.handoff()).approval).toMatchObject({ askedRole: 'credit-managers' });
    expect((await mailsAbout(database, 'handoff-approval', handoffId)).map(({ to }) => to)).toEqual([MIA]);
  });
});

describe('what waits', () => {
  it('should be reminded of once, and go on to the next role, when approvers do not answer', async () => {
    const one = await handedOver(database);
    const { handoffId } = await one.handoff();
    const occasions = async () =>
      (await mailsAbout(database, 'handoff-approval', handoffId)).map(({ data, to }) => `${data['occasion']} ${to}`);
    one.desk.advance({ days: 1 });
    await remindLegal(one.at(), one.directory);
    await remindLegal(one.at(), one.directory);
    expect(await occasions()).toEqual([`ASKED ${MIA}`, `REMINDED ${MIA}`]);
    one.desk.advance({ days: 1 });
    await remindLegal(one.at(), one.directory);
    expect(await occasions()).toEqual([`ASKED ${MIA}`, `REMINDED ${MIA}`, `ESCALATED ${FRED}`]);
    expect((await one.decide('APPROVE', null, FRED)).status).toBe('APPROVED');
  });

  it('should go to the next role at once when no mail reaches the first', async () => {
    const one = await handedOver(database);
    const { handoffId } = await one.handoff();
    const lost = { handoffId, approver: MIA, reason: 'The mailbox is full.' };
    await handoffApproverNotReached(one.at(), lost);
    await handoffApproverNotReached(one.at(), lost);
    await remindLegal(one.at(), one.directory);
    expect((await one.handoff()).approval).toMatchObject({ askedRole: 'finance-directors' });
    expect((await mailsAbout(database, 'handoff-trouble', handoffId)).length).toBe(1);
  });

  it('should be brought back to legal every three business days when nobody acknowledges it', async () => {
    const one = await sealed();
    const { handoffId } = await one.handoff();
    const reminders = async () => (await mailsAbout(database, 'legal-handoff-reminder', handoffId)).length;
    // Sealed on a Thursday: Friday, Monday, Tuesday.
    one.desk.setTo('2026-04-20T05:00:00.000Z');
    await remindLegal(one.at(), one.directory);
    expect(await reminders()).toBe(0);
    one.desk.setTo('2026-04-21T05:00:00.000Z');
    expect(await remindLegal(one.at(), one.directory)).toMatchObject({ failed: [] });
    await remindLegal(one.at(), one.directory);
    expect(await reminders()).toBe(1);
    one.desk.setTo('2026-04-24T05:00:00.000Z');
    await remindLegal(one.at(), one.directory);
    expect(await reminders()).toBe(2);
    await answerHandoff(one.at(LEX), one.directory, handoffId, { kind: 'ACKNOWLEDGE', matterNumber: 'M-1' }, same);
    one.desk.setTo('2026-05-04T05:00:00.000Z');
    await remindLegal(one.at(), one.directory);
    expect(await reminders()).toBe(2);
  });
});

describe('the answer of legal', () => {
  it('should be recorded once when it acknowledges the handoff', async () => {
    const one = await sealed();
    const { handoffId } = await one.handoff();
    const say = (matterNumber: string, request = {}) =>
      answerHandoff(
        { ...one.at(LEX), ...request },
        one.directory,
        handoffId,
        { kind: 'ACKNOWLEDGE', matterNumber },
        ({ status, version }) => ({ status, version }),
      );
    const first = await say('M-1', keyed('k', 'M-1', 'acknowledge'));
    expect(first).toMatchObject({ status: 'ACKNOWLEDGED' });
    expect(await say('M-1', keyed('k', 'M-1', 'acknowledge'))).toEqual(first);
    expect(await say('M-1')).toEqual(first);
    await expect(say('M-2')).rejects.toMatchObject({ code: 'conflict' });
    expect(await one.handoff()).toMatchObject({ matterNumber: 'M-1', acknowledgedBy: LEX });
  });

  it('should bring the case back and tell whoever approved it when it is a rejection', async () => {
    const one = await sealed();
    const { handoffId } = await one.handoff();
    await answerHandoff(one.at(LEX), one.directory, handoffId, { kind: 'REJECT', reason: 'Too small.' }, same);
    expect(await one.handoff()).toMatchObject({ status: 'REJECTED', ended: { by: LEX } });
    expect((await one.stored(one.customerId)).state).toMatchObject({ status: 'OPEN', legal: { status: 'RETURNED' } });
    expect((await mailsAbout(database, 'handoff-rejected', handoffId)).map(({ to }) => to)).toEqual([MIA]);
  });

  it('should be told of it when collections recall the handoff', async () => {
    const one = await sealed();
    const { handoffId } = await one.handoff();
    const recall = { kind: 'RECALL', reason: 'They pay by instalments.' } as const;
    await answerHandoff(one.at('cora@example.com'), one.directory, handoffId, recall, same);
    await answerHandoff(one.at('cora@example.com'), one.directory, handoffId, recall, same);
    expect(await one.handoff()).toMatchObject({ status: 'RECALLED' });
    const [mail, ...others] = await mailsAbout(database, 'legal-handoff-news', handoffId);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: LEX, data: { news: 'RECALLED' } });
    const acknowledge = { kind: 'ACKNOWLEDGE', matterNumber: 'M-1' } as const;
    await expect(answerHandoff(one.at(LEX), one.directory, handoffId, acknowledge, same)).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('money that comes in', () => {
  it('should be told to legal once for each movement, and close the handoff when it is all', async () => {
    const one = await sealed();
    const { handoffId } = await one.handoff();
    await pay(one.at(), one.customerId, `${one.customerId}-P1`, eur(1_000_00));
    await one.news(one.customerId, 'PaymentReceived');
    const movement = { entrySeq: 77, kind: 'PAYMENT', amount: eur(1_000_00) } as const;
    expect(await tellLegalOfPayment(one.at(), one.caseId, movement)).toBe(true);
    expect(await tellLegalOfPayment(one.at(), one.caseId, movement)).toBe(false);
    const [mail, ...others] = await mailsAbout(database, 'legal-handoff-news', handoffId);
    expect(others).toEqual([]);
    expect(mail?.data).toMatchObject({ news: 'PAYMENT', remaining: [{ amount: '250.50', currency: 'EUR' }] });
    one.desk.advance({ hours: 1 });
    await pay(one.at(), one.customerId, `${one.customerId}-P2`, eur(250_50));
    await one.news(one.customerId, 'PaymentReceived');
    expect((await one.handoff()).status).toBe('CLOSED');
    const told = await mailsAbout(database, 'legal-handoff-news', handoffId);
    expect(told.map(({ data }) => data['news'])).toEqual(['PAYMENT', 'CLOSED']);
    one.desk.advance({ days: 2 });
    const later = { entrySeq: 90, kind: 'PAYMENT', amount: eur(5_00) } as const;
    expect(await tellLegalOfPayment(one.at(), one.caseId, later)).toBe(false);
    const bounced = { entrySeq: 91, kind: 'REVERSAL', amount: eur(250_50) } as const;
    expect(await tellLegalOfPayment(one.at(), one.caseId, bounced)).toBe(true);
  });
});

describe('the list of handoffs', () => {
  it('should show those of a status, or all, page by page', async () => {
    const one = await sealed();
    const { handoffId } = await one.handoff();
    const seen: string[] = [];
    let startAfter: Record<string, unknown> | null = null;
    do {
      const page: Awaited<ReturnType<typeof listHandoffs>> = await listHandoffs(database.table, {
        status: 'WITH_LEGAL',
        limit: 2,
        startAfter,
      });
      seen.push(...page.handoffs.map((handoff) => handoff.handoffId));
      startAfter = page.next;
    } while (startAfter);
    expect(seen).toContain(handoffId);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
