import { afterAll, describe, expect, it } from 'vitest';
import { ANA, BEN, eur, MIA, SAM, startApprovals } from '../../support/approvals.ts';
import { textOf } from '../../support/page-text.ts';

const platform = await startApprovals();
afterAll(platform.stop);
const { advance, call, decideByApi, decideByLink, linksAbout, linkTo, mails, mailTo, pendingOn, profile } = platform;
const { refusal, refusedByApi, request, requestLimit, untilEnded, untilStatus } = platform;

const inform = (requestId: string, information: string) =>
  call('informLimitRequest', { params: { requestId }, body: { information } });
const look = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, text: textOf(await response.text()) };
};

/** A request that Ana has returned on its first level, with the links of that round. */
const returned = async () => {
  const requestId = await requestLimit('60000.00');
  const ana = await linkTo(ANA, requestId);
  const ben = await linkTo(BEN, requestId);
  const { approvalId } = await pendingOn(requestId);
  const answer = await decideByLink(ana, { decision: 'RETURN', comment: 'Where are the accounts of last year?' });
  expect(answer.status).toBe(200);
  return { ana, approvalId, ben, requestId };
};

describe('a request that was returned for information', () => {
  it('should say what is missing, and wait for it with nothing left to decide', async () => {
    const { ana, approvalId, ben, requestId } = await returned();
    const told = await mailTo(SAM, requestId, /accounts of last year/);
    expect(told.subject).toMatch(/information/i);
    expect(await request(requestId)).toMatchObject({
      status: 'PENDING',
      levels: [{ status: 'RETURNED', round: 1, decidedBy: ANA }, { status: 'WAITING' }],
    });
    expect(await look(ana.url)).toMatchObject({ status: 410 });
    expect(await look(ben.url)).toMatchObject({ status: 410, text: expect.stringContaining(`${ANA} returned the`) });
    for (const email of [ANA, BEN]) {
      expect(await refusedByApi(email, approvalId, { decision: 'APPROVE' })).toMatchObject({ code: 'conflict' });
    }
    await call('withdrawLimitRequest', { params: { requestId }, body: {} });
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('should be put to its level again, by fresh links, with what was told', async () => {
    const { ana, approvalId, ben, requestId } = await returned();
    await inform(requestId, 'The accounts are filed as of March.');
    const second = await pendingOn(requestId, 1, 2);
    expect(second.approvalId).not.toBe(approvalId);
    const fresh = await linkTo(ANA, requestId, 1);
    const freshOfBen = await linkTo(BEN, requestId, 1);
    expect(new Set([ana, ben, fresh, freshOfBen].map(({ url }) => url)).size).toBe(4);
    for (const old of [ana, ben]) {
      const { status, text } = await look(old.url);
      expect(status).toBe(410);
      expect(text).toContain('A newer mail has replaced this link');
      expect((await decideByLink(old, { decision: 'APPROVE' })).status).toBe(410);
    }
    expect(await refusedByApi(ANA, approvalId, { decision: 'APPROVE' })).toMatchObject({ code: 'conflict' });
    expect((await look(fresh.url)).text).toContain('The accounts are filed as of March.');
    expect((await mailTo(ANA, requestId, /filed as of March/)).text).toContain('accounts of last year');

    // Who returned it may decide now, and so may the others.
    expect((await decideByLink(fresh, { decision: 'APPROVE', approvedLimit: '55000' })).status).toBe(200);
    const { approvalId: last } = await pendingOn(requestId, 2);
    await decideByApi(MIA, last, { decision: 'APPROVE' });
    const done = await untilStatus(requestId, 'APPROVED');
    expect(done).toMatchObject({ approvedLimit: eur('55000.00'), information: [{ text: expect.any(String) }] });
    expect(done.levels[0]?.decisions.map(({ decision, round }) => [round, decision])).toEqual([
      [1, 'RETURN'],
      [2, 'APPROVE'],
    ]);
    expect((await profile(done.customerId)).creditLimit).toEqual(eur('55000.00'));
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('should be returned as often as information is missing, and also by a higher level', async () => {
    const { requestId } = await returned();
    await inform(requestId, 'Some accounts.');
    const second = await pendingOn(requestId, 1, 2);
    await decideByApi(BEN, second.approvalId, { decision: 'RETURN', comment: 'Of the other year.' });
    await inform(requestId, 'The right accounts.');
    const third = await pendingOn(requestId, 1, 3);
    await decideByApi(BEN, third.approvalId, { decision: 'APPROVE' });
    const higher = await pendingOn(requestId, 2);
    await decideByApi(MIA, higher.approvalId, { decision: 'RETURN', comment: 'What does the insurer say?' });
    await mailTo(SAM, requestId, /insurer/);
    expect((await request(requestId)).levels.map(({ status }) => status)).toEqual(['APPROVED', 'RETURNED']);
    await inform(requestId, 'Nothing against it.');
    // The level that returned it decides again, and no other.
    const again = await pendingOn(requestId, 2, 2);
    expect(again.approvers).toEqual([MIA]);
    expect((await linksAbout(requestId)).filter(({ to }) => to === ANA)).toHaveLength(3);
    await decideByApi(MIA, again.approvalId, { decision: 'REJECT', comment: 'No.' });
    await mailTo(SAM, requestId, /^Rejected/);
    expect((await mails(SAM, requestId)).map(({ subject }) => subject.split(':')[0]).toReversed()).toEqual([
      'More information needed',
      'More information needed',
      'More information needed',
      'Rejected',
    ]);
  });

  it('should take information once for each time that it is asked for', async () => {
    const { requestId } = await returned();
    const params = { requestId };
    const body = { information: 'Here they are.' };
    const headers = { 'idempotency-key': `inform-${requestId}` };
    const { body: first } = await call('informLimitRequest', { params, body, headers });
    await pendingOn(requestId, 1, 2);
    expect((await call('informLimitRequest', { params, body, headers })).body).toEqual(first);
    expect(await refusal('informLimitRequest', { params, body })).toMatchObject({ code: 'conflict' });
    expect((await request(requestId)).information).toHaveLength(1);
    expect(await refusal('informLimitRequest', { params, body: { information: '' } })).toMatchObject({
      code: 'validation',
    });
    await call('withdrawLimitRequest', { params, body: {} });
  });

  // The clock goes by days from here on.
  it('should expire when the information does not come, without any reminder to approvers', async () => {
    const { ana, ben, requestId } = await returned();
    await mailTo(SAM, requestId, /accounts of last year/);
    await advance('P13DT23H');
    expect(await request(requestId)).toMatchObject({ status: 'PENDING', levels: [{ status: 'RETURNED' }, {}] });
    await advance('PT1H');
    const { outcome } = await untilStatus(requestId, 'EXPIRED');
    expect(outcome).toMatchObject({ code: 'EXPIRED', text: expect.stringContaining('did not come in time') });
    expect(await linksAbout(requestId)).toHaveLength(2);
    for (const { url } of [ana, ben]) expect((await look(url)).status).toBe(410);
    expect(
      await refusal('informLimitRequest', { params: { requestId }, body: { information: 'Late.' } }),
    ).toMatchObject({ code: 'conflict' });
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('should have the time of a reminder counted from the round that is open', async () => {
    const { requestId } = await returned();
    await advance('P3D');
    await inform(requestId, 'At last.');
    await pendingOn(requestId, 1, 2);
    await linkTo(ANA, requestId, 1);
    await advance('PT23H');
    expect((await linksAbout(requestId)).filter(({ to }) => to === ANA)).toHaveLength(2);
    await advance('PT1H');
    await linkTo(ANA, requestId, 2);
    expect((await request(requestId)).levels[0]).toMatchObject({ round: 2, escalatedAt: null });
  });
});
