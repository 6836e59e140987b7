import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receivableView } from '../../../shared/contracts/receivable-view.ts';
import { addDays } from '../../../shared/dates.ts';
import { shareThatStays } from '../../../shared/domain/collection-task/stays.ts';
import { weeksFrom } from '../../../shared/domain/portfolio/weeks.ts';
import { builtInModel } from '../../../shared/domain/prediction/built-in.ts';
import type { LateModel } from '../../../shared/domain/prediction/model.ts';
import { findRank } from '../../../shared/store/collection-tasks/rank.ts';
import { openDispute, resolveDispute } from '../../../shared/store/disputes.ts';
import { listOpenItems } from '../../../shared/store/open-items.ts';
import { pageOfForecast } from '../../../shared/store/portfolio/cash-forecast.ts';
import { noPaymentRecords } from '../../../shared/store/predictions.ts';
import { loadReceivable } from '../../../shared/store/receivables.ts';
import { openTable } from '../../../shared/store/table.ts';
import { allTheTime } from '../../../shared/store/time-budget.ts';
import { meteredClient } from '../../support/client-taps.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { check, createCustomer, eur, invoice, pay } from '../../support/movements.ts';

let database: Database;
let desk: Desk;

/** Eight invoices of thirty days, each paid in full so many days after it was due. */
const pays = async (customerId: string, daysLate: number) => {
  for (let number = 1; number <= 8; number += 1) {
    const invoiceId = `${customerId}-${number}`;
    const dueOn = addDays('2026-02-20', -20 * number);
    await invoice(desk.at(), customerId, invoiceId, eur(100_00), { issuedOn: addDays(dueOn, -30), dueOn });
    await pay(desk.at(), customerId, `PAY-${invoiceId}`, eur(100_00), {
      date: addDays(dueOn, daysLate),
      allocations: [{ invoiceId, amount: eur(100_00) }],
    });
  }
};

beforeAll(async () => {
  database = await startDatabase();
  desk = openDesk(database.table);
  for (const customerId of ['LATE', 'PUNCTUAL', 'NEW']) await createCustomer(desk.at(), customerId, { limit: 500_00 });
  await pays('LATE', 10);
  await pays('PUNCTUAL', -6);
});
afterAll(() => database.stop());

const posted = async (customerId: string, invoiceId: string, changes: Parameters<Desk['at']>[0] = {}) => {
  await invoice(desk.at(changes), customerId, invoiceId, eur(300_00));
  return loadReceivable(database.table, invoiceId);
};

/** Who disputes pays a month later. */
const knowsDisputes: LateModel = {
  ...builtInModel,
  byDispute: { ...builtInModel.atIssue, days: { intercept: 30, terms: builtInModel.atIssue.days.terms } },
};

describe('an invoice that is posted', () => {
  it('should be expected as its customer has paid so far', async () => {
    const [late, punctual, unknown] = [
      await posted('LATE', 'L-NEXT'),
      await posted('PUNCTUAL', 'P-NEXT'),
      await posted('NEW', 'N-NEXT'),
    ];
    expect(late.prediction).toMatchObject({ paidBefore: 8, policyVersion: 1 });
    expect(late.prediction?.lateProbability).toBeGreaterThan(0.6);
    expect(punctual.prediction?.lateProbability).toBeLessThan(0.2);
    expect(unknown.prediction).toMatchObject({ paidBefore: 0 });
    const { dueOn } = late;
    expect((late.prediction?.expectedPaidOn ?? '') > dueOn).toBe(true);
    expect((punctual.prediction?.expectedPaidOn ?? '9') < dueOn).toBe(true);
  });

  it('should keep its prediction, whatever is posted again or paid since', async () => {
    const before = await posted('LATE', 'L-KEPT');
    await pay(desk.at(), 'LATE', 'PAY-KEPT', eur(100_00), {
      allocations: [{ invoiceId: 'L-KEPT', amount: eur(100_00) }],
    });
    expect((await posted('LATE', 'L-KEPT')).prediction).toEqual(before.prediction);
    const [item] = (await listOpenItems(database.table, 'LATE')).items.filter(
      ({ invoiceId }) => invoiceId === 'L-KEPT',
    );
    expect(item?.outlook).toMatchObject({ expectedPaidOn: before.prediction?.expectedPaidOn, paidBefore: 8 });
  });

  it('should be looked at with the dispute while there is one', async () => {
    const policy = { ...desk.at().policy, prediction: knowsDisputes };
    const { prediction } = await posted('LATE', 'L-WRONG', { policy });
    const outlook = async () =>
      (await listOpenItems(database.table, 'LATE')).items.find(({ invoiceId }) => invoiceId === 'L-WRONG')?.outlook;
    const claim = { customerId: 'LATE', invoiceIds: ['L-WRONG'], reason: 'broken' };
    const { disputeId } = await openDispute(desk.at(), claim);
    expect((await outlook())?.expectedPaidOn).toBe(prediction?.ifDisputed?.expectedPaidOn);
    expect((await outlook())?.expectedPaidOn).not.toBe(prediction?.expectedPaidOn);
    await resolveDispute(desk.at(), disputeId, 'REJECTED', 'as ordered');
    expect((await outlook())?.expectedPaidOn).toBe(prediction?.expectedPaidOn);
  });

  it('should have no prediction, and read nothing for one, by a policy without a model', async () => {
    const policy = { ...desk.at().policy, prediction: null };
    const receivable = await posted('LATE', 'L-BLIND', { policy });
    expect(receivable.prediction).toBeNull();
    expect(receivableView(receivable, desk.today())).toMatchObject({ expectedPaidOn: null, lateProbability: null });
  });

  it('should cost two reads more than without a model, once for many of a customer that are posted together', async () => {
    const { client, requests } = meteredClient();
    const table = openTable(database.tableName, client);
    const readsOf = async (invoiceId: string, changes: Parameters<Desk['at']>[0]) => {
      requests.length = 0;
      await invoice(desk.at({ table, ...changes }), 'LATE', invoiceId, eur(1_00));
      return requests.filter(({ operation }) => operation !== 'TransactWriteItems').length;
    };
    const blind = await readsOf('L-M1', { policy: { ...desk.at().policy, prediction: null } });
    expect((await readsOf('L-M2', {})) - blind).toBe(2);
    const paymentRecords = noPaymentRecords();
    expect((await readsOf('L-M3', { paymentRecords })) - blind).toBe(2);
    expect((await readsOf('L-M4', { paymentRecords })) - blind).toBe(0);
  });
});

describe('a receivable as it is shown', () => {
  it('should move its expected day on when that has passed, and have none once it is paid', async () => {
    const receivable = await posted('LATE', 'L-SHOWN');
    const { prediction } = receivable;
    const on = (today: string) => receivableView(receivable, today);
    expect(on(desk.today()).expectedPaidOn).toBe(prediction?.expectedPaidOn);
    expect((on('2026-08-01').expectedPaidOn ?? '') > '2026-09-01').toBe(true);
    await pay(desk.at(), 'LATE', 'PAY-SHOWN', eur(300_00), {
      allocations: [{ invoiceId: 'L-SHOWN', amount: eur(300_00) }],
    });
    expect(receivableView(await loadReceivable(database.table, 'L-SHOWN'), desk.today())).toMatchObject({
      expectedPaidOn: null,
      expectedPaidBetween: null,
      lateProbability: prediction?.lateProbability,
      prediction: { expectedPaidOn: prediction?.expectedPaidOn },
    });
  });
});

describe('an invoice that is past due', () => {
  it('should be late for certain until it is paid, and keep what was predicted', async () => {
    const receivable = await posted('PUNCTUAL', 'P-OVERDUE');
    const { dueOn, prediction } = receivable;
    const on = (today: string) => receivableView(receivable, today);
    expect(on(dueOn).lateProbability).toBe(prediction?.lateProbability);
    expect(on('2026-12-01')).toMatchObject({
      lateProbability: 1,
      prediction: { lateProbability: prediction?.lateProbability },
    });
    await pay(desk.at(), 'PUNCTUAL', 'PAY-OVERDUE', eur(300_00), {
      allocations: [{ invoiceId: 'P-OVERDUE', amount: eur(300_00) }],
    });
    const paid = receivableView(await loadReceivable(database.table, 'P-OVERDUE'), '2026-12-01');
    expect(paid.lateProbability).toBe(prediction?.lateProbability);
  });

  it('should stay late for certain when it was paid after its due date', async () => {
    const { dueOn, prediction } = await posted('PUNCTUAL', 'P-PAID-LATE');
    const paidOn = addDays(dueOn, 1);
    await pay(desk.at(), 'PUNCTUAL', 'PAY-PAID-LATE', eur(300_00), {
      date: paidOn,
      allocations: [{ invoiceId: 'P-PAID-LATE', amount: eur(300_00) }],
    });
    expect(receivableView(await loadReceivable(database.table, 'P-PAID-LATE'), paidOn)).toMatchObject({
      status: 'PAID',
      lateProbability: 1,
      prediction: { lateProbability: prediction?.lateProbability },
    });
  });

  it('should be late for certain when it is posted so', async () => {
    const dueOn = addDays(desk.today(), -300);
    await invoice(desk.at(), 'PUNCTUAL', 'P-OLD', eur(300_00), { issuedOn: addDays(dueOn, -30), dueOn });
    const takenOver = await loadReceivable(database.table, 'P-OLD');
    expect(takenOver.prediction?.lateProbability).toBeLessThan(0.5);
    expect(receivableView(takenOver, desk.today()).lateProbability).toBe(1);
  });
});

describe('an order that passes later', () => {
  it('should pass when the open invoice of a late payer is expected, not when it is due', async () => {
    await createCustomer(desk.at(), 'FULL', { limit: 300_00 });
    await pays('FULL', 10);
    const { dueOn, prediction } = await posted('FULL', 'F-NEXT');
    const { counterOffer } = await check(desk.at(), 'FULL', 'O-1', eur(200_00));
    expect(counterOffer).toMatchObject({ passesOn: prediction?.expectedPaidOn });
    expect((prediction?.expectedPaidOn ?? '') > dueOn).toBe(true);
  });
});

describe('the cash forecast', () => {
  it('should have all that is open, in the weeks in which it is expected', async () => {
    const weeks = weeksFrom(desk.today(), 8);
    const page = { startAfter: null, hasTime: allTheTime };
    const { currencies, next } = await pageOfForecast(database.table, desk.today(), weeks, page);
    expect(next).toBeNull();
    const euros = currencies.get('EUR');
    const items = (
      await Promise.all(['LATE', 'PUNCTUAL', 'NEW', 'FULL'].map((id) => listOpenItems(database.table, id)))
    )
      .flatMap((one) => one.items)
      .reduce((sum, { carryingRemaining }) => sum + carryingRemaining, 0n);
    expect(euros?.open).toBe(items);
    const told = [...(euros?.weeks ?? []), ...(euros ? [euros.beyond] : [])];
    expect(told.reduce((sum, { expected }) => sum + expected, 0n)).toBe(items);
    expect(euros?.customers).toBe(4);
  });

  it('should go on with the next page where there was no time', async () => {
    const weeks = weeksFrom(desk.today(), 2);
    let startAfter: Record<string, unknown> | null = null;
    let open = 0n;
    let pages = 0;
    do {
      const page = await pageOfForecast(database.table, desk.today(), weeks, { startAfter, hasTime: () => false });
      for (const { open: more } of page.currencies.values()) open += more;
      startAfter = page.next;
      pages += 1;
    } while (startAfter);
    expect(pages).toBeGreaterThan(1);
    const whole = await pageOfForecast(database.table, desk.today(), weeks, { startAfter: null, hasTime: allTheTime });
    expect(open).toBe(whole.currencies.get('EUR')?.open);
  });
});

describe('a task', () => {
  it('should rank lower the more of what is owed comes in by itself', async () => {
    const outlook = {
      lateProbability: 0.9,
      expectedPaidOn: '2026-03-06',
      paidFrom: '2026-03-02',
      paidTo: '2026-03-10',
      paidBefore: 8,
    };
    const about = { customerId: 'NEW', daysPastDue: 14, totals: [eur(100_00)] };
    const soon = shareThatStays([{ carryingRemaining: 100_00n, outlook }], '2026-03-02');
    const unknown = shareThatStays([{ carryingRemaining: 100_00n, outlook: null }], '2026-03-02');
    expect(soon).toBeLessThan(0.1);
    expect(unknown).toBe(1);
    const ranks = await Promise.all([soon, unknown].map((stays) => findRank(desk.at(), { ...about, stays })));
    expect(ranks[0]).toBeLessThan(ranks[1] ?? 0);
  });
});
