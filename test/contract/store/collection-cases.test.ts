import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/domain/history/entry.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { changeCase } from '../../../shared/store/collection/change.ts';
import { listCaseEvents, listCases } from '../../../shared/store/collection/items.ts';
import { lookBeforeSending } from '../../../shared/store/collection/look.ts';
import { openDispute } from '../../../shared/store/disputes.ts';
import { reversePayment } from '../../../shared/store/settlements.ts';
import { casesOn, directory } from '../../support/cases-on-engine.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { createCustomer, eur, invoice, pay } from '../../support/movements.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const billing = (email: string) => [{ name: 'Billing', email, role: 'BILLING' }];

let customers = 0;
/** A customer with one invoice that is due on 2 March 2026, a Monday, seen from the morning after. */
const late = async (more: { readonly email?: string; readonly contacts?: readonly JsonObject[] } = {}) => {
  customers += 1;
  const customerId = `LATE-${customers}`;
  const { desk, ...cases } = casesOn(database, { start: '2026-03-03T05:00:00.000Z' });
  const contacts = more.contacts ?? billing(more.email ?? `billing@${customerId.toLowerCase()}.example`);
  await createCustomer(desk.at(), customerId, { contacts, collector: 'cora.collector@example.com' });
  await invoice(desk.at(), customerId, `${customerId}-I`, eur(100_00), { issuedOn: '2026-02-01', dueOn: '2026-03-02' });
  return { ...cases, desk, customerId, invoiceId: `${customerId}-I` };
};

const mailsOf = async (caseId: string) =>
  (await database.scan())
    .filter((item) => item['entityType'] === 'MAIL' && String(item['data']).includes(caseId))
    .map((item) => String(item['template']));

describe('a case in the table', () => {
  it('should take every step of the strategy once, on its day, with its mails, tasks and the hold', async () => {
    const { attend, customerId, desk, news, stored, story, until } = await late();
    expect(await attend(customerId)).toBe('OPENED');
    expect(await attend(customerId)).toBe('UNCHANGED');
    await until(customerId, '2026-05-31T00:00:00.000Z');
    expect(await story(customerId)).toEqual([
      '2026-03-03 FRIENDLY_REMINDER',
      '2026-03-09 FIRM_REMINDER',
      '2026-03-16 CALL_TASK',
      '2026-03-23 ESCALATION',
      '2026-03-23 HoldPlaced',
      '2026-04-01 FINAL_NOTICE',
      '2026-04-16 LEGAL_HANDOFF',
    ]);
    const { state } = await stored(customerId);
    const mails = await mailsOf(state.caseId);
    expect(
      mails.filter((name) => ['friendly-reminder', 'firm-reminder', 'final-notice'].includes(name)).toSorted(),
    ).toEqual(['final-notice', 'firm-reminder', 'friendly-reminder']);
    const held = await loadAccount(database.table, customerId);
    expect(held?.holdReasons).toEqual([`Collections: overdue receivables, case ${state.caseId}`]);

    await pay(desk.at(), customerId, `${customerId}-P`, eur(100_00));
    await news(customerId, 'PaymentReceived');
    await news(customerId, 'PaymentReceived');
    expect((await stored(customerId)).state.status).toBe('CLOSED');
    expect((await loadAccount(database.table, customerId))?.holdReasons).toEqual([]);
    expect((await mailsOf(state.caseId)).filter((name) => name === 'payment-thanks')).toHaveLength(1);
  });

  it('should be opened again in place when the payment bounces, and go on with the step after', async () => {
    const { advance, attend, customerId, desk, news, stored, story, until } = await late();
    await attend(customerId);
    await until(customerId, '2026-03-06T12:00:00.000Z');
    await pay(desk.at(), customerId, `${customerId}-P`, eur(100_00));
    await news(customerId, 'PaymentReceived');
    const { caseId } = (await stored(customerId)).state;
    desk.advance({ hours: 1 });
    await reversePayment(desk.at(), `${customerId}-P`, 'bounced');
    await news(customerId, 'PaymentReversed');
    await news(customerId, 'PaymentReversed');
    const again = await stored(customerId);
    expect(again).toMatchObject({ run: 2, state: { caseId, status: 'OPEN' } });
    await advance(customerId);
    await until(customerId, '2026-03-10T00:00:00.000Z');
    expect(await story(customerId)).toEqual([
      '2026-03-03 FRIENDLY_REMINDER',
      '2026-03-06 CaseClosed',
      '2026-03-06 CaseReopened',
      '2026-03-09 FIRM_REMINDER',
    ]);
  });

  it('should write to one address once a day, whoever of its customers is late', async () => {
    const one = await late({ email: 'office@accountants.example' });
    const other = await late({ email: 'Office@accountants.example' });
    for (const { attend, customerId } of [one, other]) await attend(customerId);
    await one.until(one.customerId, '2026-03-05T00:00:00.000Z');
    await other.until(other.customerId, '2026-03-05T00:00:00.000Z');
    expect(await one.story(one.customerId)).toEqual(['2026-03-03 FRIENDLY_REMINDER']);
    expect(await other.story(other.customerId)).toEqual(['2026-03-04 FRIENDLY_REMINDER']);
  });

  it('should take a step once when it is advanced from many sides at once', async () => {
    const { advance, attend, customerId, desk, stored } = await late();
    await attend(customerId);
    desk.setTo('2026-03-03T09:00:00.000Z');
    await Promise.all(Array.from({ length: 5 }, () => advance(customerId)));
    const { caseId } = (await stored(customerId)).state;
    expect(await mailsOf(caseId)).toEqual(['friendly-reminder']);
    expect(await listCaseEvents(database.table, caseId)).toHaveLength(1);
  });

  it('should be one case when it is opened from many sides at once', async () => {
    const { attend, customerId } = await late();
    const opened = await Promise.all(Array.from({ length: 5 }, () => attend(customerId)));
    expect(opened).toContain('OPENED');
    const { cases } = await listCases(database.table, { limit: 100, startAfter: null });
    expect(cases.filter(({ state }) => state.customerId === customerId)).toHaveLength(1);
  });

  it('should tell in a message of what remains as it goes out, and of nothing that is paid, promised or disputed', async () => {
    const { attend, customerId, desk, invoiceId, stored, until } = await late();
    await attend(customerId);
    await until(customerId, '2026-03-03T12:00:00.000Z');
    const { caseId } = (await stored(customerId)).state;
    const look = () =>
      lookBeforeSending(desk.at(), { caseId, key: `${caseId}/1/friendly-reminder`, kind: 'FRIENDLY_REMINDER' });
    expect(await look()).toMatchObject({ send: true, totals: [eur(100_00)] });
    await pay(desk.at(), customerId, `${customerId}-P1`, eur(40_00));
    expect(await look()).toMatchObject({ send: true, totals: [eur(60_00)], items: [{ remaining: eur(60_00) }] });
    const promise = { promiseId: `${customerId}-PR`, invoiceIds: null, amount: eur(60_00), payBy: '2026-03-06' };
    await changeCase(desk.at(), directory, caseId, { type: 'PROMISE', ...promise, by: 'x' }, { answer: () => null });
    expect(await look()).toMatchObject({ send: false });
    await changeCase(
      desk.at(),
      directory,
      caseId,
      { type: 'CANCEL_PROMISE', promiseId: promise.promiseId, by: 'x' },
      { answer: () => null },
    );
    expect(await look()).toMatchObject({ send: true });
    await openDispute(desk.at(), { customerId, invoiceIds: [invoiceId], reason: 'broken' });
    expect(await look()).toMatchObject({ send: false });
    await pay(desk.at(), customerId, `${customerId}-P2`, eur(60_00), {
      allocations: [{ invoiceId, amount: eur(60_00) }],
    });
    expect(await look()).toEqual({ send: false, because: 'Nothing is owed any more.' });
  });

  it('should take money on the account for what was sent, and ask for the rest only', async () => {
    const { attend, customerId, desk, stored, until } = await late();
    await attend(customerId);
    await pay(desk.at(), customerId, `${customerId}-P`, eur(30_00), { reference: 'none', allocations: [] });
    await until(customerId, '2026-03-03T12:00:00.000Z');
    const { caseId } = (await stored(customerId)).state;
    expect(
      await lookBeforeSending(desk.at(), { caseId, key: `${caseId}/1/friendly-reminder`, kind: 'FRIENDLY_REMINDER' }),
    ).toMatchObject({
      send: true,
      totals: [eur(70_00)],
    });
  });
});
