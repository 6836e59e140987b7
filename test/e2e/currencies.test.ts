import { beforeAll, describe, expect, it } from 'vitest';
import { eur, money, newId, sharedPlatform } from '../support/e2e/ledger.ts';

const { advance, call, check, customer, day, invoice, pay, profile, refusal, reserve } = sharedPlatform();

const usd = (amount: string) => money(amount, 'USD');
const codes = ({ reasons }: { reasons: readonly { code: string }[] }) => reasons.map(({ code }) => code);

const rates = { base: 'EUR', rates: { USD: '1.0832', JPY: '162.45', KWD: '0.3341' } };

describe('customers in other currencies', () => {
  it('should be kept in yen without decimals and in dinars with three', async () => {
    const yen = await customer('1000', { currency: 'JPY' });
    expect((await reserve(yen, money('999', 'JPY'))).available).toEqual(money('1', 'JPY'));
    expect(codes(await reserve(yen, money('2', 'JPY')))).toEqual(['LIMIT_EXCEEDED']);
    const dinar = await customer('10.000', { currency: 'KWD' });
    expect((await reserve(dinar, money('9.999', 'KWD'))).available).toEqual(money('0.001', 'KWD'));
    expect((await profile(dinar)).exposure.total).toEqual(money('9.999', 'KWD'));
  });

  it('should be refused amounts with another number of decimals than the currency has', async () => {
    const wrong = [
      ['1.0', 'JPY'],
      ['1.00', 'JPY'],
      ['1', 'EUR'],
      ['1.0', 'EUR'],
      ['1.000', 'EUR'],
      ['1.00', 'KWD'],
      ['1.0000', 'KWD'],
    ] as const;
    for (const [amount, currency] of wrong) {
      const body = { customerId: 'X', orderId: 'X', amount: money(amount, currency) };
      const problem = await refusal('checkCredit', { body });
      expect(problem).toMatchObject({ code: 'validation', errors: [{ path: 'amount.amount' }] });
    }
  });
});

describe('PUT /v1/fx-rates/{date}', () => {
  it('should publish the rates of a day: new 201, the same 200, other rates 409', async () => {
    const params = { date: '2020-02-29' };
    const created = await call('putFxRates', { params, body: rates });
    expect([200, 201]).toContain(created.status);
    expect(created.body).toEqual({ ...params, ...rates });
    expect(await call('putFxRates', { params, body: rates })).toMatchObject({ status: 200, body: created.body });
    const other = { base: 'EUR', rates: { USD: '1.0833' } };
    expect((await refusal('putFxRates', { params, body: other })).code).toBe('conflict');
  });

  it('should refuse rates that are no rates', async () => {
    const wrong = ['0', '0.0', '-1', '1e3', 'NaN', '', '1,5', ' 1', '1.', '.5', '01', 1.5, null, '1'.repeat(30)];
    for (const rate of wrong) {
      const problem = await refusal('putFxRates', {
        params: { date: '2020-03-01' },
        body: { base: 'EUR', rates: { USD: rate } },
      });
      expect(problem, String(rate)).toMatchObject({ code: 'validation', errors: [{ path: 'rates.USD' }] });
    }
  });
});

describe('an order in another currency than the limit', () => {
  beforeAll(async () => {
    const { status } = await call('putFxRates', { params: { date: await day() }, body: rates });
    expect(status).toBe(201);
  });

  it('should be converted at the rate of the day, which is kept in the decision', async () => {
    const customerId = await customer('100.00');
    const decision = await reserve(customerId, usd('100.00'));
    expect(decision).toMatchObject({
      decision: 'APPROVED',
      amount: usd('100.00'),
      exposureAfter: eur('92.32'),
      available: eur('7.68'),
      reservation: { amount: usd('100.00') },
      fx: { from: 'USD', to: 'EUR', numerator: '1', denominator: '1.0832', ratedOn: await day() },
    });
    expect(Number(decision.fx?.rate)).toBeCloseTo(1 / 1.0832, 8);
    const small = await check(customerId, usd('10.00'));
    expect(small).toMatchObject({ decision: 'REFERRED' });
    const { maxAmount } = small.counterOffer ?? {};
    expect(maxAmount?.currency).toBe('USD');
    expect((await check(customerId, maxAmount ?? usd('1.00'))).decision).toBe('APPROVED');
    const more = usd((Number(maxAmount?.amount) + 0.01).toFixed(2));
    expect((await check(customerId, more)).decision).toBe('REFERRED');
  });

  it('should cross the rates of two currencies that are both not the base', async () => {
    const customerId = await customer('10.000', { currency: 'KWD' });
    const decision = await reserve(customerId, money('1000', 'JPY'));
    expect(decision.exposureAfter).toEqual(money('2.057', 'KWD'));
  });

  it('should become a receivable in its own currency and leave nothing behind when it is paid', async () => {
    const customerId = await customer('1000.00');
    const orderId = newId('O');
    await reserve(customerId, usd('100.01'), { orderId });
    const first = await invoice({ customerId, amount: usd('33.33'), orderId });
    const second = await invoice({ customerId, amount: usd('66.68'), orderId });
    expect((await profile(customerId)).exposure.reservations).toEqual(eur('0.00'));
    for (const { invoiceId, amount } of [first, second]) {
      await pay({ customerId, amount, allocations: [{ invoiceId, amount }] });
    }
    expect((await profile(customerId)).exposure).toEqual({
      openReceivables: eur('0.00'),
      reservations: eur('0.00'),
      unappliedCash: eur('0.00'),
      total: eur('0.00'),
    });
  });

  it('should be referred when no rate is known', async () => {
    const decision = await check(await customer('100.00'), money('1.00', 'CHF'));
    expect(decision).toMatchObject({ decision: 'REFERRED', available: eur('100.00') });
    expect(codes(decision)).toEqual(['FX_RATE_STALE']);
  });

  it('should be referred when the rate is more than three days old, and not before', async () => {
    const customerId = await customer('100.00');
    await advance('P3D');
    expect((await check(customerId, usd('1.00'))).decision).toBe('APPROVED');
    await advance('P1D');
    const stale = await reserve(customerId, usd('1.00'));
    expect(stale).toMatchObject({ decision: 'REFERRED', reservation: null });
    expect(codes(stale)).toEqual(['FX_RATE_STALE']);
    expect((await check(customerId, eur('1.00'))).decision).toBe('APPROVED');
    await invoice({ customerId, amount: usd('10.83') });
    expect((await profile(customerId)).exposure.openReceivables).toEqual(eur('10.00'));
  });
});
