import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventData } from '../../../shared/contracts/events.ts';
import { MailMessage } from '../../../shared/contracts/mails.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { setStanding } from '../../../shared/store/customers.ts';
import { listHistory } from '../../../shared/store/history.ts';
import { listMails } from '../../../shared/store/mails.ts';
import { announceTemporaryLimitEnd, endTemporaryLimit } from '../../../shared/store/temporary-limits.ts';
import { loadAnotherCopy } from '../../support/another-copy.ts';
import { findDefects } from '../../support/audit.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { interpose } from '../../support/interpose.ts';
import { check, createCustomer, eur, invoice, setLimit } from '../../support/movements.ts';
import { grantLimit } from '../../support/temporary-limits.ts';

let database: Database;
let elsewhere: Awaited<ReturnType<typeof loadAnotherCopy>>;

beforeAll(async () => {
  database = await startDatabase();
  elsewhere = await loadAnotherCopy();
});

afterAll(async () => {
  expect(await findDefects(database)).toEqual([]);
  await database.stop();
});

const accountOf = (customer: string) => loadAccount(database.table, customer);

const kindsOf = async (customer: string): Promise<string[]> => {
  const { entries } = await listHistory(database.table, { customerId: customer, limit: 50 });
  for (const { data, kind } of entries) expect(eventData[kind].safeParse(data).error).toBeUndefined();
  return entries.map(({ kind }) => kind).reverse();
};

const mailsTo = async (requestId: string) => {
  const { mails } = await listMails(database.table, 'PENDING', { limit: 200 });
  for (const { template, data } of mails) expect(MailMessage.safeParse({ template, data }).error).toBeUndefined();
  return mails
    .filter(({ about }) => about['requestId'] === requestId)
    .map(({ template, to, data }) => ({ template, to, data }));
};

/** A customer with a limit of 100.00 and a temporary one of 300.00 up to a day a month later. */
const withTemporaryLimit = async (customer: string): Promise<{ desk: Desk; requestId: string }> => {
  const desk = openDesk(database.table);
  await createCustomer(desk.at(), customer, { limit: 100_00 });
  const requestId = await grantLimit(desk.at(), customer, 300_00, '2026-04-01');
  return { desk, requestId };
};

describe('a temporary limit', () => {
  it('should bound the customer on its days and no longer', async () => {
    const { desk } = await withTemporaryLimit('A');
    expect(await check(desk.at(), 'A', 'OA1', eur(250_00))).toMatchObject({
      decision: 'APPROVED',
      effectiveLimit: { amount: '300.00' },
    });
    desk.setTo('2026-04-01T23:59:59.999Z');
    expect(await check(desk.at(), 'A', 'OA2', eur(250_00))).toMatchObject({ decision: 'APPROVED' });
    desk.setTo('2026-04-02T00:00:00Z');
    expect(await check(desk.at(), 'A', 'OA3', eur(10_00))).toMatchObject({
      decision: 'REFERRED',
      effectiveLimit: { amount: '100.00' },
    });
  });

  it('should refuse to end while it holds', async () => {
    const { desk, requestId } = await withTemporaryLimit('B');
    desk.setTo('2026-04-01T23:59:59.999Z');
    await expect(endTemporaryLimit(desk.at(), 'B', requestId)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('should be taken off after its last day, once, and tell who is concerned', async () => {
    const { desk, requestId } = await withTemporaryLimit('C');
    desk.setTo('2026-04-02T00:00:00Z');
    const before = await accountOf('C');
    expect(await endTemporaryLimit(desk.at(), 'C', requestId)).toEqual({ outcome: 'ENDED', held: false });
    expect(await endTemporaryLimit(desk.at(), 'C', requestId)).toEqual({ outcome: 'GONE', held: false });
    const after = await accountOf('C');
    expect(after).toMatchObject({
      temporaryLimit: null,
      holdReasons: [],
      limitVersion: (before?.limitVersion ?? 0) + 1,
    });
    expect(await kindsOf('C')).toEqual([
      'CustomerCreated',
      'CreditLimitChanged',
      'LimitRequested',
      'TemporaryLimitGranted',
      'TemporaryLimitEnded',
    ]);
    expect(await mailsTo(requestId)).toMatchObject([
      { template: 'temporary-limit-ended', to: 'sam.sales@example.com', data: { held: false, excess: null } },
    ]);
  });

  it('should leave a customer on hold who owes more than the limit that holds then, and say why', async () => {
    const { desk, requestId } = await withTemporaryLimit('D');
    await invoice(desk.at(), 'D', 'ID', eur(180_00), { dueOn: '2026-05-01' });
    desk.setTo('2026-04-02T00:00:00Z');
    expect(await endTemporaryLimit(desk.at(), 'D', requestId)).toEqual({ outcome: 'ENDED', held: true });
    const account = await accountOf('D');
    expect(account?.holdReasons).toEqual([expect.stringContaining(`(limit request ${requestId})`)]);
    expect((await kindsOf('D')).slice(-2)).toEqual(['CustomerHeld', 'TemporaryLimitEnded']);
    expect(await mailsTo(requestId)).toMatchObject([{ data: { held: true, excess: { amount: '80.00' } } }]);
    expect(await check(desk.at(), 'D', 'OD', eur(1))).toMatchObject({ reasons: [{ code: 'ON_HOLD' }, {}] });
  });

  it('should hold nobody for what has expired by then', async () => {
    const { desk, requestId } = await withTemporaryLimit('E');
    await check(desk.at(), 'E', 'OE', eur(250_00));
    desk.setTo('2026-04-02T00:00:00Z');
    expect(await endTemporaryLimit(desk.at(), 'E', requestId)).toEqual({ outcome: 'ENDED', held: false });
    expect((await accountOf('E'))?.reservations).toBe(0n);
    expect(await kindsOf('E')).toContain('ReservationsExpired');
  });

  it('should leave alone the one that took its place', async () => {
    const { desk, requestId } = await withTemporaryLimit('F');
    desk.advance({ days: 10 });
    const second = await grantLimit(desk.at(), 'F', 400_00, '2026-06-30');
    desk.setTo('2026-04-02T00:00:00Z');
    expect(await announceTemporaryLimitEnd(desk.at(), 'F', requestId)).toEqual({ announced: false });
    expect(await endTemporaryLimit(desk.at(), 'F', requestId)).toEqual({ outcome: 'GONE', held: false });
    expect((await accountOf('F'))?.temporaryLimit).toMatchObject({ requestId: second, amount: 400_00n });
    expect(await mailsTo(requestId)).toEqual([]);
  });

  it('should end all the same when the customer is held for as many reasons as can be kept', async () => {
    const { desk, requestId } = await withTemporaryLimit('G');
    await invoice(desk.at(), 'G', 'IG', eur(180_00), { dueOn: '2026-05-01' });
    for (let at = 0; at < 10; at += 1) await setStanding(desk.at(), 'G', 'HOLD', `reason ${at}`);
    desk.setTo('2026-04-02T00:00:00Z');
    expect(await endTemporaryLimit(desk.at(), 'G', requestId)).toEqual({ outcome: 'ENDED', held: true });
  });

  it('should look again when something happens between reading and writing', async () => {
    const { desk, requestId } = await withTemporaryLimit('H');
    desk.setTo('2026-04-02T00:00:00Z');
    const bill = () => elsewhere.invoice(desk.at(), 'H', 'IH', eur(180_00), { dueOn: '2026-05-01' });
    const table = interpose(database.table, [bill]);
    expect(await endTemporaryLimit(desk.at({ table }), 'H', requestId)).toEqual({ outcome: 'ENDED', held: true });
    expect((await accountOf('H'))?.holdReasons).toHaveLength(1);
  });

  it('should hold a customer without a limit of its own who owes anything', async () => {
    const { desk, requestId } = await withTemporaryLimit('I');
    await invoice(desk.at(), 'I', 'II', eur(1), { dueOn: '2026-05-01' });
    await setLimit(desk.at(), 'I', null);
    desk.setTo('2026-04-02T00:00:00Z');
    expect(await endTemporaryLimit(desk.at(), 'I', requestId)).toEqual({ outcome: 'ENDED', held: true });
  });
});

describe('the notice', () => {
  it('should go once to who asked and who looks after the customer, with what would follow', async () => {
    const { desk, requestId } = await withTemporaryLimit('J');
    await invoice(desk.at(), 'J', 'IJ', eur(180_00), { dueOn: '2026-05-01' });
    desk.setTo('2026-03-25T00:00:00Z');
    const announce = () => announceTemporaryLimitEnd(desk.at(), 'J', requestId);
    expect(await announce()).toEqual({ announced: true });
    expect(await announce()).toEqual({ announced: true });
    expect(await mailsTo(requestId)).toMatchObject([
      {
        template: 'temporary-limit-ending',
        to: 'sam.sales@example.com',
        data: { validTo: '2026-04-01', limitAfterwards: { amount: '100.00' }, excess: { amount: '80.00' } },
      },
    ]);
  });
});
