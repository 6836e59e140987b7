import { beforeAll, describe, expect, it } from 'vitest';
import { eur, newId } from '../support/e2e/ledger.ts';
import { ownPlatform } from '../support/e2e/own-platform.ts';

// A platform of its own: the policy is one for all customers of a platform.
const { call, check, customer, history, invoice, reserve } = await ownPlatform();

beforeAll(async () => {
  const { document } = (await call('getPolicy')).body;
  const body = {
    ...document,
    creditChecks: { ...document.creditChecks, unusualOrder: { ...unusual, action: 'REFER' as const } },
    rules: [
      {
        id: 'spring-seeds',
        when: { productCategories: ['SEEDS'] },
        set: { termsDays: 60, earlyPaymentDiscountPercent: '2', tolerancePercent: '10' },
      },
      { id: 'overseas', when: { regions: ['OVERSEAS'] }, set: { maxOrder: eur('500.00') } },
      { id: 'cards', when: { productCategories: ['GIFT-CARDS'] }, set: { outcome: 'DECLINED' as const } },
    ],
  };
  expect((await call('putPolicyDraft', { body })).status).toBe(201);
  expect((await call('publishPolicy')).body.version).toBe(2);
});

const unusual = { timesAverage: '3', timesDailyPace: '50', minimumInvoices: 2 };

const codes = ({ reasons }: { readonly reasons: readonly { readonly code: string }[] }) =>
  reasons.map(({ code }) => code);

describe('a policy with rules', () => {
  it('should give an order of a product category its terms, its discount and its tolerance', async () => {
    const customerId = await customer('100.00');
    const seeds = { productCategory: 'SEEDS' };
    const held = await reserve(customerId, eur('110.00'), seeds);
    expect(held).toMatchObject({
      decision: 'APPROVED',
      terms: { days: 60, earlyPaymentDiscountPercent: '2' },
      because: { termsDays: 'spring-seeds', tolerancePercent: 'spring-seeds' },
      policyVersion: 2,
    });
    const other = await customer('100.00');
    const plain = await check(other, eur('110.00'));
    expect(plain).toMatchObject({ decision: 'REFERRED', terms: { days: 30 } });
    expect(plain.terms).toEqual({ days: 30 });
    expect((await check(other, eur('110.01'), seeds)).counterOffer).toMatchObject({ maxAmount: eur('110.00') });
  });

  it('should refer and decline by rules, and name them', async () => {
    const overseas = await customer('9000.00', { region: 'OVERSEAS' });
    const large = await check(overseas, eur('500.01'));
    expect(large).toMatchObject({
      decision: 'REFERRED',
      reasons: [{ code: 'ORDER_TOO_LARGE', facts: { rule: 'overseas', maximumOrder: eur('500.00') } }],
    });
    expect((await check(overseas, eur('500.00'))).decision).toBe('APPROVED');
    const cards = await check(overseas, eur('1.00'), { productCategory: 'GIFT-CARDS' });
    expect(cards).toMatchObject({ decision: 'DECLINED', reasons: [{ facts: { rule: 'cards' } }] });
  });

  it('should refer an order that is unusual for the customer', async () => {
    const customerId = await customer('9000.00');
    for (let count = 0; count < 2; count += 1) await invoice({ customerId, amount: eur('100.00') });
    expect((await check(customerId, eur('300.00'))).decision).toBe('APPROVED');
    const referred = await check(customerId, eur('300.01'));
    expect([referred.decision, codes(referred)]).toEqual(['REFERRED', ['UNUSUAL_ORDER']]);
  });

  it('should show what a decision was made on in the history alone, sealed with it', async () => {
    const customerId = await customer('100.00');
    const orderId = newId('O');
    const held = await reserve(customerId, eur('10.00'), { orderId });
    const params = { decisionId: held.decisionId };
    expect(held).not.toHaveProperty('inputs');
    expect(await reserve(customerId, eur('10.00'), { orderId })).toEqual(held);
    expect((await call('getDecision', { params })).body).toEqual(held);
    expect((await call('verifyDecision', { params })).body).toMatchObject({ valid: true });
    const [entry] = (await history(customerId)).filter(({ kind }) => kind === 'CreditDecisionMade');
    expect(entry?.data['inputs']).toMatchObject({ account: { creditLimit: '10000' } });
  });
});
