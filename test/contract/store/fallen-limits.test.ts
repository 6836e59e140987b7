import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/dates.ts';
import { type CreditPolicy, defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { attendCustomer } from '../../../shared/store/daily-runs/attend-customer.ts';
import { gradeCustomer } from '../../../shared/store/grading/grade.ts';
import { loadScore, scoreWrite } from '../../../shared/store/grading/items.ts';
import { pageOfReviews } from '../../../shared/store/recommendation/reviews.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { staff } from '../../support/daily-runs.ts';
import { createCustomer, eur, invoice, pay, setLimit } from '../../support/movements.ts';
import { soundDesk } from '../../support/sound-desk.ts';

const { accountOf, database } = await soundDesk();

/** An open invoice of a hundred that was due so many days ago. */
const pastDue = (desk: Desk, customerId: string, days: number): Promise<unknown> =>
  invoice(desk.at(), customerId, `${customerId}-${days}`, eur(100_00), {
    issuedOn: addDays(desk.today(), -days - 30),
    dueOn: addDays(desk.today(), -days),
  });

describe('a grading that comes late', () => {
  it('should be as of the day of the grading that has been since', async () => {
    const desk = openDesk(database.table);
    await createCustomer(desk.at(), 'NEWS', { limit: 1_000_00 });
    await pastDue(desk, 'NEWS', 58);
    const news = desk.at();
    desk.advance({ days: 3 });
    await attendCustomer(desk.at(), staff, 'NEWS');
    const graded = await accountOf('NEWS');
    expect(graded).toMatchObject({ grade: 'D', gradedOn: desk.today(), creditLimit: 500_00n });
    const graded60 = [{ fact: 'DAYS_PAST_DUE', days: 60, grade: 'D' }];

    expect(await gradeCustomer(news, 'NEWS')).toMatchObject({ grade: 'D' });
    expect(await accountOf('NEWS')).toEqual(graded);
    const { ceilings, scoredOn } = (await loadScore(database.table, 'NEWS')).record ?? {};
    expect({ ceilings, scoredOn }).toEqual({ ceilings: graded60, scoredOn: desk.today() });
  });

  it('should be as of the newest entry of the history, where that is later', async () => {
    const desk = openDesk(database.table);
    await createCustomer(desk.at(), 'ENTRY', { limit: 1_000_00 });
    await pastDue(desk, 'ENTRY', 58);
    const news = desk.at();
    desk.advance({ days: 2 });
    await pastDue(desk, 'ENTRY', 1);
    await gradeCustomer(news, 'ENTRY');
    expect(await accountOf('ENTRY')).toMatchObject({ grade: 'D', gradedOn: desk.today() });
  });
});

describe('a limit that falls with the grade', () => {
  it('should be looked at again when the limit is that somebody has set', async () => {
    const desk = openDesk(database.table, { start: '2025-03-01T09:00:00Z' });
    await createCustomer(desk.at(), 'REVIEWED', { limit: 1_000_00 });
    const { limitSetAt } = await accountOf('REVIEWED');
    desk.advance({ days: 300 });
    await pastDue(desk, 'REVIEWED', 70);
    await gradeCustomer(desk.at(), 'REVIEWED');
    expect(await accountOf('REVIEWED')).toMatchObject({ creditLimit: 500_00n, limitSetAt });
    desk.advance({ days: 65 });
    const all = { limit: 50, startAfter: null, hasTime: () => true };
    const { reviews } = await pageOfReviews(desk.at(), desk.today(), all);
    expect(reviews.map(({ account }) => account.customerId)).toContain('REVIEWED');
  });

  it('should not lower the score, nor the grade again, by the larger share of it that is used', async () => {
    const desk = openDesk(database.table);
    await createCustomer(desk.at(), 'USED', { limit: 10_000_00 });
    for (let number = 0; number < 4; number += 1) {
      await pastDue(desk, 'USED', 20 + number);
      const date = addDays(desk.today(), -20 - number);
      await pay(desk.at(), 'USED', `P-${number}`, eur(100_00), { date, reference: `USED-${20 + number}` });
    }
    await gradeCustomer(desk.at(), 'USED');
    await invoice(desk.at(), 'USED', 'USED-OPEN', eur(7_000_00), { dueOn: addDays(desk.today(), 40) });
    await pastDue(desk, 'USED', 61);
    await gradeCustomer(desk.at(), 'USED');
    const fallen = await accountOf('USED');
    expect(fallen.creditLimit).toBeLessThanOrEqual(5_000_00n);

    await gradeCustomer(desk.at(), 'USED');
    expect(await accountOf('USED')).toEqual(fallen);
    const used = async () => (await loadScore(database.table, 'USED')).record?.contributions.find(isUtilization);
    const isUtilization = ({ name }: { readonly name: string }) => name === 'utilization';
    expect(await used()).toMatchObject({ value: 0.71, text: '71 % of the limit from before it fell' });

    // As it was kept of limits that fell before what is left of them was: the fall counted as a setting.
    const ofOld = { minorUnits: '1000000', fellAt: fallen.limitSetAt ?? '' };
    await database.table.transact([scoreWrite(database.table, 'USED', { limitBefore: ofOld })]);
    await gradeCustomer(desk.at(), 'USED');
    expect(await used()).toMatchObject({ value: 0.71, text: '71 % of the limit from before it fell' });

    // What a person sets then is what counts.
    desk.advance({ hours: 1 });
    await setLimit(desk.at(), 'USED', 5_000_00);
    await gradeCustomer(desk.at(), 'USED');
    expect(await used()).toMatchObject({ value: 1.42, text: '142 %' });
  });

  it('should not be raised again by itself for thirty days', async () => {
    const automatic = { grades: ['D'], upTo: [{ amount: '9000.00', currency: 'EUR' }], newCustomersUpTo: [] } as const;
    const limits = { ...defaultPolicy.limits, automatic: automatic as CreditPolicy['limits']['automatic'] };
    // The payment is booked two months after it came in: here the fall is to stand all the same.
    const grading = { ...defaultPolicy.grading, takeBackDays: 0 };
    const desk = openDesk(database.table, { policy: { limits, grading } });
    await createCustomer(desk.at(), 'RAISED', { limit: 1_000_00 });
    for (const month of ['2026-01', '2026-02']) {
      const id = `RAISED-${month}`;
      await invoice(desk.at(), 'RAISED', id, eur(9_000_00), { issuedOn: `${month}-01`, dueOn: `${month}-10` });
      await pay(desk.at(), 'RAISED', `P-${id}`, eur(9_000_00), { date: `${month}-10`, reference: id });
    }
    desk.advance({ days: 40 });
    await pastDue(desk, 'RAISED', 61);
    await gradeCustomer(desk.at(), 'RAISED');
    expect(await accountOf('RAISED')).toMatchObject({ grade: 'D', creditLimit: 500_00n });
    await pay(desk.at(), 'RAISED', 'P-LATE', eur(100_00), { date: addDays(desk.today(), -58), reference: 'RAISED-61' });
    await attendCustomer(desk.at(), staff, 'RAISED');
    expect(await accountOf('RAISED')).toMatchObject({ grade: 'D', creditLimit: 500_00n });
    desk.advance({ days: 30 });
    await invoice(desk.at(), 'RAISED', 'RAISED-NEXT', eur(1_00));
    await attendCustomer(desk.at(), staff, 'RAISED');
    expect((await accountOf('RAISED')).creditLimit).toBeGreaterThan(500_00n);
  });
});
