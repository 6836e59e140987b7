import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/dates.ts';
import {
  type CustomerRecord,
  lateFeatures,
  noRecord,
  withPayment,
} from '../../../shared/domain/prediction/features.ts';
import { openDispute, resolveDispute } from '../../../shared/store/disputes.ts';
import { keys } from '../../../shared/store/keys.ts';
import { loadPaymentRecord } from '../../../shared/store/payment-record.ts';
import { reversePayment } from '../../../shared/store/settlements.ts';
import { openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { createCustomer, eur, invoice, pay } from '../../support/movements.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

interface Bought {
  readonly number: number;
  readonly terms: number;
  /** Days from the issue to the payment. */
  readonly paidAfter: number;
  readonly disputed: boolean;
}

/** A customer on 2 March 2026, with invoices of any terms, each issued four days after the one before. */
const customer = async (customerId: string) => {
  const desk = openDesk(database.table);
  await createCustomer(desk.at(), customerId, { limit: 'unlimited' });
  const facts = ({ number, terms, paidAfter, disputed }: Bought) => {
    const issuedOn = addDays('2025-10-01', 4 * number);
    return {
      ...{ issuedOn, dueOn: addDays(issuedOn, terms), paidOn: addDays(issuedOn, paidAfter) },
      ...{ amount: 100 + number, disputed },
    };
  };
  return {
    desk,
    facts,
    buy: async (bought: Bought) => {
      const invoiceId = `${customerId}-${bought.number}`;
      const { amount, dueOn, issuedOn, paidOn } = facts(bought);
      await invoice(desk.at(), customerId, invoiceId, eur(amount * 100), { issuedOn, dueOn });
      if (bought.disputed) {
        const { disputeId } = await openDispute(desk.at(), { customerId, invoiceIds: [invoiceId], reason: invoiceId });
        await resolveDispute(desk.at(), disputeId, 'REJECTED', 'as ordered');
      }
      const parts = { date: paidOn, allocations: [{ invoiceId, amount: eur(amount * 100) }] };
      await pay(desk.at(), customerId, `P-${invoiceId}`, eur(amount * 100), parts);
      return `P-${invoiceId}`;
    },
    record: () => loadPaymentRecord(database.table, { customerId, currency: 'EUR' }, '2026-03-02'),
  };
};

const bought: readonly Bought[] = [
  { terms: 30, paidAfter: 20, disputed: false },
  { terms: 10, paidAfter: 13, disputed: true },
  { terms: 60, paidAfter: 41, disputed: false },
  { terms: 14, paidAfter: 14, disputed: false },
  { terms: 30, paidAfter: 55, disputed: true },
  { terms: 7, paidAfter: -3, disputed: false },
].map((one, number) => ({ ...one, number }));

/** Without the months in which something else happened. */
const inOrder = ({ lifetime, months }: CustomerRecord) => ({
  lifetime,
  months: months.filter(({ paid }) => paid > 0).toSorted((a, b) => (a.month < b.month ? -1 : 1)),
});

describe('the record that predictions go by', () => {
  it('should be the one that models are learned from, whatever the terms, with the disputes', async () => {
    const { buy, facts, record } = await customer('MIXED');
    let learned = noRecord;
    for (const one of bought) {
      await buy(one);
      learned = withPayment(learned, facts(one));
    }
    expect(inOrder(await record())).toEqual(inOrder(learned));
    expect(learned.lifetime).toMatchObject({ daysEarly: 10 + 19 + 7, daysLate: 3 + 25, disputed: 2 });
    const next = { issuedOn: '2026-03-02', dueOn: '2026-03-12', amount: 100 };
    expect(lateFeatures(await record(), next)).toMatchObject({ averageDaysFromDue: (28 - 36) / 6, pastDisputes: 2 });
  });

  it('should be as if a payment had not been, when that bounced', async () => {
    const { buy, desk, facts, record } = await customer('BOUNCING');
    const [first, second] = bought.slice(1);
    if (!first || !second) throw new Error('nothing bought');
    const payment = await buy(first);
    await buy(second);
    await reversePayment(desk.at(), payment, 'no funds');
    const { lifetime, months } = inOrder(await record());
    const alone = withPayment(noRecord, facts(second));
    expect(lifetime).toEqual(alone.lifetime);
    expect(months).toEqual(alone.months);
  });

  it('should say nothing of days early and disputes, where they are not known of all that was paid', async () => {
    const { buy, record } = await customer('OLD');
    const old = { daysToPay: 4n * 25n, daysLate: 0n, paidAmount: 400_00n };
    const Item = { ...keys.behaviour('OLD'), ...old, invoicesPaid: 4n, paidOnTime: 4n };
    const month = { daysToPay: old.daysToPay, daysLate: 0n, amount: 400_00n, n: 4n, onTime: 4n };
    const puts = [Item, { ...keys.behaviourMonth('OLD', '2025-09'), ...month }].map((one, number) => ({
      name: `old ${number}`,
      write: { Put: { TableName: database.table.name, Item: one } },
    }));
    await database.table.transact(puts);
    const [, disputed] = bought;
    if (disputed) await buy(disputed);
    const { lifetime, months } = inOrder(await record());
    expect([lifetime.paid, lifetime.daysEarly, lifetime.disputed]).toEqual([5, undefined, undefined]);
    expect(months.map(({ daysEarly, month: name }) => [name, daysEarly])).toEqual([
      ['2025-09', undefined],
      ['2025-10', 0],
    ]);
    // As if all had had the terms of the next one.
    const next = { issuedOn: '2026-03-02', dueOn: '2026-04-01', amount: 100 };
    const features = lateFeatures({ lifetime, months }, next);
    expect(features.averageDaysFromDue).toBe((4 * (25 - 30) + (13 - 30)) / 5);
    expect(features.months.map(({ averageDaysFromDue }) => averageDaysFromDue)).toEqual([3, -5]);
    expect(features.pastDisputes).toBeUndefined();
  });
});
