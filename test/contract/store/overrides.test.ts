import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overridesView } from '../../../functions/get-overrides-report/view.ts';
import { addDays } from '../../../shared/dates.ts';
import type { LimitRequest } from '../../../shared/domain/limit-request/limit-request.ts';
import { newRequestWrite } from '../../../shared/store/limit-requests/items.ts';
import { writeOff } from '../../../shared/store/receivables.ts';
import { allTheTime } from '../../../shared/store/time-budget.ts';
import { warnOfOverrides } from '../../../shared/store/warnings/override-rates.ts';
import { overrideReport } from '../../../shared/store/warnings/override-report.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { createCustomer, credit, eur, invoice, pay } from '../../support/movements.ts';
import { decidedRequest } from '../../support/overrides.ts';

let database: Database;
let desk: Desk;
let made = 0;

beforeAll(async () => {
  database = await startDatabase();
  desk = openDesk(database.table, { start: '2026-03-02T09:00:00Z' });
});
afterAll(() => database.stop());

const store = async (changes: Parameters<typeof decidedRequest>[0], createdAt = desk.now()): Promise<LimitRequest> => {
  made += 1;
  const request = decidedRequest({ requestId: `R-${String(made).padStart(4, '0')}`, createdAt, ...changes });
  await database.table.transact([newRequestWrite(database.table, request)]);
  return request;
};
const by = (email: string, verdict: 'APPROVE' | 'REJECT' = 'APPROVE') => [{ by: email, verdict }];
const report = (
  hasTime = allTheTime,
  startAfter: Parameters<typeof overrideReport>[2]['startAfter'] = null,
  hasTimeToCompare = allTheTime,
) => overrideReport(desk.at(), { from: '2026-03-01', to: '2026-12-31' }, { hasTime, hasTimeToCompare, startAfter });
const notices = async () =>
  (await database.scan()).filter(({ entityType }) => entityType === 'WARNING').map(({ sk, data }) => [sk, data]);

describe('overrides', () => {
  it('should be held against what became of the orders that were let through', async () => {
    await createCustomer(desk.at(), 'C-1', { segment: 'RETAIL' });
    await createCustomer(desk.at(), 'C-2');
    await store({ orderId: 'SO-1' });
    await store({ orderId: 'SO-2', customerId: 'C-2', decisions: by('ben@example.com') });
    await store({ orderId: 'SO-3', status: 'REJECTED', decisions: by('ana@example.com', 'REJECT') });
    await store({ orderId: 'SO-9' }, '2026-02-01T09:00:00.000Z');
    const terms = { issuedOn: '2026-03-02', dueOn: '2026-03-12' };
    await invoice(desk.at(), 'C-1', 'I-1', eur(100_00), { orderId: 'SO-1', ...terms });
    await invoice(desk.at(), 'C-1', 'I-2', eur(300_00), { orderId: 'SO-1', ...terms });
    await invoice(desk.at(), 'C-1', 'I-3', eur(999_00), { ...terms });
    await invoice(desk.at(), 'C-2', 'I-4', eur(50_00), { orderId: 'SO-2', ...terms });
    desk.setTo('2026-03-10T09:00:00Z');
    await pay(desk.at(), 'C-1', 'P-1', eur(100_00), { allocations: [{ invoiceId: 'I-1', amount: eur(100_00) }] });
    desk.setTo('2026-03-22T09:00:00Z');
    await pay(desk.at(), 'C-1', 'P-2', eur(300_00), { allocations: [{ invoiceId: 'I-2', amount: eur(300_00) }] });
    await writeOff(desk.at(), 'I-4', 'insolvent');

    const { figures, names, next } = await report();
    expect(next).toBeNull();
    expect(names.get('C-1')).toBe('C-1 GmbH');
    expect(figures.total).toMatchObject({ decided: 3, overrides: 2 });
    expect(figures.approvers['ana@example.com']).toEqual({
      decided: 2,
      overrides: 1,
      letThrough: {
        orders: 1,
        invoices: 2,
        lateInvoices: 1,
        daysLate: 10,
        amounts: { EUR: { invoiced: 400_00n, late: 300_00n, legal: 0n, writtenOff: 0n } },
      },
    });
    expect(figures.customers['C-2']?.letThrough).toMatchObject({
      lateInvoices: 1,
      amounts: { EUR: { invoiced: 50_00n, writtenOff: 50_00n } },
    });
  });

  it('should be read page by page when there is not the time for all', async () => {
    for (let number = 0; number < 120; number += 1) await store({ orderId: `SO-${100 + number}` });
    const whole = (await report()).figures.total.decided;
    let decided = 0;
    let pages = 0;
    let startAfter: Awaited<ReturnType<typeof report>>['next'] = null;
    do {
      const page = await report(() => false, startAfter);
      decided += page.figures.total.decided;
      expect(page.whole?.total.decided).toBe(whole);
      startAfter = page.next;
      pages += 1;
    } while (startAfter !== null);
    expect({ decided, pages }).toEqual({ decided: whole, pages: 3 });
  });

  it('should be compared by the whole span on every page, or not at all', async () => {
    const bounds = { factor: '2', minimum: 5 };
    const span = { from: '2026-03-01', to: '2026-12-31' };
    const at = '2026-05-01T09:00:00.000Z';
    for (let number = 0; number < 6; number += 1) {
      await store({ orderId: `V-${number}`, decisions: by('vera@example.com') }, at);
    }
    const rejects = by('max@example.com', 'REJECT');
    for (let number = 0; number < 200; number += 1) {
      await store({ orderId: `W-${number}`, status: 'REJECTED', decisions: rejects }, '2026-04-20T09:00:00.000Z');
    }
    const first = await report(() => false);
    expect(first.next).not.toBeNull();
    const rowOf = (page: Parameters<typeof overridesView>[1]) =>
      overridesView(span, page, bounds, null).approvers.find(({ email }) => email === 'vera@example.com');
    const all = rowOf(await report());
    expect(all).toMatchObject({ decided: 6, overrides: 6, farAbove: true });
    expect(rowOf(first)).toEqual(all);
    const uncounted = await report(
      () => false,
      null,
      () => false,
    );
    expect(rowOf(uncounted)).toEqual({ ...all, othersRatePercent: null, farAbove: null });
  });

  it('should be told of once when an approver overrides far more than the others', async () => {
    const later = openDesk(database.table, { start: '2026-09-01T09:00:00Z' });
    const at = later.now();
    for (let number = 0; number < 6; number += 1) {
      await store({ orderId: `X-${number}`, decisions: by('zoe@example.com') }, at);
      const verdict = number === 0 ? 'APPROVE' : 'REJECT';
      const status = number === 0 ? 'APPROVED' : 'REJECTED';
      await store({ orderId: `Y-${number}`, status, decisions: by('yan@example.com', verdict) }, at);
    }
    expect(await warnOfOverrides(later.at(), allTheTime)).toBe(1);
    expect(await warnOfOverrides(later.at(), allTheTime)).toBe(0);
    const [[approver, data] = []] = await notices();
    expect(approver).toBe('zoe@example.com');
    expect(JSON.parse(String(data))).toEqual({
      approver: 'zoe@example.com',
      from: '2026-06-04',
      to: '2026-09-01',
      decided: 6,
      overrides: 6,
      ratePercent: '100.00',
      othersRatePercent: '16.67',
    });
    // The habit changes, and with it the warning.
    for (let number = 0; number < 20; number += 1) {
      await store({ orderId: `Z-${number}`, status: 'REJECTED', decisions: by('zoe@example.com', 'REJECT') }, at);
    }
    await warnOfOverrides(later.at(), allTheTime);
    expect(await notices()).toEqual([]);
  });
});

describe('what was let through by an override', () => {
  it('should count as late what was paid after the due date only, and nothing that was credited', async () => {
    await createCustomer(desk.at(), 'C-3');
    await store({ orderId: 'SO-31', customerId: 'C-3', decisions: by('cyd@example.com') });
    const terms = { issuedOn: desk.today(), dueOn: addDays(desk.today(), 10), orderId: 'SO-31' };
    for (const id of ['I-31', 'I-32']) await invoice(desk.at(), 'C-3', id, eur(100_00), terms);
    const part = (id: string, amount: bigint) =>
      pay(desk.at(), 'C-3', id, eur(amount), { allocations: [{ invoiceId: 'I-31', amount: eur(amount) }] });
    await part('P-31', 40_00n);
    desk.advance({ days: 20 });
    await part('P-32', 60_00n);
    await credit(desk.at(), 'C-3', 'N-32', eur(100_00), { allocations: [{ invoiceId: 'I-32', amount: eur(100_00) }] });
    expect((await report()).figures.customers['C-3']?.letThrough).toEqual({
      ...{ orders: 1, invoices: 1, lateInvoices: 1, daysLate: 10 },
      amounts: { EUR: { invoiced: 100_00n, late: 60_00n, legal: 0n, writtenOff: 0n } },
    });
  });
});
