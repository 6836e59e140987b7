import { describe, expect, it } from 'vitest';
import { eur, sharedPlatform } from '../support/e2e/ledger.ts';

const { call, check, customer, day, history, invoice, pay, profile } = sharedPlatform();

const far = ['0000-01-01', '0001-01-01', '0099-12-31', '1582-10-15', '9999-12-31'];

describe('dates far away', () => {
  it('should bound a history without being refused', async () => {
    const params = { customerId: await customer('100.00') };
    for (const date of far) {
      const isPast = date < '2000';
      const list = async (query: Record<string, string>) => (await call('listHistory', { params, query })).body.items;
      expect(await list({ from: date }), `from ${date}`).toHaveLength(isPast ? 2 : 0);
      expect(await list({ to: date }), `to ${date}`).toHaveLength(isPast ? 0 : 2);
    }
  });

  it('should be dates of invoices, payments, covers and papers as any others', async () => {
    for (const date of far) {
      const customerId = await customer('100.00');
      const [from, to] = date < '2000' ? [date, await day()] : [await day(), date];
      const { invoiceId } = await invoice({ customerId, amount: eur('90.00'), issuedOn: from, dueOn: to });
      const cover = { kind: 'GUARANTEE', provider: 'B', amount: eur('10.00'), coveredPercent: '100' };
      const body = { ...cover, validFrom: from, validTo: to };
      await call('putCover', { params: { customerId, coverId: 'G' }, body });
      expect((await profile(customerId)).effectiveLimit).toEqual(eur('110.00'));
      const decision = await check(customerId, eur('50.00'));
      expect(decision.decision).toBe('REFERRED');
      expect((await call('getStatement', { params: { customerId } })).body.items[0]?.invoiceId).toBe(invoiceId);
      const rating = { score: 1, scale: '1..6', ratedOn: from, validTo: to };
      await call('putRating', { params: { customerId, source: 's' }, body: rating });
      await pay({ customerId, amount: eur('90.00'), receivedOn: date });
      expect((await profile(customerId)).behaviour.invoicesPaid).toBe(1);
      expect((await history(customerId)).length).toBeGreaterThan(4);
    }
  });

  it('should be due dates that are long past, which a forecast and the overdue rule can bear', async () => {
    const customerId = await customer('100.00');
    await invoice({ customerId, amount: eur('90.00'), issuedOn: '0001-01-01', dueOn: '0001-01-02' });
    const { overdue } = await profile(customerId);
    expect(overdue).toMatchObject({ amount: eur('90.00'), oldestDueOn: '0001-01-02' });
    expect(overdue.maxDaysPastDue).toBeGreaterThan(700_000);
    expect((await check(customerId, eur('50.00'))).reasons.map(({ code }) => code)).toContain('OVERDUE');
  });

  it('should end the forecast, whatever terms the customer had before', async () => {
    const customerId = await customer('100.00');
    const issuedOn = await day(-40);
    await invoice({ customerId, amount: eur('1.00'), issuedOn, dueOn: issuedOn });
    await pay({ customerId, amount: eur('1.00') });
    await invoice({ customerId, amount: eur('90.00'), dueOn: '9999-12-31' });
    expect((await check(customerId, eur('50.00'))).counterOffer?.passesOn).toMatch(/^9999-/);
  });

  it('should be days of exchange rates', async () => {
    for (const date of far) {
      const { status } = await call('putFxRates', { params: { date }, body: { base: 'CHF', rates: { SEK: '10' } } });
      expect(status).toBe(201);
    }
    expect((await check(await customer('10.00'), { amount: '1.00', currency: 'SEK' })).decision).toBe('REFERRED');
  });
});
