import { afterAll, describe, expect, it } from 'vitest';
import { ANA, BEN, eur, eventually, FRED, MIA, SAM, startApprovals } from '../../support/approvals.ts';
import { textOf } from '../../support/page-text.ts';

const platform = await startApprovals();
afterAll(platform.stop);
const { call, customer, decideByApi, decideByLink, events, limitChanges, linkTo, mails, mailTo } = platform;
const { pendingOn, profile, refusal, request, requestLimit, untilEnded, untilStatus } = platform;

/** A request of a new customer for which three levels are needed. */
const threeLevels = async () => {
  const customerId = await customer('50000.00');
  return { customerId, requestId: await requestLimit('300000.00', { customerId }) };
};

/** Has levels agree, each by the API, up to and with the last one named. */
const agreeUpTo = async (requestId: string, last: number) => {
  for (const [index, email] of [BEN, MIA, FRED].slice(0, last).entries()) {
    const { approvalId } = await pendingOn(requestId, index + 1);
    await decideByApi(email, approvalId, { decision: 'APPROVE' });
  }
};

const untilEvents = (customerId: string, type: string, count: number) =>
  eventually(`${count} events ${type}`, async () => {
    const found = await events(customerId, type);
    return found.length >= count ? found : undefined;
  });

describe('a request that three levels have to agree to', () => {
  it('should be granted for the smallest amount that any level approved, once', async () => {
    const { customerId, requestId } = await threeLevels();
    const first = await linkTo(ANA, requestId);
    const said = { decision: 'APPROVE', approvedLimit: '280000', comment: 'Pays on time.' };
    expect((await decideByLink(first, said)).status).toBe(200);
    const second = await pendingOn(requestId, 2);
    expect(second).toMatchObject({ role: 'credit-managers', approvers: [MIA] });
    expect((await profile(customerId)).creditLimit).toEqual(eur('50000.00'));
    await decideByApi(MIA, second.approvalId, { decision: 'APPROVE', approvedLimit: eur('200000.00') });
    const third = await linkTo(FRED, requestId);
    expect(await platform.mailTo(FRED, requestId, /Pays on time\./)).toBeDefined();
    expect((await decideByLink(third, { decision: 'APPROVE' })).status).toBe(200);

    const done = await untilStatus(requestId, 'APPROVED');
    expect(done).toMatchObject({
      approvedLimit: eur('200000.00'),
      outcome: { code: 'APPROVED', by: FRED },
      levels: [
        { status: 'APPROVED', decidedBy: ANA, approvedLimit: eur('280000.00'), comment: 'Pays on time.' },
        { status: 'APPROVED', decidedBy: MIA, approvedLimit: eur('200000.00') },
        { status: 'APPROVED', decidedBy: FRED, approvedLimit: eur('300000.00') },
      ],
    });
    expect((await profile(customerId)).creditLimit).toEqual(eur('200000.00'));
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED', output: { requestId } });
    const told = await mailTo(SAM, requestId, /Approved/);
    expect(told.text).toMatch(/EUR 200,000\.00/);

    const changes = await limitChanges(customerId);
    expect(changes.map(({ data }) => data)).toMatchObject([
      { requestId, to: { creditLimit: eur('200000.00') }, approvedBy: [ANA, MIA, FRED] },
    ]);
    // One for the limit that the customer began with.
    expect(await untilEvents(customerId, 'CreditLimitChanged', 2)).toHaveLength(2);
  });

  it('should mail each approver of a level once, and nobody of a level whose turn has not come', async () => {
    const { requestId } = await threeLevels();
    await linkTo(ANA, requestId);
    await linkTo(BEN, requestId);
    expect((await mails(undefined, requestId)).map(({ to }) => to).toSorted()).toEqual([ANA, BEN]);
    await agreeUpTo(requestId, 1);
    await linkTo(MIA, requestId);
    expect((await mails(undefined, requestId)).map(({ to }) => to).toSorted()).toEqual([ANA, BEN, MIA]);
    expect(await request(requestId)).toMatchObject({ levels: [{}, {}, { status: 'WAITING', approvers: [] }] });
  });

  it.each([
    [1, ANA],
    [2, MIA],
    [3, FRED],
  ])('should end when level %i rejects it, and change nothing', async (level, email) => {
    const { customerId, requestId } = await threeLevels();
    await agreeUpTo(requestId, level - 1);
    const { approvalId } = await pendingOn(requestId, level);
    const link = await linkTo(email, requestId);
    const answer = await decideByLink(link, { decision: 'REJECT', comment: 'Too much for one buyer.' });
    expect(answer.status).toBe(200);
    // At once, and not only when the workflow has heard of it.
    const statuses = ['APPROVED', 'APPROVED'].slice(0, level - 1);
    expect(await request(requestId)).toMatchObject({
      status: 'REJECTED',
      approvedLimit: null,
      outcome: { code: 'REJECTED', by: email, text: expect.stringContaining('Too much for one buyer.') },
    });
    expect((await request(requestId)).levels.map(({ status }) => status)).toEqual(
      [...statuses, 'REJECTED', 'CLOSED', 'CLOSED'].slice(0, 3),
    );
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
    expect((await mailTo(SAM, requestId, /Rejected/)).text).toContain('Too much for one buyer.');
    expect(await platform.refusedByApi(email, approvalId, { decision: 'APPROVE' })).toMatchObject({ code: 'conflict' });
    expect((await profile(customerId)).creditLimit).toEqual(eur('50000.00'));
    expect(await limitChanges(customerId)).toEqual([]);
  });

  it.each([1, 2, 3])('should end when it is withdrawn while level %i has a mail open', async (level) => {
    const { customerId, requestId } = await threeLevels();
    await agreeUpTo(requestId, level - 1);
    const { approvalId, approvers } = await pendingOn(requestId, level);
    const email = approvers[0] ?? '';
    const link = await linkTo(email, requestId);
    const withdraw = () => call('withdrawLimitRequest', { params: { requestId }, body: { reason: 'Order was lost.' } });
    expect((await withdraw()).body).toMatchObject({ status: 'WITHDRAWN', outcome: { code: 'WITHDRAWN' } });
    for (const method of ['GET', 'HEAD']) expect((await fetch(link.url, { method })).status).toBe(410);
    const { html, status } = await decideByLink(link, { decision: 'APPROVE' });
    expect(status).toBe(410);
    expect(textOf(html)).toContain('The request was withdrawn');
    expect(await platform.refusedByApi(email, approvalId, { decision: 'APPROVE' })).toMatchObject({ code: 'conflict' });
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
    expect((await mailTo(SAM, requestId, /Withdrawn/i)).text).toContain('Order was lost.');
    // Again, nothing changes; and it can be withdrawn by nobody once it has ended otherwise.
    const before = await request(requestId);
    expect((await withdraw()).body).toEqual(before);
    expect(await mails(SAM, requestId)).toHaveLength(1);
    expect(await limitChanges(customerId)).toEqual([]);
  });
});

describe('what has ended', () => {
  it('should not be withdrawn, informed or resumed any more', async () => {
    const requestId = await requestLimit('60000.00');
    const { approvalId } = await pendingOn(requestId);
    await decideByApi(ANA, approvalId, { decision: 'REJECT' });
    const params = { requestId };
    const withdrawn = await refusal('withdrawLimitRequest', { params, body: {} });
    expect(withdrawn).toMatchObject({ code: 'conflict', detail: expect.stringContaining(`${ANA} rejected it`) });
    expect(await refusal('informLimitRequest', { params, body: { information: 'Here.' } })).toMatchObject({
      code: 'conflict',
    });
    expect(await refusal('resumeLimitRequest', { params, body: {} })).toMatchObject({ code: 'conflict' });
    expect((await request(requestId)).status).toBe('REJECTED');
  });
});

describe('the levels of a request', () => {
  it.each([
    ['50000.00', '60000.00', ['credit-analysts', 'credit-managers']],
    ['100000.00', '50000.00', ['credit-analysts']],
    ['20000.00', '30000.00', ['credit-analysts']],
    ['20000.00', '30000.01', ['credit-analysts', 'credit-managers']],
    ['200000.00', '250000.00', ['credit-analysts', 'credit-managers']],
    ['200000.00', '250000.01', ['credit-analysts', 'credit-managers', 'finance-directors']],
    [null, '50000.00', ['credit-analysts']],
    [null, '50000.01', ['credit-analysts', 'credit-managers']],
    ['unlimited', '10000.00', ['credit-analysts']],
    ['0.00', '0.01', ['credit-analysts', 'credit-managers']],
  ])('should be those of the matrix for a limit of %s that is to become %s', async (present, requested, roles) => {
    const customerId = await customer();
    if (present !== null) await platform.setLimit(customerId, present);
    const requestId = await requestLimit(requested, { customerId });
    await pendingOn(requestId);
    expect((await request(requestId)).levels.map(({ role }) => role)).toEqual(roles);
    await call('withdrawLimitRequest', { params: { requestId }, body: {} });
  });
});
