import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/dates.ts';
import { attendCustomer } from '../../../shared/store/daily-runs/attend-customer.ts';
import { openDispute } from '../../../shared/store/disputes.ts';
import { gradeCustomer } from '../../../shared/store/grading/grade.ts';
import { recordInsolvency } from '../../../shared/store/grading/insolvency.ts';
import { loadScore } from '../../../shared/store/grading/items.ts';
import { listHistory } from '../../../shared/store/history.ts';
import { answerHandoff } from '../../../shared/store/legal-handoffs/answer.ts';
import { writeOff } from '../../../shared/store/receivables.ts';
import { reversePayment } from '../../../shared/store/settlements.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { staff } from '../../support/daily-runs.ts';
import { handedOver, MIA } from '../../support/handoffs-on-engine.ts';
import { createCustomer, eur, invoice, pay, setLimit } from '../../support/movements.ts';
import { soundDesk } from '../../support/sound-desk.ts';

const { accountOf, database } = await soundDesk();

const scoredBy = async (customerId: string, characteristic: string) =>
  (await loadScore(database.table, customerId)).record?.contributions.find(({ name }) => name === characteristic)
    ?.value;
const nextMorning = async (desk: Desk, customerId: string): Promise<void> => {
  desk.advance({ days: 1 });
  await attendCustomer(desk.at(), staff, customerId);
};

/** Invoices of a hundred, due so many days ago and paid on that day. */
const paidOnTime = async (desk: Desk, customerId: string, daysAgo: readonly number[]): Promise<void> => {
  await createCustomer(desk.at(), customerId, { limit: 1_200_00 });
  for (const days of daysAgo) {
    const dueOn = addDays(desk.today(), -days);
    await invoice(desk.at(), customerId, `${customerId}-${days}`, eur(100_00), {
      issuedOn: addDays(dueOn, -10),
      dueOn,
    });
    await pay(desk.at(), customerId, `P-${customerId}-${days}`, eur(100_00), {
      ...{ date: dueOn, reference: `${customerId}-${days}` },
    });
  }
  await gradeCustomer(desk.at(), customerId);
  expect(await accountOf(customerId)).toMatchObject({ grade: 'A', creditLimit: 1_200_00n });
};
const overdue = (desk: Desk, customerId: string, invoiceId: string, days: number) =>
  invoice(desk.at(), customerId, invoiceId, eur(100_00), {
    issuedOn: addDays(desk.today(), -days - 10),
    dueOn: addDays(desk.today(), -days),
  });

describe('a payment that was booked wrongly', () => {
  it('should cost nothing at once when it is reversed, and give back what the morning took once it is booked again', async () => {
    const desk = openDesk(database.table);
    await paidOnTime(desk, 'COR', [270, 200, 100, 50]);
    const before = await accountOf('COR');
    await reversePayment(desk.at(), 'P-COR-270', 'Booked on the wrong customer');
    await gradeCustomer(desk.at(), 'COR', 'PaymentReversed');
    expect(await accountOf('COR')).toMatchObject({ grade: 'A', creditLimit: 1_200_00n, gradeDueOn: desk.today() });

    await nextMorning(desk, 'COR');
    expect(await accountOf('COR')).toMatchObject({ grade: 'E', creditLimit: 0n });
    const date = addDays(desk.today(), -271);
    await pay(desk.at(), 'COR', 'P-COR-AGAIN', eur(100_00), { date, reference: 'COR-270' });
    await nextMorning(desk, 'COR');
    const { creditLimit, grade, limitSetAt } = await accountOf('COR');
    expect({ creditLimit, grade, limitSetAt }).toEqual({
      creditLimit: 1_200_00n,
      grade: 'A',
      limitSetAt: before.limitSetAt,
    });
    const { entries } = await listHistory(database.table, { customerId: 'COR', limit: 9 });
    expect(entries.find(({ kind }) => kind === 'GradeChanged')).toMatchObject({
      kind: 'GradeChanged',
      data: { from: 'E', grade: 'A', undone: true, limit: { from: { amount: '0.00' }, to: { amount: '1200.00' } } },
    });
    expect((await loadScore(database.table, 'COR')).fall).toBeNull();
  });

  it('should fall at once where it bounced once too often, and by all else in the morning', async () => {
    const desk = openDesk(database.table);
    await paidOnTime(desk, 'BOUNCY', [270, 200, 100, 50]);
    for (const days of [270, 200, 100]) await reversePayment(desk.at(), `P-BOUNCY-${days}`, 'No funds');
    await gradeCustomer(desk.at(), 'BOUNCY', 'PaymentReversed');
    expect(await accountOf('BOUNCY')).toMatchObject({ grade: 'D', creditLimit: 500_00n, gradeDueOn: desk.today() });
    await nextMorning(desk, 'BOUNCY');
    expect(await accountOf('BOUNCY')).toMatchObject({ grade: 'E', creditLimit: 0n });
  });

  it('should not give back what a real late payment took', async () => {
    const desk = openDesk(database.table);
    await paidOnTime(desk, 'REAL', [200, 100, 50]);
    await overdue(desk, 'REAL', 'REAL-X', 59);
    await nextMorning(desk, 'REAL');
    expect(await accountOf('REAL')).toMatchObject({ grade: 'D', creditLimit: 500_00n });
    await openDispute(desk.at(), { customerId: 'REAL', invoiceIds: ['REAL-X'], reason: 'Suddenly broken' });
    await nextMorning(desk, 'REAL');
    expect(await accountOf('REAL')).toMatchObject({ grade: 'D', creditLimit: 500_00n });
    await pay(desk.at(), 'REAL', 'P-REAL-X', eur(100_00), { reference: 'REAL-X' });
    await nextMorning(desk, 'REAL');
    expect(await accountOf('REAL')).toMatchObject({ grade: 'D', creditLimit: 500_00n });
  });
});

describe('an insolvency that was another one', () => {
  it('should be forgotten with its grade and its limit when it ends at once', async () => {
    const desk = openDesk(database.table);
    await paidOnTime(desk, 'INS', [100, 60, 30]);
    await recordInsolvency(desk.at(), 'INS', 'REPORT', 'Mistaken for INS-2');
    expect(await accountOf('INS')).toMatchObject({ grade: 'E', creditLimit: 0n });
    desk.advance({ hours: 1 });
    await recordInsolvency(desk.at(), 'INS', 'END', 'It was INS-2');
    expect(await accountOf('INS')).toMatchObject({ grade: 'A', creditLimit: 1_200_00n, holdReasons: [] });
  });
});

describe('money that is lost', () => {
  it('should bound the grade at once, and not raise the score', async () => {
    const desk = openDesk(database.table);
    await paidOnTime(desk, 'LOST', [200, 100, 50, 30]);
    await overdue(desk, 'LOST', 'LOST-X', 50);
    await gradeCustomer(desk.at(), 'LOST');
    const before = (await accountOf('LOST')).score ?? 0;
    await writeOff(desk.at(), 'LOST-X', 'Gone');
    await gradeCustomer(desk.at(), 'LOST', 'ReceivableWrittenOff');
    const after = await accountOf('LOST');
    expect(after).toMatchObject({ grade: 'D', risingSince: null });
    expect(after.score).toBeLessThanOrEqual(before);
    expect(await scoredBy('LOST', 'worstDaysPastDue')).toBe(50);
    expect(await scoredBy('LOST', 'defaults')).toBe(1);
    desk.advance({ days: 40 });
    await overdue(desk, 'LOST', 'LOST-Y', 10);
    await writeOff(desk.at(), 'LOST-Y', 'Gone too');
    await gradeCustomer(desk.at(), 'LOST', 'ReceivableWrittenOff');
    expect(await accountOf('LOST')).toMatchObject({ grade: 'E', creditLimit: 0n });
  });

  it('should not count the days of a residue that is written off', async () => {
    const desk = openDesk(database.table);
    await paidOnTime(desk, 'CENTS', [200, 100, 50]);
    await overdue(desk, 'CENTS', 'CENTS-X', 300);
    const parts = { date: addDays(desk.today(), -300), reference: 'CENTS-X' };
    await pay(desk.at(), 'CENTS', 'P-CENTS-X', eur(98_00), parts);
    await writeOff(desk.at(), 'CENTS-X', 'Bank charges');
    await gradeCustomer(desk.at(), 'CENTS');
    expect(await accountOf('CENTS')).toMatchObject({ grade: 'A' });
    expect(await scoredBy('CENTS', 'worstDaysPastDue')).toBe(0);
  });
});

describe('a case that should not have gone to the lawyers', () => {
  it('should cost neither grade nor limit once it has come back', async () => {
    const one = await handedOver(database);
    const { at, customerId, desk } = one;
    await setLimit(at(), customerId, 2_000_00);
    await gradeCustomer(at(), customerId);
    const before = await accountOf(customerId);
    await one.decide('APPROVE');
    desk.advance({ days: 1 });
    await gradeCustomer(at(), customerId);
    expect(await accountOf(customerId)).toMatchObject({ grade: 'D', creditLimit: 1_000_00n });

    const { handoffId } = await one.handoff();
    const said = { kind: 'RECALL', reason: 'A slip of the approver.' } as const;
    await answerHandoff(at(MIA), one.directory, handoffId, said, () => null);
    desk.advance({ days: 1 });
    await gradeCustomer(at(), customerId);
    const { creditLimit, grade, limitSetAt } = before;
    expect(await accountOf(customerId)).toMatchObject({ creditLimit, grade, limitSetAt });
    expect((await loadScore(database.table, customerId)).fall).toBeNull();
  });
});

describe('a default that has become too old to count', () => {
  it('should not take back the fall that it was a part of', async () => {
    const desk = openDesk(database.table, { start: '2024-03-20T09:00:00.000Z' });
    await paidOnTime(desk, 'AGED', [200, 100, 50]);
    for (const [invoiceId, day] of [
      ['AGED-X', '2024-03-20T10:00:00.000Z'],
      ['AGED-Y', '2026-03-30T10:00:00.000Z'],
    ] as const) {
      desk.setTo(day);
      await overdue(desk, 'AGED', invoiceId, 10);
      await writeOff(desk.at(), invoiceId, 'Gone');
      await gradeCustomer(desk.at(), 'AGED', 'ReceivableWrittenOff');
    }
    expect(await accountOf('AGED')).toMatchObject({ grade: 'E' });
    desk.advance({ days: 3 });
    await gradeCustomer(desk.at(), 'AGED');
    expect(await accountOf('AGED')).toMatchObject({ grade: 'E' });
  });
});

describe('an invoice that is disputed', () => {
  it('should cost no score while the dispute is open', async () => {
    const desk = openDesk(database.table);
    await paidOnTime(desk, 'DIS', [200, 100, 50]);
    await overdue(desk, 'DIS', 'DIS-X', 50);
    await openDispute(desk.at(), { customerId: 'DIS', invoiceIds: ['DIS-X'], reason: 'Broken' });
    await gradeCustomer(desk.at(), 'DIS');
    expect(await accountOf('DIS')).toMatchObject({ grade: 'A', creditLimit: 1_200_00n });
    expect(await scoredBy('DIS', 'worstDaysPastDue')).toBe(0);
    expect(await scoredBy('DIS', 'overdueShare')).toBe(0);
  });
});
