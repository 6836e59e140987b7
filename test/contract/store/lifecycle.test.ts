import { beforeEach, describe, expect, it } from 'vitest';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { setStanding } from '../../../shared/store/customers.ts';
import { openDispute, resolveDispute } from '../../../shared/store/disputes.ts';
import { loadReceivable, writeOff } from '../../../shared/store/receivables.ts';
import { loadReservation, releaseReservation } from '../../../shared/store/reservations.ts';
import { reversePayment } from '../../../shared/store/settlements.ts';
import { findDefects } from '../../support/audit.ts';
import { keyed } from '../../support/context.ts';
import { check, createCustomer, credit, eur, invoice, pay, setLimit } from '../../support/movements.ts';
import { soundDesk } from '../../support/sound-desk.ts';

const { database, desk } = await soundDesk();
let customer = '';
let customers = 0;

beforeEach(async () => {
  customers += 1;
  customer = `C${customers}`;
  await createCustomer(desk.at(), customer, { limit: 1_000_00 });
});

const counters = async () => {
  const account = await loadAccount(database.table, customer);
  return [account?.openReceivables, account?.reservations, account?.unappliedCash].map(Number);
};

/** Ids that no other test uses. */
const id = (name: string): string => `${customer}-${name}`;

describe('an order', () => {
  it('should hold its amount when it is approved and reserved', async () => {
    const answer = await check(desk.at(), customer, id('O'), eur(600_00));
    expect(answer).toMatchObject({
      decision: 'APPROVED',
      exposureBefore: { amount: '0.00', currency: 'EUR' },
      exposureAfter: { amount: '600.00', currency: 'EUR' },
      effectiveLimit: { amount: '1000.00', currency: 'EUR' },
      available: { amount: '400.00', currency: 'EUR' },
      reservation: { orderId: id('O'), amount: { amount: '600.00', currency: 'EUR' } },
      counterOffer: null,
    });
    expect(await counters()).toEqual([0, 600_00, 0]);
  });

  it('should hold nothing when it is only checked', async () => {
    const answer = await check(desk.at(), customer, id('O'), eur(600_00), { reserve: false });
    expect(answer).toMatchObject({ decision: 'APPROVED', reservation: null, exposureAfter: { amount: '0.00' } });
    expect(await counters()).toEqual([0, 0, 0]);
  });

  it('should get the same decision once when it is asked again', async () => {
    const first = await check(desk.at(), customer, id('O'), eur(600_00));
    desk.advance({ hours: 5 });
    expect(await check(desk.at(), customer, id('O'), eur(600_00))).toEqual(first);
    expect(await counters()).toEqual([0, 600_00, 0]);
  });

  it('should be re-checked by the difference when it is amended', async () => {
    await check(desk.at(), customer, id('O'), eur(600_00));
    expect(await check(desk.at(), customer, id('O'), eur(900_00))).toMatchObject({ decision: 'APPROVED' });
    expect(await counters()).toEqual([0, 900_00, 0]);
    const tooMuch = await check(desk.at(), customer, id('O'), eur(1_200_00));
    expect(tooMuch).toMatchObject({
      decision: 'REFERRED',
      reservation: { amount: { amount: '900.00' } },
      counterOffer: { maxAmount: { amount: '1000.00' }, prepay: { amount: '200.00' } },
    });
    expect(await counters()).toEqual([0, 900_00, 0]);
    await check(desk.at(), customer, id('O'), eur(200_00));
    expect(await counters()).toEqual([0, 200_00, 0]);
  });

  it('should pass when it shrinks although the customer is held', async () => {
    await check(desk.at(), customer, id('O'), eur(600_00));
    await setStanding(desk.at(), customer, 'HOLD', 'large overdue');
    expect(await check(desk.at(), customer, id('O'), eur(500_00))).toMatchObject({ decision: 'APPROVED' });
    expect(await check(desk.at(), customer, id('O'), eur(501_00))).toMatchObject({ decision: 'REFERRED' });
    expect(await counters()).toEqual([0, 500_00, 0]);
  });

  it('should free its amount when it is released, once', async () => {
    await check(desk.at(), customer, id('O'), eur(600_00));
    await releaseReservation(desk.at(), id('O'));
    await releaseReservation(desk.at(), id('O'));
    expect(await counters()).toEqual([0, 0, 0]);
    await check(desk.at(), customer, id('O'), eur(700_00));
    expect(await counters()).toEqual([0, 700_00, 0]);
  });

  it('should free its amount at the next check after it expired', async () => {
    await check(desk.at(), customer, id('O'), eur(600_00));
    desk.advance({ days: 13 });
    expect(await check(desk.at(), customer, id('P'), eur(600_00))).toMatchObject({ decision: 'REFERRED' });
    desk.advance({ days: 1 });
    expect(await check(desk.at(), customer, id('P'), eur(600_00))).toMatchObject({ decision: 'APPROVED' });
    expect(await counters()).toEqual([0, 600_00, 0]);
    expect((await loadReservation(database.table, id('O')))?.status).toBe('EXPIRED');
  });

  it('should answer a check with its decision, not with the expiry, when its key is used for both', async () => {
    await check(desk.at(), customer, id('O'), eur(600_00));
    desk.advance({ days: 15 });
    const key = keyed(id('key'), 'P');
    const answer = await check(desk.at(key), customer, id('P'), eur(600_00));
    expect(answer).toMatchObject({ decision: 'APPROVED', orderId: id('P') });
    expect(await check(desk.at(key), customer, id('P'), eur(600_00))).toEqual(answer);
    expect(await counters()).toEqual([0, 600_00, 0]);
  });
});

describe('an invoice', () => {
  it('should take its amount from what the order holds, part by part', async () => {
    await check(desk.at(), customer, id('O'), eur(600_00));
    await invoice(desk.at(), customer, id('I1'), eur(250_00), { orderId: id('O') });
    expect(await counters()).toEqual([250_00, 350_00, 0]);
    await invoice(desk.at(), customer, id('I2'), eur(400_00), { orderId: id('O') });
    expect(await counters()).toEqual([650_00, 0, 0]);
    expect((await loadReservation(database.table, id('O')))?.status).toBe('INVOICED');
  });

  it('should not be counted twice when its order was invoiced for more and is then enlarged', async () => {
    await check(desk.at(), customer, id('O'), eur(100_00));
    await invoice(desk.at(), customer, id('I'), eur(150_00), { orderId: id('O') });
    await check(desk.at(), customer, id('O'), eur(200_00));
    expect(await counters()).toEqual([150_00, 50_00, 0]);
  });

  it('should be recorded when no limit is left', async () => {
    await setLimit(desk.at(), customer, 0);
    await invoice(desk.at(), customer, id('I'), eur(5_000_00));
    expect(await counters()).toEqual([5_000_00, 0, 0]);
  });

  it('should change nothing when it is posted again, and be refused with another amount', async () => {
    const first = await invoice(desk.at(), customer, id('I'), eur(100_00));
    expect(first.created).toBe(true);
    expect((await invoice(desk.at(), customer, id('I'), eur(100_00))).created).toBe(false);
    await expect(invoice(desk.at(), customer, id('I'), eur(101_00))).rejects.toMatchObject({ code: 'conflict' });
    expect(await counters()).toEqual([100_00, 0, 0]);
  });
});

describe('a payment', () => {
  beforeEach(async () => {
    const { today } = desk.at().moment;
    await invoice(desk.at(), customer, id('I1'), eur(100_00), { issuedOn: today, dueOn: '2027-01-10' });
    await invoice(desk.at(), customer, id('I2'), eur(200_00), { issuedOn: today, dueOn: '2027-01-05' });
  });

  it('should pay the oldest due first when it names nothing', async () => {
    const { settlement } = await pay(desk.at(), customer, id('P'), eur(250_00));
    expect(settlement.allocations).toEqual([
      { invoiceId: id('I2'), minorUnits: 200_00n },
      { invoiceId: id('I1'), minorUnits: 50_00n },
    ]);
    expect(await counters()).toEqual([50_00, 0, 0]);
    expect(await loadReceivable(database.table, id('I1'))).toMatchObject({ paid: 50_00n, settledOn: null });
  });

  it('should pay the invoices named in its reference, and leave the rest unapplied', async () => {
    const reference = `your invoice ${id('I1')}, thanks`;
    await pay(desk.at(), customer, id('P'), eur(130_00), { reference });
    expect(await counters()).toEqual([200_00, 0, 30_00]);
  });

  it('should follow its allocations, each up to what remains', async () => {
    const allocations = [
      { invoiceId: id('I1'), amount: eur(120_00) },
      { invoiceId: id('I2'), amount: eur(10_00) },
    ];
    await pay(desk.at(), customer, id('P'), eur(150_00), { allocations });
    expect(await counters()).toEqual([190_00, 0, 40_00]);
  });

  it('should change nothing when it is posted again, and be refused with another amount', async () => {
    await pay(desk.at(), customer, id('P'), eur(250_00));
    expect((await pay(desk.at(), customer, id('P'), eur(250_00))).created).toBe(false);
    await expect(pay(desk.at(), customer, id('P'), eur(251_00))).rejects.toMatchObject({ code: 'conflict' });
    expect(await counters()).toEqual([50_00, 0, 0]);
  });

  it('should open its invoices again when it bounces, once', async () => {
    await pay(desk.at(), customer, id('P'), eur(350_00));
    expect(await counters()).toEqual([0, 0, 50_00]);
    const reversed = await reversePayment(desk.at(keyed(id('k'), 'bounce', 'reversePayment')), id('P'), 'bounced');
    expect(reversed.status).toBe('REVERSED');
    await reversePayment(desk.at(), id('P'), 'bounced');
    expect(await counters()).toEqual([300_00, 0, 0]);
    expect(await loadAccount(database.table, customer)).toMatchObject({ oldestOpenDueOn: '2027-01-05' });
    expect((await pay(desk.at(), customer, id('P'), eur(350_00))).created).toBe(false);
    expect(await counters()).toEqual([300_00, 0, 0]);
  });

  it('should wait for its invoice when it came first', async () => {
    await pay(desk.at(), customer, id('P'), eur(80_00), { allocations: [] });
    await pay(desk.at(), customer, id('Q'), eur(500_00), { reference: `for ${id('I1')} and ${id('I3')}` });
    expect(await counters()).toEqual([200_00, 0, 480_00]);
    const { receivable } = await invoice(desk.at(), customer, id('I3'), eur(70_00));
    expect(receivable).toMatchObject({ paid: 70_00n });
    expect(await counters()).toEqual([200_00, 0, 410_00]);
  });
});

describe('a credit note', () => {
  it('should wait beside a payment that has the same id', async () => {
    await pay(desk.at(), customer, id('same'), eur(10_00), { reference: id('I') });
    await credit(desk.at(), customer, id('same'), eur(20_00));
    await reversePayment(desk.at(), id('same'), 'bounced');
    expect(await counters()).toEqual([0, 0, 20_00]);
    expect(await findDefects(database)).toEqual([]);
  });

  it('should lower its invoice, and leave the rest unapplied', async () => {
    await invoice(desk.at(), customer, id('I'), eur(100_00));
    await credit(desk.at(), customer, id('N'), eur(130_00), {
      allocations: [{ invoiceId: id('I'), amount: eur(130_00) }],
    });
    expect(await counters()).toEqual([0, 0, 30_00]);
    expect(await loadReceivable(database.table, id('I'))).toMatchObject({ credited: 100_00n, paid: 0n });
  });

  it('should lower the oldest due invoice when it names none', async () => {
    await invoice(desk.at(), customer, id('I'), eur(100_00));
    await credit(desk.at(), customer, id('N'), eur(30_00));
    expect(await counters()).toEqual([70_00, 0, 0]);
  });
});

describe('a write-off', () => {
  it('should take what remains off the exposure, once', async () => {
    await invoice(desk.at(), customer, id('I'), eur(100_00));
    await pay(desk.at(), customer, id('P'), eur(30_00));
    await writeOff(desk.at(), id('I'), 'insolvent');
    await writeOff(desk.at(), id('I'), 'insolvent');
    expect(await loadReceivable(database.table, id('I'))).toMatchObject({ paid: 30_00n, writtenOff: 70_00n });
    expect(await counters()).toEqual([0, 0, 0]);
  });
});

describe('a dispute', () => {
  it('should mark its invoices and leave the exposure as it was', async () => {
    await invoice(desk.at(), customer, id('I'), eur(100_00));
    const dispute = await openDispute(desk.at(), { customerId: customer, invoiceIds: [id('I')], reason: 'broken' });
    expect(await loadReceivable(database.table, id('I'))).toMatchObject({ disputed: true });
    await pay(desk.at(), customer, id('P'), eur(40_00));
    await resolveDispute(desk.at(), dispute.disputeId, 'REJECTED', 'it works');
    expect(await loadReceivable(database.table, id('I'))).toMatchObject({ disputed: false, paid: 40_00n });
    expect(await counters()).toEqual([60_00, 0, 0]);
  });
});
