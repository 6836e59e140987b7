import { afterAll, describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../../shared/domain/policy/document.ts';
import { ANA, BEN, eur, eventually, FRED, MIA, PIA, SAM, startApprovals } from '../../support/approvals.ts';
import { textOf } from '../../support/page-text.ts';

const platform = await startApprovals();
afterAll(platform.stop);
const { call, customer, day, decideByApi, decideByLink, events, invoice, limitChanges, linksAbout, linkTo } = platform;
const { mails, mailTo, pay, pendingOn, profile, publishPolicy, refusedByApi, request, requestLimit } = platform;
const { setGrade, untilEnded, untilStatus } = platform;

/** Puts a policy in force whose approvals differ. */
const approving = (change: (approvals: PolicyDocument['approvals']) => Partial<PolicyDocument['approvals']>) =>
  publishPolicy((document) => ({ ...document, approvals: { ...document.approvals, ...change(document.approvals) } }));

describe('a request that the policy puts to nobody', () => {
  const askFor = (customerId: string, amount: string, more = {}) => requestLimit(amount, { customerId, ...more });

  it('should still be put to people while no limit is recommended', async () => {
    const customerId = await customer('10000.00');
    await setGrade(customerId, 'A');
    const requestId = await askFor(customerId, '12000.00');
    expect(await pendingOn(requestId)).toMatchObject({ role: 'credit-analysts' });
    await call('withdrawLimitRequest', { params: { requestId }, body: {} });
  });

  it('should be applied at once within the recommended limit, and a request for the same amount confirms it', async () => {
    const customerId = await customer('5000.00');
    for (const offset of [-70, -40]) {
      const { invoiceId } = await invoice({
        ...{ customerId, amount: eur('9000.00') },
        ...{ issuedOn: await day(offset), dueOn: await day(offset + 10) },
      });
      const allocations = [{ invoiceId, amount: eur('9000.00') }];
      await pay({ customerId, amount: eur('9000.00'), receivedOn: await day(offset + 10), allocations });
    }
    await setGrade(customerId, 'A');
    const { recommendation, recommendedLimit } = await profile(customerId);
    // 18,000.00 in two or three months, at 30 days, times 120 %.
    expect(['7200.00', '10800.00']).toContain(recommendedLimit?.amount);
    expect(recommendation.reasons.map(({ code }) => code)).toContain('NEED');
    const withReasons = {
      recommendedLimit,
      assessment: { recommendedBecause: recommendation.reasons.map(({ text }) => text) },
    };
    for (const _time of ['raised', 'confirmed']) {
      const requestId = await askFor(customerId, '7000.00');
      expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({ levels: [], ...withReasons });
    }
    expect((await limitChanges(customerId)).map(({ data }) => data['to'])).toEqual([
      { creditLimit: eur('7000.00'), unlimited: false },
      { creditLimit: eur('7000.00'), unlimited: false },
    ]);
    const above = await askFor(customerId, '10900.00');
    expect(await pendingOn(above)).toMatchObject({ role: 'credit-analysts' });
    const { text } = await mailTo(ANA, above, /^Decision needed/);
    expect(text.replaceAll(/\s+/g, ' ')).toContain(recommendation.reasons[0]?.text);
    await call('withdrawLimitRequest', { params: { requestId: above }, body: {} });
  });

  it('should be applied at once, with no levels and no mail to an approver', async () => {
    await approving(({ straightThrough }) => ({
      straightThrough: straightThrough && { ...straightThrough, withinRecommendation: false },
    }));
    const customerId = await customer('10000.00');
    await setGrade(customerId, 'A');
    const requestId = await askFor(customerId, '25000.00');
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({
      levels: [],
      approvedLimit: eur('25000.00'),
      assessment: { grade: 'A', policyVersion: 2 },
      outcome: { code: 'STRAIGHT_THROUGH', by: null },
    });
    expect((await profile(customerId)).creditLimit).toEqual(eur('25000.00'));
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
    await mailTo(SAM, requestId, /^Approved/);
    expect((await mails(undefined, requestId)).map(({ to }) => to)).toEqual([SAM]);
    expect((await limitChanges(customerId)).map(({ data }) => data)).toMatchObject([{ requestId, approvedBy: [] }]);
    const announced = await eventually('the event', async () => {
      const found = await events(customerId, 'CreditLimitChanged');
      return found.length > 1 ? found : undefined;
    });
    expect(announced).toHaveLength(2);
  });

  it.each([
    ['a cent above the bound', 'A', '25000.01', {}],
    ['a grade that is not good enough', 'C', '12000.00', {}],
    ['no grade', null, '12000.00', {}],
  ])('should be put to people with %s', async (_what, grade, amount, more) => {
    const customerId = await customer('20000.00');
    if (grade !== null) await setGrade(customerId, grade);
    const requestId = await askFor(customerId, amount, more);
    await linkTo(ANA, requestId);
    expect((await profile(customerId)).creditLimit).toEqual(eur('20000.00'));
    await call('withdrawLimitRequest', { params: { requestId }, body: {} });
  });

  it('should be applied in the order of two that come at the same instant, each once', async () => {
    const customerId = await customer('10000.00');
    await setGrade(customerId, 'B');
    const ids = await Promise.all(['11000.00', '12000.00'].map((amount) => askFor(customerId, amount)));
    await Promise.all(ids.map(untilEnded));
    const ended = await Promise.all(ids.map(request));
    // The second one may have been assessed on the limit before the first was applied, and then lapses.
    expect(ended.map(({ status }) => status)).toContain('APPROVED');
    const changes = await limitChanges(customerId);
    expect(changes).toHaveLength(ended.filter(({ status }) => status === 'APPROVED').length);
    expect(changes.at(-1)?.data).toMatchObject({ to: { creditLimit: (await profile(customerId)).creditLimit } });
  });
});

describe('an amount above which the policy asks for a sign-in', () => {
  it('should show the page without a form, refuse its POST, and let the API decide', async () => {
    await approving(() => ({ signInAbove: eur('60000.00') }));
    const customerId = await customer('50000.00');
    const requestId = await requestLimit('60000.01', { customerId });
    const link = await linkTo(ANA, requestId);
    const page = await fetch(link.url);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).not.toContain('<form');
    expect(textOf(html)).toMatch(/sign(ing)? in/i);
    for (const code of [link.code, '000000', '']) {
      const answer = await decideByLink({ ...link, code }, { decision: 'APPROVE' });
      expect(answer.status).toBe(403);
    }
    expect((await request(requestId)).levels[0]?.decisions).toEqual([]);
    const { approvalId } = await pendingOn(requestId);
    await decideByApi(ANA, approvalId, { decision: 'APPROVE', approvedLimit: eur('50000.01') });
    expect((await fetch(link.url)).status).toBe(410);
    const second = await pendingOn(requestId, 2);
    // It is the requested amount that counts, not what a level before has made of it.
    const mia = await linkTo(MIA, requestId);
    expect((await decideByLink(mia, { decision: 'APPROVE' })).status).toBe(403);
    await decideByApi(MIA, second.approvalId, { decision: 'APPROVE' });
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({ approvedLimit: eur('50000.01') });
  });

  it('should not be asked for up to that amount', async () => {
    const requestId = await requestLimit('60000.00');
    const link = await linkTo(BEN, requestId);
    expect(await (await fetch(link.url)).text()).toContain('<form');
    expect((await decideByLink(link, { decision: 'REJECT' })).status).toBe(200);
    await approving(() => ({ signInAbove: null }));
  });
});

describe('a level that all of its approvers must approve', () => {
  const allOf = async (requested = '20000.00') => {
    const customerId = await customer('15000.00');
    const requestId = await requestLimit(requested, { customerId });
    const { approvalId } = await pendingOn(requestId);
    return { approvalId, customerId, requestId };
  };

  it('should be decided by the last of them, for the smallest of their amounts', async () => {
    await approving(({ limits }) => ({
      limits: limits.map((level) => (level.level === 1 ? { ...level, decidedBy: 'ALL_OF' as const } : level)),
    }));
    const { approvalId, customerId, requestId } = await allOf();
    const ana = await linkTo(ANA, requestId);
    const ben = await linkTo(BEN, requestId);
    const first = await decideByLink(ana, { decision: 'APPROVE', approvedLimit: '18000', comment: 'Not more.' });
    expect(first.status).toBe(200);
    expect(textOf(first.html)).toContain(BEN);
    expect(await request(requestId)).toMatchObject({
      status: 'PENDING',
      levels: [{ status: 'PENDING', deciders: 'ALL_OF', decidedBy: null, decisions: [{ decidedBy: ANA }] }],
    });
    // She has decided, whichever way she comes.
    expect((await decideByLink(ana, { decision: 'REJECT' })).status).toBe(410);
    expect(await refusedByApi(ANA, approvalId, { decision: 'REJECT' })).toMatchObject({ code: 'conflict' });
    const waiting = async (email: string) =>
      (await call('listApprovals', await platform.as(email))).body.items.filter((one) => one.requestId === requestId);
    expect(await waiting(ANA)).toHaveLength(0);
    expect(await waiting(BEN)).toHaveLength(1);
    expect(await (await fetch(ben.url)).text()).toContain('<form');
    expect((await decideByLink(ben, { decision: 'APPROVE', approvedLimit: '19000' })).status).toBe(200);
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({
      approvedLimit: eur('18000.00'),
      levels: [{ status: 'APPROVED', approvedLimit: eur('18000.00') }],
    });
    expect((await profile(customerId)).creditLimit).toEqual(eur('18000.00'));
    const changes = await limitChanges(customerId);
    expect(changes.map(({ data }) => data)).toMatchObject([{ approvedBy: [ANA, BEN] }]);
  });

  it('should be decided once when the last two approve at the same instant', async () => {
    const { customerId, requestId } = await allOf();
    const [ana, ben] = [await linkTo(ANA, requestId), await linkTo(BEN, requestId)];
    const answers = await Promise.all([
      decideByLink(ana, { decision: 'APPROVE', approvedLimit: '17000' }),
      decideByLink(ben, { decision: 'APPROVE', approvedLimit: '16000' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({ approvedLimit: eur('16000.00') });
    expect(await limitChanges(customerId)).toHaveLength(1);
  });

  it.each([
    ['before anybody has approved', false],
    ['after somebody has approved', true],
  ])('should end with one rejection, %s', async (_when, isSecond) => {
    const { approvalId, customerId, requestId } = await allOf();
    const ben = await linkTo(BEN, requestId);
    if (isSecond) await decideByApi(ANA, approvalId, { decision: 'APPROVE' });
    const rejecting = isSecond ? BEN : ANA;
    await decideByApi(rejecting, approvalId, { decision: 'REJECT', comment: 'Never.' });
    expect(await request(requestId)).toMatchObject({ status: 'REJECTED', outcome: { by: rejecting } });
    expect((await fetch(ben.url)).status).toBe(410);
    expect((await untilEnded(requestId)).status).toBe('SUCCEEDED');
    expect(await limitChanges(customerId)).toEqual([]);
  });

  it('should be asked of all again when one of them has returned it, whatever was approved before', async () => {
    const { approvalId, requestId } = await allOf();
    await decideByApi(ANA, approvalId, { decision: 'APPROVE', approvedLimit: eur('16000.00') });
    await decideByApi(BEN, approvalId, { decision: 'RETURN', comment: 'For what?' });
    await call('informLimitRequest', { params: { requestId }, body: { information: 'For a machine.' } });
    const again = await pendingOn(requestId, 1, 2);
    await linkTo(ANA, requestId, 1);
    await decideByApi(BEN, again.approvalId, { decision: 'APPROVE', approvedLimit: eur('19000.00') });
    expect((await request(requestId)).levels[0]?.status).toBe('PENDING');
    await decideByApi(ANA, again.approvalId, { decision: 'APPROVE' });
    // What was approved in the round before does not count.
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({ approvedLimit: eur('19000.00') });
    expect((await linksAbout(requestId)).filter(({ to }) => to === ANA)).toHaveLength(2);
  });

  it('should stay so for a request that began under that policy when a later one asks for one of them', async () => {
    const { approvalId, requestId } = await allOf();
    await approving(({ limits }) => ({ limits: limits.map((level) => ({ ...level, decidedBy: 'ONE_OF' as const })) }));
    await decideByApi(ANA, approvalId, { decision: 'APPROVE' });
    expect(await request(requestId)).toMatchObject({ levels: [{ status: 'PENDING', deciders: 'ALL_OF' }] });
    await decideByApi(BEN, approvalId, { decision: 'APPROVE' });
    await untilStatus(requestId, 'APPROVED');
    const later = await allOf();
    await decideByApi(BEN, later.approvalId, { decision: 'APPROVE' });
    await untilStatus(later.requestId, 'APPROVED');
  });
});

describe('a role that the policy delegates', () => {
  const LEA = 'lea.lead@example.com';
  const others = { [MIA]: ['credit-managers'], [FRED]: ['finance-directors'], [PIA]: ['platform-admins'] };

  it('should be asked in the place of one in which nobody is, and decide for it', async () => {
    await approving(() => ({ delegations: [{ role: 'credit-analysts', to: 'collection-leads' }] }));
    const customerId = await customer('50000.00');
    await platform.people({ ...others, [LEA]: ['collection-leads'] });
    const requestId = await requestLimit('60000.00', { customerId });
    expect(await pendingOn(requestId)).toMatchObject({
      role: 'credit-analysts',
      askedRole: 'collection-leads',
      approvers: [LEA],
    });
    expect((await decideByLink(await linkTo(LEA, requestId), { decision: 'APPROVE' })).status).toBe(200);
    // What was decided in the place of analysts is no decision of the managers.
    expect((await decideByLink(await linkTo(MIA, requestId), { decision: 'APPROVE' })).status).toBe(200);
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({
      levels: [{ decidedBy: LEA }, { decidedBy: MIA, status: 'APPROVED' }],
    });
  });

  it('should not be asked while somebody of the role can be reached', async () => {
    await platform.people({ ...others, [ANA]: ['credit-analysts'], [LEA]: ['collection-leads'] });
    const requestId = await requestLimit('40000.00');
    expect(await pendingOn(requestId)).toMatchObject({ askedRole: 'credit-analysts', approvers: [ANA] });
  });
});

describe('a level that a rule asks for', () => {
  it('should be put to people, however small the amount', async () => {
    await publishPolicy((document) => ({
      ...document,
      rules: [{ id: 'new-trade', when: { segments: ['delicate'] }, set: { requiredLevel: 2 } }],
    }));
    const customerId = await customer('10000.00', { segment: 'delicate' });
    const requestId = await requestLimit('11000.00', { customerId });
    await pendingOn(requestId);
    expect((await request(requestId)).levels.map(({ role }) => role)).toEqual(['credit-analysts', 'credit-managers']);
  });
});
