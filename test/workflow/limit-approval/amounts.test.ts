import { afterAll, describe, expect, it } from 'vitest';
import { ANA, eur, MIA, startApprovals } from '../../support/approvals.ts';
import { money } from '../../support/e2e/ledger.ts';
import { textOf } from '../../support/page-text.ts';

const platform = await startApprovals();
afterAll(platform.stop);
const { customer, day, decideByApi, decideByLink, limitChanges, linkTo, pendingOn, profile } = platform;
const { refusedByApi, request, requestLimit, untilEnded, untilStatus } = platform;

/** A request of a new customer for a limit above the one it has, on which one level decides. */
const oneLevel = async (limit = '30000.00', requested = '40000.00', more: Readonly<Record<string, unknown>> = {}) => {
  const customerId = await customer(limit);
  const requestId = await requestLimit(requested, { customerId, ...more });
  const { approvalId } = await pendingOn(requestId);
  return { approvalId, customerId, requestId };
};

describe('an approver', () => {
  it.each([
    ['the whole amount', '40000.00', '40000.00'],
    ['one cent less', '39999.99', '39999.99'],
    ['one cent', '0.01', '0.01'],
    ['less than the customer has now', '5000.00', '5000.00'],
  ])('should be able to approve %s by the API', async (_what, approvedLimit, limit) => {
    const { approvalId, customerId, requestId } = await oneLevel('30000.00', '40000.00');
    await decideByApi(ANA, approvalId, { decision: 'APPROVE', approvedLimit: eur(approvedLimit) });
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({ approvedLimit: eur(limit) });
    expect((await profile(customerId)).creditLimit).toEqual(eur(limit));
  });

  it.each([
    ['more than is requested', eur('40000.01'), 'unprocessable'],
    ['another currency', money('30000.00', 'USD'), 'unprocessable'],
    ['nothing', eur('0.00'), 'validation'],
    ['less than nothing', eur('-1.00'), 'validation'],
    ['too many decimals', eur('1.005'), 'validation'],
    ['a number', { amount: 30000, currency: 'EUR' }, 'validation'],
  ])('should not be able to approve %s', async (_what, approvedLimit, code) => {
    const { approvalId, requestId } = await oneLevel('30000.00', '40000.00');
    const refused = await refusedByApi(ANA, approvalId, { decision: 'APPROVE', approvedLimit });
    expect(refused).toMatchObject({ code, errors: [{ path: expect.stringMatching(/^approvedLimit/) }] });
    expect(await request(requestId)).toMatchObject({ status: 'PENDING', levels: [{ decisions: [] }] });
  });

  it.each([
    ['40000.01', 'must not be more than EUR 40,000.00'],
    ['0', 'must be more than zero'],
    ['0.00', 'must be more than zero'],
    ['-5', 'Write the approved limit like'],
    ['40.000,00', 'Write the approved limit like'],
    ['1e4', 'Write the approved limit like'],
    ['USD 30000', 'Write the approved limit like'],
    ['1.005', 'EUR has 2 decimals'],
  ])('should be told by the page what is wrong with %s', async (approvedLimit, words) => {
    const { requestId } = await oneLevel('30000.00', '40000.00');
    const link = await linkTo(ANA, requestId);
    const { html, status } = await decideByLink(link, { decision: 'APPROVE', approvedLimit });
    expect(status).toBe(422);
    expect(textOf(html)).toContain(words);
    expect(await request(requestId)).toMatchObject({ status: 'PENDING', levels: [{ decisions: [] }] });
  });

  it.each([
    ['EUR 35,000.5', '35000.50'],
    ['35 000', '35000.00'],
    ["35'000.00 EUR", '35000.00'],
  ])('should be understood by the page when writing %s', async (approvedLimit, limit) => {
    const { requestId } = await oneLevel('30000.00', '40000.00');
    const link = await linkTo(ANA, requestId);
    expect((await decideByLink(link, { decision: 'APPROVE', approvedLimit })).status).toBe(200);
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({ approvedLimit: eur(limit) });
  });

  it.each([
    ['REJECT', 'REJECTED'],
    ['RETURN', 'PENDING'],
  ] as const)('should have no amount counted beside %s', async (decision, status) => {
    const { approvalId, requestId } = await oneLevel();
    await decideByApi(ANA, approvalId, { decision, approvedLimit: eur('100.00'), comment: 'Why so much?' });
    const view = await untilStatus(requestId, status);
    expect(view).toMatchObject({ approvedLimit: null, levels: [{ approvedLimit: null, comment: 'Why so much?' }] });
  });

  it('should not be able to release part of an order', async () => {
    const customerId = await customer('1000.00');
    const { decision, decisionId } = await platform.check(customerId, eur('1500.00'));
    expect(decision).toBe('REFERRED');
    const body = {
      customerId,
      kind: 'ORDER_RELEASE',
      decisionId,
      reason: 'A good customer.',
      requestedBy: 'a@b.example',
    };
    const { requestId } = (await platform.call('requestLimit', { body })).body;
    const { approvalId } = await pendingOn(requestId);
    const part = { decision: 'APPROVE', approvedLimit: eur('1000.00') };
    expect(await refusedByApi(ANA, approvalId, part)).toMatchObject({ errors: [{ path: 'approvedLimit' }] });
    expect(await decideByApi(ANA, approvalId, { decision: 'APPROVE' })).toMatchObject({ approvedLimit: null });
    await untilStatus(requestId, 'APPROVED');
  });
});

describe('a temporary limit', () => {
  const temporary = async () => ({ kind: 'TEMPORARY', validTo: await day(30) });

  it('should be granted for the smallest amount above the credit limit, and not below it', async () => {
    const { approvalId, customerId, requestId } = await oneLevel('40000.00', '80000.00', await temporary());
    for (const approvedLimit of [eur('40000.00'), eur('39999.99'), eur('0.01')]) {
      // It would take credit away from the customer until its last day.
      expect(await refusedByApi(ANA, approvalId, { decision: 'APPROVE', approvedLimit })).toMatchObject({
        code: 'unprocessable',
        errors: [{ path: 'approvedLimit', message: expect.stringContaining('above the credit limit of 40000.00 EUR') }],
      });
    }
    const link = await linkTo(ANA, requestId);
    const { html, status } = await decideByLink(link, { decision: 'APPROVE', approvedLimit: '40000' });
    expect(status).toBe(422);
    expect(textOf(html)).toContain('above the credit limit of 40000.00 EUR');
    const comment = 'For the season.';
    await decideByApi(ANA, approvalId, { decision: 'APPROVE', approvedLimit: eur('40000.01'), comment });
    const second = await pendingOn(requestId, 2);
    await decideByApi(MIA, second.approvalId, { decision: 'APPROVE', approvedLimit: eur('60000.00') });
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({ approvedLimit: eur('40000.01') });
    expect(await profile(customerId)).toMatchObject({
      creditLimit: eur('40000.00'),
      temporaryLimit: { amount: eur('40000.01') },
      effectiveLimit: eur('40000.01'),
    });
    expect(await limitChanges(customerId)).toEqual([]);
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
  });
});
