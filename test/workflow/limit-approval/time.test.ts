import { afterAll, describe, expect, it } from 'vitest';
import { addDaysToInstant } from '../../../shared/dates.ts';
import { ANA, BEN, eur, FRED, MIA, type OutboxMail, SAM, startApprovals } from '../../support/approvals.ts';
import { textOf } from '../../support/page-text.ts';
import { defectsOf } from '../../support/sound-platform.ts';

const platform = await startApprovals({ startAt: '2026-06-01T08:00:00Z' });
afterAll(async () => {
  const defects = await defectsOf(platform);
  await platform.stop();
  expect(defects).toEqual([]);
});
const { call, check, customer, decideByApi, decideByLink, execution, linkTo, mails, moveTo } = platform;
const { pendingOn, profile, request, requestLimit, untilStatus } = platform;

const MINUTE = 1 / 1440;

/** Moves the clock to so many days after an instant. */
const moveAfter = (instant: string | null, days: number) => moveTo(addDaysToInstant(String(instant), days));

const open = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, text: textOf(await response.text()) };
};

/** What was mailed about a request since an instant: `to: first words of the subject`, in alphabetical order. */
const mailed = async (requestId: string, since: string): Promise<readonly string[]> => {
  const kind = ({ subject }: OutboxMail): string => subject.split(':')[0] ?? '';
  const about = (await mails(undefined, requestId)).filter(({ sentAt }) => sentAt >= since);
  return about.map((mail) => `${mail.to}: ${kind(mail)}`).sort();
};

describe('a level that nobody decides', () => {
  it('should be reminded after one day, escalated after two, role by role, and expire after fourteen', async () => {
    const requestId = await requestLimit('60000.00');
    const { openedAt } = await pendingOn(requestId);
    await linkTo(ANA, requestId);
    const first = await linkTo(BEN, requestId);
    const { now } = await moveAfter(openedAt, 1 - MINUTE);
    expect(await mailed(requestId, now)).toEqual([]);
    expect((await request(requestId)).levels[0]).toMatchObject({ remindedAt: null, escalatedAt: null });

    await moveAfter(openedAt, 1 + MINUTE);
    expect(await mailed(requestId, now)).toEqual([`${ANA}: Reminder`, `${BEN}: Reminder`]);
    const reminded = await request(requestId);
    expect(reminded.levels[0]).toMatchObject({ escalatedAt: null, askedRole: 'credit-analysts', status: 'PENDING' });
    const remindedAt = String(reminded.levels[0]?.remindedAt);
    expect(Date.parse(remindedAt) - Date.parse(String(openedAt))).toBeLessThan(86_402_000);
    expect(reminded.notes).toEqual([{ at: remindedAt, level: 1, text: `Level 1: ${ANA}, ${BEN} reminded.` }]);
    expect(await open(first.url)).toMatchObject({ status: 410, text: expect.stringContaining('newer mail') });
    expect((await decideByLink(first, { decision: 'APPROVE' })).status).toBe(410);

    const second = await moveAfter(openedAt, 2 - MINUTE);
    expect((await request(requestId)).levels[0]?.approvers).toEqual([ANA, BEN]);
    await moveAfter(openedAt, 2 + MINUTE);
    expect(await mailed(requestId, second.now)).toEqual([`${MIA}: Decision needed`]);
    const { notes, levels } = await request(requestId);
    expect(levels[0]).toMatchObject({ askedRole: 'credit-managers', approvers: [ANA, BEN, MIA] });
    expect(levels[0]?.escalatedAt).toBe(notes[1]?.at);
    expect(notes[1]?.text).toBe('Level 1 was escalated from the credit-analysts to the credit-managers.');
    const [toMia] = await mails(MIA, requestId);
    expect(toMia?.text).toMatch(
      /ana\.analyst@example\.com and ben\.analyst@example\.com of credit-analysts were asked/,
    );

    const third = await moveAfter(openedAt, 3.5);
    expect(await mailed(requestId, second.now)).toEqual([`${MIA}: Decision needed`, `${MIA}: Reminder`]);
    await moveAfter(openedAt, 4 + MINUTE);
    expect(await mailed(requestId, third.now)).toEqual([`${FRED}: Decision needed`]);
    const fourth = await moveAfter(openedAt, 4.5);
    await moveAfter(openedAt, 13.9);
    expect(await mailed(requestId, fourth.now)).toEqual([`${FRED}: Reminder`]);

    const { createdAt, expiresAt, status } = await request(requestId);
    expect(status).toBe('PENDING');
    expect(expiresAt).toBe(addDaysToInstant(createdAt, 14));
    const open14 = await linkTo(FRED, requestId);
    const last = await moveAfter(createdAt, 14 - MINUTE);
    expect((await request(requestId)).status).toBe('PENDING');
    await moveAfter(createdAt, 14 + MINUTE);
    expect(await request(requestId)).toMatchObject({
      status: 'EXPIRED',
      approvedLimit: null,
      levels: [{ status: 'CLOSED' }, { status: 'CLOSED' }],
      outcome: { code: 'EXPIRED', text: 'Nobody decided level 1 in time.', by: null },
    });
    expect(await mailed(requestId, last.now)).toEqual([`${SAM}: Expired`]);
    expect(await open(open14.url)).toMatchObject({ status: 410, text: expect.stringContaining('has expired') });
    expect(await execution(requestId)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('should be decided by whoever was asked first, also after the escalation', async () => {
    const requestId = await requestLimit('60000.00');
    const { openedAt } = await pendingOn(requestId);
    await linkTo(ANA, requestId);
    await moveAfter(openedAt, 2 + MINUTE);
    const escalated = await linkTo(MIA, requestId);
    const reminded = await linkTo(ANA, requestId, 1);
    expect((await decideByLink(reminded, { decision: 'APPROVE' })).status).toBe(200);
    const closed = await open(escalated.url);
    expect(closed).toMatchObject({ status: 410, text: expect.stringContaining(`${ANA} approved the request`) });
    // The manager has decided nothing yet, and so decides the level of the managers.
    expect(await pendingOn(requestId, 2)).toMatchObject({ approvers: [MIA] });
    const next = await linkTo(MIA, requestId, 1);
    expect((await decideByLink(next, { decision: 'REJECT', comment: 'No.' })).status).toBe(200);
    expect(await untilStatus(requestId, 'REJECTED')).toMatchObject({ outcome: { by: MIA } });
  });

  it('should only be reminded when it is the last one', async () => {
    const requestId = await requestLimit('300000.00');
    await decideByApi(ANA, (await pendingOn(requestId)).approvalId, { decision: 'APPROVE' });
    await decideByApi(MIA, (await pendingOn(requestId, 2)).approvalId, { decision: 'APPROVE' });
    const { openedAt } = await pendingOn(requestId, 3);
    await linkTo(FRED, requestId);
    const { now } = await moveAfter(openedAt, 0.5);
    await moveAfter(openedAt, 12);
    expect(await mailed(requestId, now)).toEqual([`${FRED}: Reminder`]);
    const waiting = await request(requestId);
    expect(waiting.levels[2]).toMatchObject({ status: 'PENDING', approvers: [FRED], escalatedAt: null });
    expect(waiting.notes.map(({ text }) => text)).toEqual([`Level 3: ${FRED} reminded.`]);
    const link = await linkTo(FRED, requestId, 1);
    expect((await decideByLink(link, { decision: 'APPROVE' })).status).toBe(200);
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({ approvedLimit: eur('300000.00') });
  });

  it('should only be reminded on the last level of an order release, which knows no directors', async () => {
    const customerId = await customer('1000.00');
    const { decisionId } = await check(customerId, eur('20000.01'));
    const release = { kind: 'ORDER_RELEASE', customerId, decisionId, requestedLimit: undefined };
    const requestId = await requestLimit('0.00', release);
    const { openedAt } = await pendingOn(requestId);
    await linkTo(BEN, requestId);
    const { now } = await moveAfter(openedAt, 0.5);
    await moveAfter(openedAt, 2.5);
    expect(await mailed(requestId, now)).toEqual([`${ANA}: Reminder`, `${BEN}: Reminder`, `${MIA}: Decision needed`]);
    const later = await moveAfter(openedAt, 2.6);
    await moveAfter(openedAt, 15);
    expect(await mailed(requestId, later.now)).toEqual([`${MIA}: Reminder`, `${SAM}: Expired`]);
    const again = await check(customerId, eur('20000.01'));
    expect(again.decision).toBe('REFERRED');
  });
});

describe('a request that was returned for information', () => {
  it('should not be reminded of, and end in time when none is given', async () => {
    const requestId = await requestLimit('60000.00');
    const { approvalId } = await pendingOn(requestId);
    await decideByApi(ANA, approvalId, { decision: 'RETURN', comment: 'Which accounts?' });
    const { createdAt } = await request(requestId);
    const { now } = await moveAfter(createdAt, 0.5);
    await moveAfter(createdAt, 14 - MINUTE);
    expect(await mailed(requestId, now)).toEqual([]);
    await moveAfter(createdAt, 14 + MINUTE);
    const { outcome, status } = await request(requestId);
    expect(status).toBe('EXPIRED');
    expect(outcome?.text).toBe('The information asked for on level 1 did not come in time.');
    const late = await platform.refusal('informLimitRequest', {
      params: { requestId },
      body: { information: 'Here they are.' },
    });
    expect(late.code).toBe('conflict');
  });

  it('should have a clock of its own in the second round, within the time of the request', async () => {
    const requestId = await requestLimit('60000.00');
    const { approvalId } = await pendingOn(requestId);
    await decideByApi(ANA, approvalId, { decision: 'RETURN', comment: 'Which accounts?' });
    const { createdAt, expiresAt } = await request(requestId);
    await moveAfter(createdAt, 12.5);
    await call('informLimitRequest', { params: { requestId }, body: { information: 'Those of 2025.' } });
    const { openedAt } = await pendingOn(requestId, 1, 2);
    await linkTo(BEN, requestId, 1);
    const { now } = await moveAfter(openedAt, 0.5);
    await moveAfter(openedAt, 1 + MINUTE);
    expect(await mailed(requestId, now)).toEqual([`${ANA}: Reminder`, `${BEN}: Reminder`]);
    await moveTo(addDaysToInstant(expiresAt, MINUTE));
    expect((await request(requestId)).status).toBe('EXPIRED');
    expect(await mails(MIA, requestId)).toEqual([]);
  });
});

describe('a jump of the clock', () => {
  it('should do what falls due on the way at its own time, request by request, in order', async () => {
    const ids: string[] = [];
    for (const pause of ['PT0S', 'PT6H', 'PT6H']) {
      await platform.advance(pause);
      const requestId = await requestLimit('60000.00');
      await pendingOn(requestId);
      await linkTo(ANA, requestId);
      await linkTo(BEN, requestId);
      ids.push(requestId);
    }
    const before = await platform.now();
    await platform.advance('P20D');
    const sent = (await mails()).filter(({ sentAt }) => sentAt > before).toReversed();
    expect(sent.map(({ sentAt }) => sentAt)).toEqual(sent.map(({ sentAt }) => sentAt).toSorted());
    for (const requestId of ids) {
      const view = await request(requestId);
      expect(view.status).toBe('EXPIRED');
      const { openedAt, remindedAt } = view.levels[0] ?? {};
      const daysAfter = (at: unknown): number =>
        Math.round(((Date.parse(String(at)) - Date.parse(String(openedAt))) / 86_400_000) * 100) / 100;
      const own = sent.filter(({ text }) => text.includes(requestId));
      const told = own.map(({ sentAt, subject, to }) => `${daysAfter(sentAt)} ${to} ${subject.split(' ')[0]}`);
      expect(told.sort()).toEqual([
        `1 ${ANA} Reminder:`,
        `1 ${BEN} Reminder:`,
        `14 ${SAM} Expired:`,
        `2 ${MIA} Decision`,
        `3 ${MIA} Reminder:`,
        `4 ${FRED} Decision`,
        `5 ${FRED} Reminder:`,
      ]);
      expect(daysAfter(remindedAt)).toBe(5);
      expect(daysAfter(view.outcome?.at)).toBe(14);
      expect((await profile(view.customerId)).creditLimit).toEqual(eur('50000.00'));
    }
    // What else went out is what every morning brings, to those who lead.
    const others = sent.filter(({ text }) => !ids.some((requestId) => text.includes(requestId)));
    expect(others.filter(({ subject }) => !subject.startsWith('Receivables'))).toEqual([]);
  });
});
