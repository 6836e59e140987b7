import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/dates.ts';
import { noBehaviour } from '../../../shared/domain/behaviour/behaviour.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { behaviourWrites, loadBehaviour, loadBehaviourMonths } from '../../../shared/store/behaviours.ts';
import { changeCase } from '../../../shared/store/collection/change.ts';
import { findStoredCase } from '../../../shared/store/collection/items.ts';
import { loadConduct } from '../../../shared/store/conduct.ts';
import type { Context } from '../../../shared/store/context.ts';
import { openDispute, resolveDispute } from '../../../shared/store/disputes.ts';
import { exposureAtMonthEnds } from '../../../shared/store/history.ts';
import { keys } from '../../../shared/store/keys.ts';
import { writeOff } from '../../../shared/store/receivables.ts';
import { INVOICES_PER_MOVEMENT, reversePayment } from '../../../shared/store/settlements.ts';
import { openTable, type Table } from '../../../shared/store/table.ts';
import { findDefects, readBooks } from '../../support/audit.ts';
import { behaviourDefects } from '../../support/audit-behaviour.ts';
import { meteredClient } from '../../support/client-taps.ts';
import { keyed, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { directoryOf, handedOver, MIA } from '../../support/handoffs-on-engine.ts';
import { createCustomer, credit, eur, invoice, pay, publishTestRates, setLimit, usd } from '../../support/movements.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

let customers = 0;
/** A customer on 2 March 2026 who has an unlimited limit and has bought nothing yet. */
const customer = async (parentCustomerId?: string) => {
  customers += 1;
  const customerId = `PAYER-${customers}`;
  const desk = openDesk(database.table);
  await createCustomer(desk.at(), customerId, { limit: 1_000_000_00, ...(parentCustomerId && { parentCustomerId }) });
  let number = 0;
  const owe = async (cents: number, dueOn: string, issuedOn = addDays(dueOn, -30)) => {
    number += 1;
    const id = `${customerId}-${number}`;
    await invoice(desk.at(), customerId, id, eur(cents), { issuedOn, dueOn });
    return id;
  };
  return {
    customerId,
    desk,
    owe,
    /** An invoice due on a day and paid on another. */
    paid: async (cents: number, dueOn: string, date: string) => {
      const invoiceId = await owe(cents, dueOn);
      const allocations = [{ invoiceId, amount: eur(cents) }];
      await pay(desk.at(), customerId, `P-${invoiceId}`, eur(cents), { date, allocations });
      return `P-${invoiceId}`;
    },
    lifetime: () => loadBehaviour(database.table, customerId),
    months: (from = '2024-01', to = '2026-12') => loadBehaviourMonths(database.table, customerId, from, to),
    conduct: async (masterData = {}) => {
      const account = await loadAccount(database.table, customerId);
      if (!account) throw new Error('no account');
      return loadConduct(desk.at(), customerId, account, masterData);
    },
  };
};

const defaults24m = async (context: Context, customerId: string): Promise<number> => {
  const account = await loadAccount(database.table, customerId);
  if (!account) throw new Error('no account');
  return (await loadConduct(context, customerId, account, {})).defaults24m;
};

/** Somebody takes the newest case of a customer back from the lawyers. */
const recall = async (context: Context, customerId: string): Promise<void> => {
  const newest = await findStoredCase(database.table, customerId);
  if (!newest) throw new Error('no case');
  const command = { type: 'RECALL_HANDOFF', reason: 'A slip of the approver.', by: MIA } as const;
  await changeCase(context, directoryOf(), newest.state.caseId, command, { answer: () => null });
};

describe('the record of how a customer pays', () => {
  it('should count a paid invoice in the month of its value date, whatever that is', async () => {
    const { lifetime, months, paid } = await customer();
    await paid(100_00, '2026-02-10', '2026-02-14');
    await paid(300_00, '2026-02-01', '2025-12-24');
    await paid(50_00, '2026-02-10', '2026-04-01');
    expect(await lifetime()).toEqual({
      ...noBehaviour,
      invoicesPaid: 3,
      paidOnTime: 1,
      daysToPay: 34 + 0 + 80,
      daysLate: 54,
      // Paid before it was issued: from the issue on.
      daysEarly: 30,
      paidInDetail: 3,
      paidAmount: 450_00n,
      paidAmountDaysLate: 100_00n * 4n + 50_00n * 50n,
    });
    const all = await months();
    expect([...all.keys()]).toEqual(['2025-12', '2026-02', '2026-04']);
    expect(all.get('2026-02')).toMatchObject({ invoicesPaid: 1, daysLate: 4, lateBy: new Map([[4, 1]]) });
    expect([...(await months('2026-01', '2026-03')).keys()]).toEqual(['2026-02']);
  });

  it('should count what payments paid, in the account’s currency, and nothing that was only credited', async () => {
    const { customerId, desk, lifetime, owe } = await customer();
    await publishTestRates(desk.at());
    await invoice(desk.at(), customerId, `${customerId}-USD`, usd(125_00), {
      issuedOn: '2026-02-01',
      dueOn: '2026-02-20',
    });
    await credit(desk.at(), customerId, `${customerId}-N1`, usd(25_00));
    expect(await lifetime()).toEqual(noBehaviour);
    await pay(desk.at(), customerId, `${customerId}-P1`, usd(100_00));
    expect(await lifetime()).toMatchObject({ invoicesPaid: 1, daysLate: 10, paidAmount: 80_00n });
    await owe(70_00, '2026-02-20');
    await credit(desk.at(), customerId, `${customerId}-N2`, eur(70_00));
    expect(await lifetime()).toMatchObject({ invoicesPaid: 1 });
  });

  it('should count a bounce once, in its own month, and take the invoices out of the months of theirs', async () => {
    const { customerId, desk, lifetime, months, paid } = await customer();
    const payment = await paid(100_00, '2025-11-30', '2025-12-02');
    desk.advance({ days: 40 });
    await reversePayment(desk.at(), payment, 'no funds');
    await reversePayment(desk.at(), payment, 'no funds');
    expect(await lifetime()).toEqual({ ...noBehaviour, bounces: 1 });
    const all = await months();
    expect(all.get('2025-12')).toEqual({ ...noBehaviour, lateBy: new Map() });
    expect(all.get('2026-04')).toEqual({ ...noBehaviour, bounces: 1, lateBy: new Map() });
    expect((await loadAccount(database.table, customerId))?.openReceivables).toBe(100_00n);
  });

  it('should count a write-off of half and more as a default and not as paid, also after a part was paid', async () => {
    const { customerId, desk, lifetime, owe } = await customer();
    const invoiceId = await owe(200_00, '2026-02-01');
    await pay(desk.at(), customerId, `P-${invoiceId}`, eur(100_00));
    await writeOff(desk.at(), invoiceId, 'insolvent');
    await writeOff(desk.at(), invoiceId, 'insolvent');
    expect(await lifetime()).toEqual({ ...noBehaviour, defaults: 1 });
  });

  it('should count what is not more than the largest residue as no default, even if it is all of an invoice', async () => {
    const { customerId, desk, lifetime, owe } = await customer();
    await writeOff(desk.at(), await owe(50_00, '2026-02-01'), 'too little to ask for');
    expect(await lifetime()).toEqual(noBehaviour);
    await writeOff(desk.at(), await owe(50_01, '2026-02-01'), 'insolvent');
    expect(await lifetime()).toEqual({ ...noBehaviour, defaults: 1 });
    const books = (await readBooks(database)).get(customerId);
    expect(books && behaviourDefects(books)).toEqual([]);
  });

  it('should count a write-off of less than half neither as a default nor as paid', async () => {
    const { customerId, desk, lifetime, owe } = await customer();
    const invoiceId = await owe(100_00, '2026-02-01');
    await pay(desk.at(), customerId, `P-${invoiceId}`, eur(50_01));
    await writeOff(desk.at(), invoiceId, 'bank charges');
    expect(await lifetime()).toEqual(noBehaviour);
  });

  it('should count an invoice as one default, by the write-off with which half of it is lost', async () => {
    const { customerId, desk, lifetime, owe } = await customer();
    const invoiceId = await owe(100_00, '2026-02-01');
    for (const part of ['A', 'B']) await pay(desk.at(), customerId, `${part}-${invoiceId}`, eur(40_00));
    await writeOff(desk.at(), invoiceId, 'bank charges');
    expect(await lifetime()).toMatchObject({ defaults: 0 });
    for (const part of ['A', 'B']) {
      await reversePayment(desk.at(), `${part}-${invoiceId}`, 'no funds');
      await writeOff(desk.at(), invoiceId, 'insolvent');
      expect(await lifetime()).toMatchObject({ defaults: 1 });
    }
    const books = (await readBooks(database)).get(customerId);
    expect(books && behaviourDefects(books)).toEqual([]);
  });

  it('should count a dispute once, however many invoices it names', async () => {
    const { customerId, desk, lifetime, owe } = await customer();
    const invoiceIds = [await owe(10_00, '2026-03-01'), await owe(10_00, '2026-03-02')];
    await openDispute(desk.at(), { customerId, invoiceIds, reason: 'damaged' });
    expect(await lifetime()).toEqual({ ...noBehaviour, disputes: 1 });
  });

  it('should count a paid invoice as disputed that ever was, before or after it was paid, until its payment bounces', async () => {
    const { customerId, desk, lifetime, months, paid } = await customer();
    const claim = (number: number) =>
      openDispute(desk.at(), { customerId, invoiceIds: [`${customerId}-${number}`], reason: `wrong ${desk.now()}` });
    const payment = await paid(100_00, '2026-02-10', '2026-01-31');
    await paid(10_00, '2026-02-10', '2026-02-05');
    expect(await lifetime()).toMatchObject({ paidDisputed: 0, daysEarly: 15, paidInDetail: 2 });
    const { disputeId } = await claim(1);
    expect(await lifetime()).toMatchObject({ paidDisputed: 1, disputes: 1 });
    await resolveDispute(desk.at(), disputeId, 'REJECTED', 'as ordered');
    desk.advance({ hours: 1 });
    await claim(1);
    expect(await lifetime()).toMatchObject({ paidDisputed: 1, disputes: 2 });
    await reversePayment(desk.at(), payment, 'no funds');
    expect(await lifetime()).toMatchObject({ paidDisputed: 0, daysEarly: 5, paidInDetail: 1, invoicesPaid: 1 });
    await pay(desk.at(), customerId, `AGAIN-${customerId}`, eur(100_00), {
      date: '2026-02-09',
      allocations: [{ invoiceId: `${customerId}-1`, amount: eur(100_00) }],
    });
    expect(await lifetime()).toMatchObject({ paidDisputed: 1, daysEarly: 6, paidInDetail: 2 });
    const all = await months();
    expect(all.get('2026-01')).toEqual({ ...noBehaviour, lateBy: new Map() });
    expect(all.get('2026-02')).toMatchObject({ paidDisputed: 1, daysEarly: 6, invoicesPaid: 2 });
    const books = (await readBooks(database)).get(customerId);
    expect(books && behaviourDefects(books)).toEqual([]);
  });

  it('should count a handoff as a default once it is approved, and not while it is asked for', async () => {
    const { customerId, decide } = await handedOver(database);
    expect((await loadBehaviour(database.table, customerId)).defaults).toBe(0);
    await decide('APPROVE', 'They do not answer.');
    expect((await loadBehaviour(database.table, customerId)).defaults).toBe(1);
    const books = (await readBooks(database)).get(customerId);
    expect(books && behaviourDefects(books, 'Europe/Berlin')).toEqual([]);
  });

  it('should count what is lost of a case that was handed over in the month of the handoff, so that both are one', async () => {
    const { at, customerId, decide, desk } = await handedOver(database);
    await decide('APPROVE');
    desk.advance({ days: 80 });
    await writeOff(at(), `${customerId}-0`, 'The lawyers gave up.');
    const months = await loadBehaviourMonths(database.table, customerId, '2026-01', '2026-12');
    expect([...months].filter(([, { defaults }]) => defaults !== 0).map(([month]) => month)).toEqual(['2026-04']);
    expect(months.get('2026-07')?.lostBy).toEqual(new Map([[125, 1]]));
    expect(await defaults24m(at(), customerId)).toBe(1);
    await recall(at(), customerId);
    expect(await defaults24m(at(), customerId)).toBe(1);
    await writeOff(at(), `${customerId}-1`, 'Nobody wants it.');
    expect(await defaults24m(at(), customerId)).toBe(2);
    const books = (await readBooks(database)).get(customerId);
    expect(books && behaviourDefects(books, 'Europe/Berlin')).toEqual([]);
  });

  it('should count so what was paid, bounced and is lost after all, and by itself what the lawyers never had', async () => {
    const one = await handedOver(database);
    const { at, customerId, decide, desk } = one;
    await decide('APPROVE');
    await pay(at(), customerId, `P-${customerId}`, eur(1_250_50));
    await one.news(customerId, 'PaymentReceived');
    await reversePayment(at(), `P-${customerId}`, 'no funds');
    await one.news(customerId, 'PaymentReversed');
    desk.advance({ days: 60 });
    await invoice(at(), customerId, `${customerId}-NEW`, eur(90_00), { issuedOn: '2026-05-01', dueOn: '2026-06-01' });
    await writeOff(at(), `${customerId}-0`, 'Gone.');
    expect(await defaults24m(at(), customerId)).toBe(1);
    await writeOff(at(), `${customerId}-NEW`, 'Gone.');
    expect(await defaults24m(at(), customerId)).toBe(2);
    const books = (await readBooks(database)).get(customerId);
    expect(books && behaviourDefects(books, 'Europe/Berlin')).toEqual([]);
  });

  it('should take a handoff off again when it comes back, in the month in which it was counted', async () => {
    const { at, customerId, decide, desk } = await handedOver(database);
    await decide('APPROVE');
    desk.advance({ days: 20 });
    await recall(at(), customerId);
    expect((await loadBehaviour(database.table, customerId)).defaults).toBe(0);
    const months = await loadBehaviourMonths(database.table, customerId, '2026-01', '2026-12');
    expect([...months].filter(([, { defaults }]) => defaults !== 0)).toEqual([]);
    const books = (await readBooks(database)).get(customerId);
    expect(books && behaviourDefects(books, 'Europe/Berlin')).toEqual([]);
  });

  it('should begin at zero for what was not kept yet when the record was written', async () => {
    const { customerId, desk, lifetime, owe } = await customer();
    const Item = { ...keys.behaviour(customerId), invoicesPaid: 4n, paidOnTime: 3n, daysToPay: 90n, daysLate: 6n };
    await database.table.transact([{ name: 'old', write: { Put: { TableName: database.table.name, Item } } }]);
    expect(await lifetime()).toMatchObject({ invoicesPaid: 4, daysLate: 6, paidAmount: 0n, bounces: 0 });
    await owe(10_00, '2026-03-01');
    await pay(desk.at(), customerId, `P-${customerId}`, eur(10_00));
    expect(await lifetime()).toMatchObject({ invoicesPaid: 5, daysLate: 7, paidAmount: 10_00n });
    expect(behaviourWrites(database.table, customerId, new Map())).toEqual([]);
  });
});

describe('a payment', () => {
  it('should read and write the same number of items after years of payments as after the first', async () => {
    const meter = meteredClient();
    const { customerId, desk, owe, paid } = await customer();
    const table = openTable(database.tableName, meter.client);
    const cost = async () => {
      const invoiceId = await owe(100_00, '2026-02-01');
      meter.requests.length = 0;
      const allocations = [{ invoiceId, amount: eur(100_00) }];
      await pay(desk.at({ table }), customerId, `COST-${invoiceId}`, eur(100_00), { allocations });
      return meter.requests.map(({ operation, readUnits }) => `${operation} ${readUnits}`);
    };
    const first = await cost();
    for (let month = 0; month < 30; month += 1) {
      await paid(10_00, '2026-01-01', addDays('2023-10-15', month * 30));
    }
    expect(await cost()).toEqual(first);
  });

  it('should stay within the items of a transaction when it paid invoices that were settled in as many months and disputed since', async () => {
    const { customerId: parent, desk: office } = await customer();
    const { customerId, desk, owe } = await customer(parent);
    const ids: string[] = [];
    for (let index = 0; index < INVOICES_PER_MOVEMENT; index += 1) ids.push(await owe(2_00, '2020-01-01'));
    let most = 0;
    const counted: Table = {
      ...database.table,
      transact: (writes) => {
        most = Math.max(most, writes.length);
        return database.table.transact(writes);
      },
    };
    const parts = { allocations: ids.map((invoiceId) => ({ invoiceId, amount: eur(1_00) })) };
    await pay(desk.at({ table: counted, ...keyed('part') }), customerId, 'PARTS', eur(100_00), parts);
    for (const [index, invoiceId] of ids.entries()) {
      const rest = { date: addDays('2020-01-15', index * 31), allocations: [{ invoiceId, amount: eur(1_00) }] };
      await pay(desk.at(), customerId, `REST-${invoiceId}`, eur(1_00), rest);
    }
    expect((await loadBehaviourMonths(database.table, customerId, '2020-01', '2026-12')).size).toBe(ids.length);
    const claim = { customerId, invoiceIds: ids, reason: 'none of it came' };
    await openDispute(desk.at({ table: counted, ...keyed('claim') }), claim);
    expect(await loadBehaviour(database.table, customerId)).toMatchObject({ paidDisputed: ids.length });
    expect(most).toBeLessThanOrEqual(100);
    await reversePayment(desk.at({ table: counted, ...keyed('back') }), 'PARTS', 'no funds');
    expect(most).toBeGreaterThan(90);
    expect(most).toBeLessThanOrEqual(100);
    expect(await loadBehaviour(database.table, customerId)).toEqual({ ...noBehaviour, disputes: 1, bounces: 1 });
    expect((await findDefects(database)).filter((defect) => defect.includes(customerId))).toEqual([]);
    expect(office.today()).toBe('2026-03-02');
  });
});

describe('how a customer behaves', () => {
  it('should be unknown of somebody who has bought nothing, but for what is counted', async () => {
    const { conduct } = await customer();
    expect(await conduct()).toEqual({
      invoicesPaid: 0,
      onTimeRatio: null,
      averageDaysToPay: null,
      averageDaysLate: null,
      weightedDaysLate: null,
      recentDaysLate: null,
      worstDaysPastDue12m: null,
      overdueShare: null,
      utilization: 0,
      brokenPromises12m: 0,
      disputes12m: 0,
      bounces12m: 0,
      defaults24m: 0,
      averageMonthlySales: null,
      salesTrend: null,
      relationshipMonths: 0,
    });
  });

  it('should be made of the sums, the months, the sales, and what is open now', async () => {
    const { conduct, owe, paid } = await customer();
    await paid(300_00, '2025-02-10', '2025-02-28');
    await paid(600_00, '2026-02-10', '2026-02-15');
    await owe(60_00, '2026-02-20');
    await owe(40_00, '2026-03-20');
    expect(await conduct({ onboardedOn: '2024-02-29' })).toMatchObject({
      invoicesPaid: 2,
      averageDaysLate: 11.5,
      weightedDaysLate: (300 * 18 + 600 * 5) / 900,
      worstDaysPastDue12m: 10,
      overdueShare: 0.6,
      utilization: 0.0001,
      relationshipMonths: 24,
      // 300.00 in January 2025; 600.00, 60.00 and 40.00 in January and February 2026; twelve months count.
      averageMonthlySales: (700_00n + 0n) / 12n,
      salesTrend: null,
    });
    expect((await conduct()).relationshipMonths).toBe(0);
  });
});

describe('the exposure at the ends of months', () => {
  it('should be what it was after the last movement of the month, in the zone of the environment', async () => {
    const { customerId, desk, owe } = await customer();
    await owe(100_00, '2026-04-01');
    desk.setTo('2026-03-31T23:59:59.000Z');
    await owe(20_00, '2026-04-01');
    desk.setTo('2026-04-01T00:00:00.000Z');
    await owe(3_00, '2026-05-01');
    await setLimit(desk.at(), customerId, 500_00);
    desk.setTo('2026-06-10T00:00:00.000Z');
    const ends = (timeZone: string) =>
      exposureAtMonthEnds({ table: database.table, environment: { timeZone, country: 'DE' } }, customerId, [
        '2026-02',
        '2026-03',
        '2026-04',
        '2026-05',
      ]);
    const limits = [null, 1_000_000_00n, 500_00n, 500_00n];
    expect(await ends('UTC')).toEqual(
      [null, 120_00n, 123_00n, 123_00n].map((exposure, at) => ({
        month: `2026-0${at + 2}`,
        exposure,
        effectiveLimit: limits[at],
      })),
    );
    expect((await ends('Europe/Berlin')).map(({ exposure }) => exposure)).toEqual([null, 100_00n, 123_00n, 123_00n]);
  });
});
