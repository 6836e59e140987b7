import { describe, expect, it } from 'vitest';
import { money } from '../../../shared/money.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { recordCover } from '../../../shared/store/covers.ts';
import {
  check,
  createCustomer,
  credit,
  eur,
  invoice,
  pay,
  publishTestRates,
  setLimit,
  usd,
} from '../../support/movements.ts';
import { soundDesk } from '../../support/sound-desk.ts';

const { database, desk } = await soundDesk();

const accountOf = (customer: string) => loadAccount(database.table, customer);

describe('a customer', () => {
  it('should be referred when no limit is set', async () => {
    await createCustomer(desk.at(), 'none');
    expect(await check(desk.at(), 'none', 'O-none', eur(1))).toMatchObject({
      decision: 'REFERRED',
      reasons: [{ code: 'NO_LIMIT' }],
      effectiveLimit: null,
      available: null,
      reservation: null,
    });
  });

  it('should pay in advance when the limit is zero', async () => {
    await createCustomer(desk.at(), 'zero', { limit: 0 });
    expect(await check(desk.at(), 'zero', 'O-zero', eur(40_00))).toMatchObject({
      decision: 'PREPAYMENT_REQUIRED',
      reasons: [{ code: 'CASH_ONLY' }],
      counterOffer: { prepay: { amount: '40.00' } },
    });
    await pay(desk.at(), 'zero', 'P-zero', eur(40_00));
    expect(await check(desk.at(), 'zero', 'O-zero', eur(40_00))).toMatchObject({ decision: 'APPROVED' });
  });

  it('should be bounded by nothing when it is unlimited', async () => {
    await createCustomer(desk.at(), 'free', { limit: 'unlimited' });
    const largest = eur(999_999_999_999_999_99n);
    expect(await check(desk.at(), 'free', 'O-free', largest)).toMatchObject({
      decision: 'APPROVED',
      effectiveLimit: null,
      available: null,
    });
    expect((await accountOf('free'))?.reservations).toBe(largest.minorUnits);
  });

  it('should be told from one without a limit when the limit is taken away', async () => {
    await createCustomer(desk.at(), 'turn', { limit: 'unlimited' });
    await setLimit(desk.at(), 'turn', null);
    expect(await check(desk.at(), 'turn', 'O-turn', eur(1))).toMatchObject({ reasons: [{ code: 'NO_LIMIT' }] });
    await setLimit(desk.at(), 'turn', 1);
    expect(await check(desk.at(), 'turn', 'O-turn', eur(1))).toMatchObject({ decision: 'APPROVED' });
  });

  it('should have invoices, payments and credit notes recorded whatever the limit is', async () => {
    for (const [customer, limit] of [
      ['r-none', undefined],
      ['r-zero', 0],
      ['r-one', 1],
    ] as const) {
      await createCustomer(desk.at(), customer, limit === undefined ? {} : { limit });
      await invoice(desk.at(), customer, `I-${customer}`, eur(5_000_00));
      await pay(desk.at(), customer, `P-${customer}`, eur(1_000_00));
      await credit(desk.at(), customer, `N-${customer}`, eur(500_00));
      expect((await accountOf(customer))?.openReceivables).toBe(3_500_00n);
    }
  });

  it('should pass after paying exactly the prepayment that it was offered', async () => {
    await createCustomer(desk.at(), 'offer', { limit: 100_00 });
    await invoice(desk.at(), 'offer', 'I-offer', eur(90_01));
    const refused = await check(desk.at(), 'offer', 'O-offer', eur(75_55));
    expect(refused).toMatchObject({
      decision: 'REFERRED',
      counterOffer: { maxAmount: { amount: '9.99' }, prepay: { amount: '65.56' }, passesOn: '2026-04-01' },
    });
    await pay(desk.at(), 'offer', 'P-offer', eur(65_56));
    const passed = await check(desk.at(), 'offer', 'O-offer', eur(75_55));
    expect(passed).toMatchObject({ decision: 'APPROVED', available: { amount: '0.00' } });
  });

  it('should lose what a cover added on the day after its last', async () => {
    await createCustomer(desk.at(), 'cover', { limit: 100_00 });
    const terms = { amount: eur(100_00), coveredPercent: '90', validFrom: '2026-03-01', validTo: desk.today() };
    await recordCover(desk.at(), 'cover', { coverId: 'K', kind: 'INSURANCE', provider: 'Sure', ...terms }, 'k');
    const ask = () => check(desk.at(), 'cover', 'O-cover', eur(190_00), { reserve: false });
    expect(await ask()).toMatchObject({ decision: 'APPROVED', effectiveLimit: { amount: '190.00' } });
    desk.advance({ days: 1 });
    expect(await ask()).toMatchObject({
      decision: 'REFERRED',
      reasons: [{ code: 'LIMIT_EXCEEDED' }, { code: 'COVER_EXPIRED' }],
    });
  });
});

describe('currencies', () => {
  it('should keep yen and dinars exact', async () => {
    await createCustomer(desk.at(), 'yen', { currency: 'JPY', limit: 100_000 });
    await createCustomer(desk.at(), 'dinar', { currency: 'KWD', limit: 1_000_000 });
    expect(await check(desk.at(), 'yen', 'O-yen', money(99_999n, 'JPY'))).toMatchObject({
      available: { amount: '1', currency: 'JPY' },
    });
    expect(await check(desk.at(), 'dinar', 'O-dinar', money(999_999n, 'KWD'))).toMatchObject({
      available: { amount: '0.001', currency: 'KWD' },
    });
    await invoice(desk.at(), 'dinar', 'I-dinar', money(500_001n, 'KWD'), { orderId: 'O-dinar' });
    await pay(desk.at(), 'dinar', 'P-dinar', money(500_001n, 'KWD'));
    expect(await accountOf('dinar')).toMatchObject({ reservations: 499_998n, openReceivables: 0n, unappliedCash: 0n });
  });

  it('should refer an order in another currency when no rate is known', async () => {
    await createCustomer(desk.at(), 'early', { limit: 100_00 });
    expect(await check(desk.at(), 'early', 'O-early', usd(1))).toMatchObject({
      decision: 'REFERRED',
      reasons: [{ code: 'FX_RATE_STALE', facts: { rateDate: null } }],
    });
    await expect(invoice(desk.at(), 'early', 'I-early', usd(1))).rejects.toMatchObject({ code: 'unprocessable' });
  });

  it('should keep the rate in the decision, and refer the order when it is older than three days', async () => {
    await createCustomer(desk.at(), 'fx', { limit: 100_00 });
    await publishTestRates(desk.at());
    const published = desk.today();
    const ask = (orderId: string, cents: number) => check(desk.at(), 'fx', orderId, usd(cents));
    expect(await ask('O-fx1', 100_00)).toMatchObject({
      decision: 'APPROVED',
      exposureAfter: { amount: '80.00', currency: 'EUR' },
      reservation: { amount: { amount: '100.00', currency: 'USD' } },
      fx: { from: 'USD', to: 'EUR', rate: '0.8', numerator: '1', denominator: '1.25', ratedOn: published },
      dataAge: { fxRateDate: published },
    });
    desk.advance({ days: 3 });
    expect(await ask('O-fx2', 25_00)).toMatchObject({ decision: 'APPROVED', available: { amount: '0.00' } });
    expect(await ask('O-fx3', 1)).toMatchObject({ reasons: [{ code: 'LIMIT_EXCEEDED' }] });
    desk.advance({ days: 1 });
    expect(await ask('O-fx4', 1)).toMatchObject({
      decision: 'REFERRED',
      reasons: [{ code: 'FX_RATE_STALE', facts: { ageDays: 4 } }, { code: 'LIMIT_EXCEEDED' }],
      counterOffer: null,
    });
  });

  it('should convert between two currencies through the base of the rates', async () => {
    await publishTestRates(desk.at());
    await createCustomer(desk.at(), 'cross', { currency: 'USD', limit: 1_000_00 });
    expect(await check(desk.at(), 'cross', 'O-cross', money(16_000n, 'JPY'))).toMatchObject({
      exposureAfter: { amount: '125.00', currency: 'USD' },
    });
  });

  it('should record invoices and payments at the newest rate however old it is', async () => {
    desk.advance({ days: 200 });
    await createCustomer(desk.at(), 'old', { limit: 0 });
    await invoice(desk.at(), 'old', 'I-old', usd(100_00));
    expect((await accountOf('old'))?.openReceivables).toBe(80_00n);
    await pay(desk.at(), 'old', 'P-old', usd(33_33));
    await pay(desk.at(), 'old', 'Q-old', usd(66_67));
    expect(await accountOf('old')).toMatchObject({ openReceivables: 0n, unappliedCash: 0n });
  });
});
