import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { type Dispute, listDisputes, openDispute, resolveDispute } from '../../../shared/store/disputes.ts';
import { loadReceivable } from '../../../shared/store/receivables.ts';
import { loadSettlement } from '../../../shared/store/settlement-items.ts';
import type { Page } from '../../../shared/store/table.ts';
import { findDefects } from '../../support/audit.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { dyingAfter } from '../../support/interpose.ts';
import { createCustomer, eur, invoice, pay, publishTestRates, usd } from '../../support/movements.ts';

let database: Database;
let desk: Desk;
let customer = '';
let customers = 0;

beforeAll(async () => {
  database = await startDatabase();
  desk = openDesk(database.table);
  await publishTestRates(desk.at());
});

beforeEach(async () => {
  customers += 1;
  customer = `C${customers}`;
  await createCustomer(desk.at(), customer, { limit: 1_000_00 });
  await invoice(desk.at(), customer, `${customer}-1`, eur(100_00), { issuedOn: '2026-01-01', dueOn: '2026-02-01' });
  await invoice(desk.at(), customer, `${customer}-2`, eur(50_00), { issuedOn: '2026-01-01', dueOn: '2026-01-15' });
});

afterAll(async () => {
  expect(await findDefects(database)).toEqual([]);
  await database.stop();
});

const dispute = (more: object = {}) =>
  openDispute(desk.at(), {
    customerId: customer,
    invoiceIds: [`${customer}-1`, `${customer}-2`],
    reason: 'broken',
    ...more,
  });

const resolve = ({ disputeId }: Dispute, resolution: Dispute['resolution'] = 'CREDITED') =>
  resolveDispute(desk.at(), disputeId, resolution ?? 'CREDITED', 'settled');

const standing = async () => {
  const account = await loadAccount(database.table, customer);
  const invoices = [
    await loadReceivable(database.table, `${customer}-1`),
    await loadReceivable(database.table, `${customer}-2`),
  ];
  return {
    open: Number(account?.openReceivables),
    unapplied: Number(account?.unappliedCash),
    credited: invoices.map(({ credited }) => Number(credited)),
    disputed: invoices.map(({ disputed }) => disputed),
  };
};

describe('a dispute that is resolved', () => {
  it('should leave the invoices as they were when the claim is rejected', async () => {
    const closed = await resolve(await dispute({ amount: eur(60_00) }), 'REJECTED');
    expect(closed).not.toHaveProperty('creditNoteIds');
    expect(await standing()).toEqual({ open: 150_00, unapplied: 0, credited: [0, 0], disputed: [false, false] });
  });

  it.each(['UPHELD', 'CREDITED'] as const)(
    'should credit what was claimed, the oldest first, when it is %s',
    async (how) => {
      const opened = await dispute({ amount: eur(60_00) });
      const closed = await resolve(opened, how);
      const creditNoteId = `DISPUTE-${opened.disputeId}`;
      expect(closed).toMatchObject({ status: 'RESOLVED', resolution: how, creditNoteIds: [creditNoteId] });
      expect(await standing()).toEqual({
        open: 90_00,
        unapplied: 0,
        credited: [10_00, 50_00],
        disputed: [false, false],
      });
      expect(await loadSettlement(database.table, 'CREDIT_NOTE', creditNoteId)).toMatchObject({ amount: eur(60_00) });
    },
  );

  it('should credit all that remains when the invoices are disputed as a whole', async () => {
    const opened = await dispute();
    await pay(desk.at(), customer, `${customer}-P`, eur(20_00));
    await resolve(opened);
    expect(await standing()).toEqual({ open: 0, unapplied: 0, credited: [100_00, 30_00], disputed: [false, false] });
  });

  it('should leave on the account what was claimed and paid already', async () => {
    const opened = await dispute({ amount: eur(60_00) });
    await pay(desk.at(), customer, `${customer}-P`, eur(120_00));
    await resolve(opened, 'UPHELD');
    expect(await standing()).toMatchObject({ open: 0, unapplied: 30_00, credited: [30_00, 0] });
  });

  it('should post a credit note for each currency', async () => {
    await invoice(desk.at(), customer, `${customer}-USD`, usd(10_00));
    const opened = await dispute({ invoiceIds: [`${customer}-1`, `${customer}-USD`] });
    const closed = await resolve(opened);
    expect(closed.creditNoteIds).toEqual([`DISPUTE-${opened.disputeId}-EUR`, `DISPUTE-${opened.disputeId}-USD`]);
    expect((await loadReceivable(database.table, `${customer}-USD`)).credited).toBe(10_00n);
  });

  it('should be credited once, however many do it at the same time', async () => {
    const opened = await dispute({ amount: eur(60_00) });
    const both = await Promise.all([resolve(opened), resolve(opened)]);
    expect(both[0]).toEqual(both[1]);
    expect(await resolve(opened)).toEqual(both[0]);
    expect(await standing()).toMatchObject({ open: 90_00, unapplied: 0 });
  });

  it.each([0, 1, 2])(
    'should be finished by the next try when the process is killed after %i writes',
    async (writes) => {
      const opened = await dispute({ amount: eur(60_00) });
      const dying = desk.at({ table: dyingAfter(database.table, writes) });
      await expect(resolveDispute(dying, opened.disputeId, 'CREDITED', 'settled')).rejects.toThrow('killed');
      expect((await standing()).disputed).toEqual([true, true]);
      if (writes > 0) await expect(resolve(opened, 'REJECTED')).rejects.toMatchObject({ code: 'conflict' });
      await resolve(opened);
      expect(await standing()).toEqual({
        open: 90_00,
        unapplied: 0,
        credited: [10_00, 50_00],
        disputed: [false, false],
      });
    },
  );

  it('should be either credited or rejected when both are said at the same time', async () => {
    const opened = await dispute({ amount: eur(60_00) });
    const said = await Promise.allSettled([resolve(opened, 'CREDITED'), resolve(opened, 'REJECTED')]);
    const [won, lost] = [
      said.find(({ status }) => status === 'fulfilled'),
      said.find(({ status }) => status === 'rejected'),
    ];
    expect(lost).toMatchObject({ reason: { code: 'conflict' } });
    const credited = won?.status === 'fulfilled' && won.value.resolution === 'CREDITED';
    expect(await standing()).toMatchObject({ open: credited ? 90_00 : 150_00, disputed: [false, false] });
  });
});

describe('a claim', () => {
  it('should be refused in another currency than the invoices, and above what they were about', async () => {
    const path = (of: string) => ({ code: 'unprocessable', errors: [{ path: of }] });
    await expect(dispute({ amount: usd(1_00) })).rejects.toMatchObject(path('amount.currency'));
    await expect(dispute({ amount: eur(150_01) })).rejects.toMatchObject(path('amount.amount'));
  });
});

describe('the list of disputes', () => {
  const listed = async (status: Dispute['status'], customerId?: string) => {
    const ids: string[] = [];
    let startAfter: Page['next'] = null;
    do {
      const query = { status, limit: 1, startAfter, ...(customerId === undefined ? {} : { customerId }) };
      const page = await listDisputes(database.table, query);
      ids.push(...page.disputes.map(({ disputeId }) => disputeId));
      startAfter = page.next;
    } while (startAfter);
    return ids;
  };

  it('should show what waits to be resolved, the oldest first, of a customer or of all', async () => {
    const one = await dispute({ invoiceIds: [`${customer}-1`] });
    desk.advance({ hours: 1 });
    const other = await dispute({ invoiceIds: [`${customer}-2`] });
    expect(await listed('OPEN', customer)).toEqual([one.disputeId, other.disputeId]);
    expect(await listed('OPEN')).toEqual(expect.arrayContaining([one.disputeId, other.disputeId]));
    expect(await listed('OPEN', 'nobody')).toEqual([]);
    await resolve(one, 'REJECTED');
    expect(await listed('OPEN', customer)).toEqual([other.disputeId]);
    expect(await listed('RESOLVED', customer)).toEqual([one.disputeId]);
    expect(await listed('OPEN')).not.toContain(one.disputeId);
  });
});
