import { beforeAll, describe, expect, it } from 'vitest';
import type { PolicyVersionView } from '../../shared/contracts/policy.ts';
import { eur } from '../support/e2e/ledger.ts';
import { ownPlatform } from '../support/e2e/own-platform.ts';

// A platform of its own: the policy is one for all customers of a platform.
const { advance, call, check, customer, day, invoice, refusal, reserve } = await ownPlatform({
  withoutSchedules: true,
});

const inForce = async (): Promise<PolicyVersionView> => (await call('getPolicy')).body;

/** Orders above 150.00 are referred, and key accounts may pass their limits by half. */
const stricter = async () => {
  const { document } = await inForce();
  return {
    ...document,
    creditChecks: { ...document.creditChecks, maxOrders: [eur('150.00')] },
    rules: [{ id: 'key-accounts', when: { segments: ['key'] }, set: { tolerancePercent: '50' } }],
  };
};

const simulate = async (from: string, to: string) => (await call('simulatePolicy', { body: { from, to } })).body;

describe('a draft of the policy', () => {
  let from: string;
  let retail: string;
  let key: string;
  let large: string;
  let above: string;

  beforeAll(async () => {
    from = await day();
    retail = await customer('1000.00');
    key = await customer('100.00', { segment: 'key' });
    await reserve(retail, eur('100.00'), { orderId: 'small' });
    large = (await reserve(retail, eur('200.00'), { orderId: 'large' })).decisionId;
    await check(retail, eur('5000.00'));
    above = (await reserve(key, eur('120.00'), { orderId: 'above' })).decisionId;
    await invoice({ customerId: retail, orderId: 'large', amount: eur('180.00'), dueOn: await day(10) });
  });

  it('should not be simulated before it is written, nor on days that cannot be', async () => {
    expect(await refusal('simulatePolicy', { body: { from, to: from } })).toMatchObject({ code: 'conflict' });
    const wrong = { from: '2026-03-02', to: '2026-03-01' };
    expect(await refusal('simulatePolicy', { body: wrong })).toMatchObject({ errors: [{ path: 'to' }] });
    const future = { from: await day(1), to: await day(2) };
    expect(await refusal('simulatePolicy', { body: future })).toMatchObject({ errors: [{ path: 'from' }] });
    const long = { from: '2020-01-01', to: await day() };
    expect(await refusal('simulatePolicy', { body: long })).toMatchObject({ errors: [{ path: 'from' }] });
  });

  it('should flip nothing while it says what is in force', async () => {
    await call('putPolicyDraft', { body: (await inForce()).document });
    expect(await simulate(from, from)).toMatchObject({
      decisions: { simulated: 4, same: 4, flipped: 0 },
      flips: [],
      exposure: { added: [], refused: [] },
      examples: [],
      truncatedBefore: null,
    });
  });

  it('should name the decisions that it flips, and the exposure that it adds and refuses', async () => {
    await call('putPolicyDraft', { body: await stricter() });
    const simulated = await simulate(from, from);
    expect(simulated).toMatchObject({
      period: { from, to: from },
      basedOnVersion: 1,
      decisions: { simulated: 4, same: 2, flipped: 2 },
      flips: [
        { from: 'APPROVED', to: 'REFERRED', decisions: 1 },
        { from: 'REFERRED', to: 'APPROVED', decisions: 1 },
      ],
      exposure: {
        added: [{ currency: 'EUR', orders: 1, amount: eur('120.00'), notInvoiced: eur('120.00'), lateShare: null }],
        refused: [{ orders: 1, amount: eur('200.00'), invoiced: eur('180.00'), late: eur('0.00'), lateShare: 0 }],
      },
      bySegment: [
        { segment: 'key', decisions: 1, flipped: 1 },
        { segment: 'retail', decisions: 3, flipped: 1 },
      ],
    });
    expect(simulated.examples).toMatchObject([
      { decisionId: above, customerId: key, orderId: 'above', reasonsBefore: ['LIMIT_EXCEEDED'] },
      { decisionId: large, customerId: retail, from: 'APPROVED', to: 'REFERRED', reasonsAfter: ['ORDER_TOO_LARGE'] },
    ]);
  });

  it('should say what of the refused exposure went late later on', async () => {
    await advance('P12D');
    const { exposure } = await simulate(from, await day());
    expect(exposure.refused).toMatchObject([{ late: eur('180.00'), lateShare: 1, legal: eur('0.00') }]);
  });

  it('should have changed nothing', async () => {
    expect((await inForce()).version).toBe(1);
    expect((await call('getDecision', { params: { decisionId: large } })).body.decision).toBe('APPROVED');
  });
});

describe('a draft in shadow', () => {
  it('should decide beside the policy in force, which alone counts', async () => {
    expect(await refusal('getShadowPolicy')).toMatchObject({ code: 'not-found' });
    await call('putPolicyDraft', { body: await stricter() });
    const started = (await call('startShadowPolicy')).body;
    expect(started).toMatchObject({ basedOnVersion: 1, decisions: { both: 0, same: 0, flipped: 0, failed: 0 } });
    expect(started.changes).toEqual(['creditChecks.maxOrders[0]', 'rules[0]']);

    const customerId = await customer('1000.00');
    const counted = await reserve(customerId, eur('200.00'), { orderId: 'counted' });
    expect(counted).toMatchObject({ decision: 'APPROVED', reservation: { orderId: 'counted' }, policyVersion: 1 });
    expect(counted).not.toHaveProperty('shadow');
    await reserve(customerId, eur('10.00'));
    expect((await call('startShadowPolicy')).body.since).toBe(started.since);

    expect((await call('getShadowPolicy')).body).toMatchObject({
      draftHash: started.draftHash,
      decisions: { both: 2, same: 1, flipped: 1, failed: 0 },
      flips: [{ from: 'APPROVED', to: 'REFERRED', decisions: 1 }],
      examples: [{ decisionId: counted.decisionId, reasonsAfter: ['ORDER_TOO_LARGE'] }],
    });
    const verified = await call('verifyDecision', { params: { decisionId: counted.decisionId } });
    expect(verified.body.valid).toBe(true);
  });

  it('should end when it is ended, as often as that is done', async () => {
    expect((await call('endShadowPolicy')).status).toBe(204);
    expect((await call('endShadowPolicy')).status).toBe(204);
    expect(await refusal('getShadowPolicy')).toMatchObject({ code: 'not-found' });
    expect((await inForce()).version).toBe(1);
  });

  it('should end when a version is published', async () => {
    await call('startShadowPolicy');
    expect((await call('publishPolicy')).body.version).toBe(2);
    expect(await refusal('getShadowPolicy')).toMatchObject({ code: 'not-found' });
    expect(await refusal('startShadowPolicy')).toMatchObject({ code: 'conflict' });
  });
});
