import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PromiseRecord } from '../../../shared/domain/promise/promise.ts';
import { loadBehaviour } from '../../../shared/store/behaviours.ts';
import { type MakePromise, makePromise } from '../../../shared/store/make-promise.ts';
import { loadPromise } from '../../../shared/store/promises.ts';
import { casesOn, directory } from '../../support/cases-on-engine.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { createCustomer, eur, invoice, pay } from '../../support/movements.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

let customers = 0;
/** A customer who owes 100.00 since Monday, 2 March 2026, and 50.00 that will be due in May. */
const debtor = async () => {
  customers += 1;
  const customerId = `DEBTOR-${customers}`;
  const { desk, ...cases } = casesOn(database, { start: '2026-03-03T09:00:00.000Z' });
  await createCustomer(desk.at(), customerId);
  const [old, young] = [`${customerId}-OLD`, `${customerId}-YOUNG`];
  await invoice(desk.at(), customerId, old, eur(100_00), { issuedOn: '2026-02-01', dueOn: '2026-03-02' });
  await invoice(desk.at(), customerId, young, eur(50_00), { issuedOn: '2026-02-01', dueOn: '2026-05-04' });
  return {
    ...cases,
    customerId,
    desk,
    old,
    young,
    promise: (more: Partial<MakePromise> = {}) =>
      makePromise(
        desk.at(),
        directory,
        { customerId, amount: eur(100_00), payBy: '2026-03-10', ...more },
        (record): PromiseRecord => record,
      ),
    again: (promiseId: string) => loadPromise(database.table, promiseId),
    status: async () => (await cases.stored(customerId)).state.status,
  };
};

describe('a promise to pay', () => {
  it('should open the case where there is none yet, and name the oldest invoices that it pays', async () => {
    const { again, old, promise, status } = await debtor();
    const made = await promise();
    expect(made).toMatchObject({ status: 'OPEN', invoiceIds: [old], madeBy: 'tester@example.com', endedAt: null });
    expect(await again(made.promiseId)).toEqual(made);
    expect(await status()).toBe('PROMISED');
  });

  it('should be kept as soon as the money is there', async () => {
    const { again, customerId, desk, news, promise } = await debtor();
    const { promiseId } = await promise();
    desk.advance({ hours: 5 });
    await pay(desk.at(), customerId, `${customerId}-P`, eur(100_00));
    await news(customerId, 'PaymentReceived');
    expect(await again(promiseId)).toMatchObject({ status: 'KEPT', paid: eur(100_00), endedAt: desk.now() });
  });

  it('should be broken on the day after its date, and in part when something had come in', async () => {
    const { again, attend, customerId, desk, promise, status } = await debtor();
    const { promiseId } = await promise();
    await pay(desk.at(), customerId, `${customerId}-P`, eur(30_00));
    desk.setTo('2026-03-10T22:59:00.000Z');
    await attend(customerId);
    expect((await again(promiseId)).status).toBe('OPEN');
    desk.setTo('2026-03-10T23:00:00.000Z');
    await attend(customerId);
    expect(await again(promiseId)).toMatchObject({ status: 'BROKEN', partlyKept: true, paid: eur(30_00) });
    expect((await loadBehaviour(database.table, customerId)).brokenPromises).toBe(1);
    expect(await status()).toBe('OPEN');
  });

  it('should be cancelled by a later one for the same invoices', async () => {
    const { again, desk, old, promise } = await debtor();
    const first = await promise();
    desk.advance({ hours: 1 });
    const second = await promise({ invoiceIds: [old], payBy: '2026-03-20' });
    expect(await again(first.promiseId)).toMatchObject({ status: 'CANCELLED', replaced: true });
    expect(await again(second.promiseId)).toMatchObject({ status: 'OPEN', replaced: false });
  });

  it('should be cancelled when its case closes and what it names is not due', async () => {
    const { again, customerId, desk, news, promise, young } = await debtor();
    const { promiseId } = await promise({ invoiceIds: [young], amount: eur(50_00), payBy: '2026-05-04' });
    await pay(desk.at(), customerId, `${customerId}-P`, eur(100_00));
    await news(customerId, 'PaymentReceived');
    expect(await again(promiseId)).toMatchObject({ status: 'CANCELLED', endedAt: desk.now() });
  });

  it.each([
    { title: 'a day that is over', more: { payBy: '2026-03-02' }, path: 'payBy' },
    { title: 'a day in the far future', more: { payBy: '2026-06-02' }, path: 'payBy' },
    { title: 'an invoice that is not owed', more: { invoiceIds: ['NOTHING'] }, path: 'invoiceIds[0]' },
  ])('should be refused for $title', async ({ more, path }) => {
    const { promise } = await debtor();
    await expect(promise(more)).rejects.toMatchObject({ code: 'unprocessable', errors: [{ path }] });
  });

  it('should be refused when nothing is overdue, and for a customer that is not known', async () => {
    const { customerId, desk, promise } = await debtor();
    await pay(desk.at(), customerId, `${customerId}-P`, eur(100_00));
    await expect(promise()).rejects.toMatchObject({ code: 'unprocessable', errors: [{ path: 'customerId' }] });
    await expect(promise({ customerId: 'NOBODY' })).rejects.toMatchObject({ code: 'not-found' });
  });
});
