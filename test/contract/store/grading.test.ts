import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/dates.ts';
import type { HistoryEntry } from '../../../shared/domain/history/entry.ts';
import { defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { advanceAccount } from '../../../shared/store/accounts.ts';
import type { Context } from '../../../shared/store/context.ts';
import { setStanding, takeOverLimit } from '../../../shared/store/customers.ts';
import { attendCustomer } from '../../../shared/store/daily-runs/attend-customer.ts';
import { openDispute } from '../../../shared/store/disputes.ts';
import { gradeCustomer } from '../../../shared/store/grading/grade.ts';
import { recordInsolvency } from '../../../shared/store/grading/insolvency.ts';
import { loadScore } from '../../../shared/store/grading/items.ts';
import { listHistory } from '../../../shared/store/history.ts';
import { listRequests } from '../../../shared/store/limit-requests/items.ts';
import { submitLimitRequest } from '../../../shared/store/limit-requests/submit.ts';
import { withdrawRequest } from '../../../shared/store/limit-requests/withdraw.ts';
import { recordRating } from '../../../shared/store/papers.ts';
import { writeOff } from '../../../shared/store/receivables.ts';
import { reversePayment } from '../../../shared/store/settlements.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { staff } from '../../support/daily-runs.ts';
import { check, createCustomer, eur, invoice, pay, setLimit } from '../../support/movements.ts';
import { soundDesk } from '../../support/sound-desk.ts';

const { accountOf, database } = await soundDesk();

const entriesOf = async (customerId: string): Promise<readonly HistoryEntry[]> =>
  (await listHistory(database.table, { customerId, limit: 200 })).entries.toReversed();
const kindsOf = async (customerId: string) => (await entriesOf(customerId)).map(({ kind }) => kind);
const gradesOf = async (customerId: string) =>
  (await entriesOf(customerId)).flatMap(({ data, kind }) =>
    kind === 'GradeChanged' ? [`${data['from']}>${data['grade']}`] : [],
  );

/** Pays an invoice of a hundred so many days after it was due. */
const payLate = async (desk: Desk, customerId: string, id: string, late: number): Promise<void> => {
  const dueOn = addDays(desk.today(), -late);
  await invoice(desk.at(), customerId, id, eur(100_00), { issuedOn: addDays(dueOn, -10), dueOn });
  await pay(desk.at(), customerId, `P-${id}`, eur(100_00), { reference: id });
};

const payAll = async (desk: Desk, customerId: string, late: number, count = 3): Promise<void> => {
  for (let number = 0; number < count; number += 1)
    await payLate(desk, customerId, `${customerId}-${late}-${number}`, late);
};

/** What the morning after brings. */
const nextMorning = async (desk: Desk, customerId: string, days = 1): Promise<void> => {
  desk.advance({ days });
  await attendCustomer(desk.at(), staff, customerId);
};

describe('a grade', () => {
  it('should be given by the daily run after payments, once, and be due again for its review', async () => {
    const desk = openDesk(database.table);
    await createCustomer(desk.at(), 'GOOD', { limit: 1_000_00 });
    await payAll(desk, 'GOOD', 0, 2);
    expect(await accountOf('GOOD')).toMatchObject({ grade: null, gradeDueOn: desk.today() });
    await nextMorning(desk, 'GOOD');
    expect(await accountOf('GOOD')).toMatchObject({ grade: null, score: null, gradedOn: null, gradeDueOn: null });
    await payLate(desk, 'GOOD', 'GOOD-3', 0);
    await attendCustomer(desk.at(), staff, 'GOOD');
    const graded = await accountOf('GOOD');
    const reviewOn = addDays(desk.today(), defaultPolicy.grading.grades.A.reviewDays);
    expect(graded).toMatchObject({ grade: 'A', gradedOn: desk.today(), gradeDueOn: reviewOn, creditLimit: 1_000_00n });
    const { record } = await loadScore(database.table, 'GOOD');
    expect(record).toMatchObject({ grade: 'A', score: graded.score, policyVersion: 1, ceilings: [] });
    expect(record?.contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(graded.score);
    expect(record?.contributions.find(({ name }) => name === 'netMargin')).toMatchObject({
      isNeutral: true,
      missing: 'NO_STATEMENT',
    });

    await attendCustomer(desk.at(), staff, 'GOOD');
    await gradeCustomer(desk.at(), 'GOOD');
    expect(await accountOf('GOOD')).toEqual(graded);
    expect(await gradesOf('GOOD')).toEqual(['null>A']);
  });

  it('should not be looked at without a cause, and be reviewed without an entry when nothing has changed', async () => {
    const desk = openDesk(database.table);
    await createCustomer(desk.at(), 'QUIET');
    await payAll(desk, 'QUIET', 0);
    await nextMorning(desk, 'QUIET');
    const graded = await accountOf('QUIET');
    await nextMorning(desk, 'QUIET', 100);
    expect(await accountOf('QUIET')).toEqual(graded);
    await recordRating(
      desk.at(),
      'QUIET',
      { source: 'agency', score: 'AA', scale: 'S&P', ratedOn: desk.today(), validTo: '2030-01-01' },
      'rating',
    );
    expect((await accountOf('QUIET')).gradeDueOn).toBe(desk.today());
    const before = await kindsOf('QUIET');
    await gradeCustomer(desk.at(), 'QUIET');
    expect(await kindsOf('QUIET')).toEqual(before);
    expect(await accountOf('QUIET')).toMatchObject({ gradedOn: desk.today(), version: before.length });
    const { record } = await loadScore(database.table, 'QUIET');
    expect(record?.contributions.find(({ name }) => name === 'outsideRating')?.missing).toBe('RATING_NOT_ON_SCALE');
  });

  it('should fall at once, and the limit with it, so that the next check meets both', async () => {
    const desk = openDesk(database.table);
    await createCustomer(desk.at(), 'FALLS', { limit: 10_000_00 });
    await payAll(desk, 'FALLS', 0);
    await nextMorning(desk, 'FALLS');
    expect((await check(desk.at(), 'FALLS', 'FALLS-O1', eur(9_000_00))).decision).toBe('APPROVED');
    await payAll(desk, 'FALLS', 50, 6);
    const before = await accountOf('FALLS');
    await nextMorning(desk, 'FALLS');
    const after = await accountOf('FALLS');
    expect(['D', 'E']).toContain(after.grade);
    expect(after.creditLimit).toBeLessThanOrEqual(4_166_00n);
    expect(after.limitVersion).toBe(before.limitVersion + 1);
    const [entry] = (await entriesOf('FALLS')).filter(({ kind }) => kind === 'GradeChanged').toReversed();
    expect(entry?.data).toMatchObject({
      from: 'A',
      grade: after.grade,
      score: after.score,
      limit: { from: { amount: '10000.00', currency: 'EUR' } },
    });
    expect((await check(desk.at(), 'FALLS', 'FALLS-O2', eur(500_00))).decision).not.toBe('APPROVED');
  });

  it('should leave an unlimited customer unlimited, and tell of it', async () => {
    const desk = openDesk(database.table);
    await createCustomer(desk.at(), 'BIG', { limit: 'unlimited' });
    await payAll(desk, 'BIG', 0);
    await nextMorning(desk, 'BIG');
    await payAll(desk, 'BIG', 60, 6);
    await nextMorning(desk, 'BIG');
    expect(await accountOf('BIG')).toMatchObject({ unlimited: true, creditLimit: null });
    expect((await entriesOf('BIG')).at(-1)).toMatchObject({
      kind: 'GradeChanged',
      data: { unlimited: true, limit: null },
    });
  });

  it('should tell that a limit says nothing any more when the first grade gives no terms', async () => {
    const { grades } = defaultPolicy.grading;
    const grading = { ...defaultPolicy.grading, grades: { ...grades, D: { ...grades.D, maxTermsDays: 0 } } };
    const desk = openDesk(database.table, { policy: { grading } });
    await createCustomer(desk.at(), 'TAKEN-OVER', { limit: 5_000_00 });
    await payAll(desk, 'TAKEN-OVER', 60, 6);
    await nextMorning(desk, 'TAKEN-OVER');
    expect(await accountOf('TAKEN-OVER')).toMatchObject({ grade: 'D', creditLimit: 5_000_00n });
    expect((await entriesOf('TAKEN-OVER')).at(-1)).toMatchObject({
      kind: 'GradeChanged',
      data: { from: null, grade: 'D', limit: null, prepayment: true },
    });
  });

  it('should be bounded once something is sixty days past due, though nothing else is known, unless it is disputed', async () => {
    const desk = openDesk(database.table);
    for (const customerId of ['LATE', 'DISPUTED']) {
      await createCustomer(desk.at(), customerId, { limit: 1_000_00 });
      const dates = { issuedOn: addDays(desk.today(), -69), dueOn: addDays(desk.today(), -59) };
      await invoice(desk.at(), customerId, `${customerId}-1`, eur(100_00), dates);
    }
    await openDispute(desk.at(), { customerId: 'DISPUTED', invoiceIds: ['DISPUTED-1'], reason: 'Not ours' });
    for (const customerId of ['LATE', 'DISPUTED']) await attendCustomer(desk.at(), staff, customerId);
    expect(await accountOf('LATE')).toMatchObject({ grade: null });
    desk.advance({ days: 1 });
    for (const customerId of ['LATE', 'DISPUTED']) await attendCustomer(desk.at(), staff, customerId);
    expect(await accountOf('LATE')).toMatchObject({ grade: 'D', score: null, creditLimit: 500_00n });
    expect(await accountOf('DISPUTED')).toMatchObject({ grade: null, creditLimit: 1_000_00n });
    expect((await entriesOf('LATE')).at(-1)?.data).not.toMatchObject({ from: 'A' });
  });

  it('should not fall for a residue, nor for what unapplied cash covers, however long it is open', async () => {
    const desk = openDesk(database.table);
    const longAgo = { issuedOn: addDays(desk.today(), -160), dueOn: addDays(desk.today(), -130) };
    for (const customerId of ['RESIDUE', 'COVERED', 'SHORT']) {
      await createCustomer(desk.at(), customerId, { limit: 1_000_00 });
      await invoice(desk.at(), customerId, `${customerId}-1`, eur(100_00), longAgo);
    }
    await pay(desk.at(), 'RESIDUE', 'P-RESIDUE-1', eur(95_01), { reference: 'RESIDUE-1' });
    await pay(desk.at(), 'SHORT', 'P-SHORT-1', eur(95_00), { reference: 'SHORT-1' });
    await pay(desk.at(), 'COVERED', 'P-COVERED-1', eur(100_00), { allocations: [] });
    for (const customerId of ['RESIDUE', 'COVERED', 'SHORT']) await attendCustomer(desk.at(), staff, customerId);
    expect(await accountOf('COVERED')).toMatchObject({ openReceivables: 100_00n, unappliedCash: 100_00n });
    for (const customerId of ['RESIDUE', 'COVERED']) {
      expect(await accountOf(customerId)).toMatchObject({ grade: null, creditLimit: 1_000_00n });
    }
    expect(await accountOf('SHORT')).toMatchObject({ grade: 'E', creditLimit: 0n });
  });

  it('should let a limit that it has lowered be taken over again', async () => {
    const desk = openDesk(database.table);
    await createCustomer(desk.at(), 'AGAIN');
    const command = { creditLimit: eur(1_000_00), unlimited: false, reason: 'As in the ERP', bodyHash: 'the same' };
    await takeOverLimit(desk.at(), 'AGAIN', command);
    const dates = { issuedOn: addDays(desk.today(), -100), dueOn: addDays(desk.today(), -70) };
    await invoice(desk.at(), 'AGAIN', 'AGAIN-1', eur(100_00), dates);
    await gradeCustomer(desk.at(), 'AGAIN');
    expect(await accountOf('AGAIN')).toMatchObject({ grade: 'D', creditLimit: 500_00n });
    await takeOverLimit(desk.at(), 'AGAIN', command);
    expect(await accountOf('AGAIN')).toMatchObject({ grade: 'D', creditLimit: 1_000_00n });
  });

  it('should ask for the limit from before when it is taken back, once nobody else has asked for one', async () => {
    const desk = openDesk(database.table);
    await createCustomer(desk.at(), 'BACK', { limit: 1_000_00 });
    await invoice(desk.at(), 'BACK', 'BACK-1', eur(100_00), {
      issuedOn: addDays(desk.today(), -100),
      dueOn: addDays(desk.today(), -70),
    });
    await gradeCustomer(desk.at(), 'BACK');
    await nextMorning(desk, 'BACK', 60);
    expect(await accountOf('BACK')).toMatchObject({ grade: 'E', creditLimit: 0n });
    await pay(desk.at(), 'BACK', 'P-BACK-1', eur(100_00), { reference: 'BACK-1' });
    await gradeCustomer(desk.at(), 'BACK');
    const other = {
      customerId: 'BACK',
      kind: 'PERMANENT',
      requestedLimit: eur(50_00),
      reason: 'A first order',
      requestedBy: 'sales@example.com',
    } as const;
    desk.advance({ days: defaultPolicy.grading.riseAfterDays });
    const { requestId } = await submitLimitRequest(desk.at(), other, (request) => request);
    await attendCustomer(desk.at(), staff, 'BACK');
    const own = async () =>
      (await listRequests(database.table, { limit: 50, startAfter: null })).requests.filter(
        ({ customerId, requestedBy }) => customerId === 'BACK' && requestedBy === 'credence',
      );
    expect(await accountOf('BACK')).toMatchObject({ grade: null, creditLimit: 0n });
    expect(await own()).toEqual([]);
    await withdrawRequest(desk.at(), requestId, undefined, (request) => request);
    await nextMorning(desk, 'BACK');
    expect(await own()).toMatchObject([{ kind: 'PERMANENT', requested: { minorUnits: 1_000_00n } }]);
    await nextMorning(desk, 'BACK');
    await nextMorning(desk, 'BACK');
    expect(await own()).toHaveLength(1);
    expect((await loadScore(database.table, 'BACK')).risen).toBeNull();
    expect(await accountOf('BACK')).toMatchObject({ grade: null, gradeDueOn: null });
  });

  it('should rise by one after the waiting time, and ask once for the recommended limit in the name of the platform', async () => {
    const desk = openDesk(database.table);
    await createCustomer(desk.at(), 'RISES', { limit: 10_00 });
    await payAll(desk, 'RISES', 12, 4);
    await nextMorning(desk, 'RISES');
    const low = (await accountOf('RISES')).grade;
    for (let month = 0; month < 14; month += 1) {
      await payAll(desk, 'RISES', -month, 6);
      await nextMorning(desk, 'RISES', 31);
    }
    const grades = await gradesOf('RISES');
    expect(grades.slice(0, 2)).toEqual([`null>${low}`, `${low}>${String.fromCharCode((low ?? '').charCodeAt(0) - 1)}`]);
    const { requests } = await listRequests(database.table, { limit: 50, startAfter: null });
    const [asked, ...more] = requests.filter(({ customerId }) => customerId === 'RISES');
    expect(more).toEqual([]);
    expect(asked).toMatchObject({ kind: 'PERMANENT', requestedBy: 'credence', status: 'ASSESSING' });
    expect(asked?.reason).toContain('The grade has risen from');
    expect(asked?.requested.minorUnits).toBeGreaterThan(10_00n);
    expect(await accountOf('RISES')).toMatchObject({ creditLimit: 10_00n });
    expect((await loadScore(database.table, 'RISES')).risen).toBeNull();
    expect((await accountOf('RISES')).gradeDueOn).not.toBe(desk.today());
  });
});

describe('repeated default', () => {
  const withDefaults = async (desk: Desk, customerId: string, count: number): Promise<void> => {
    await createCustomer(desk.at(), customerId);
    for (let number = 0; number < count; number += 1) {
      await defaultOnce(desk.at(), `${customerId}-${number}`, customerId);
      desk.advance({ days: 31 });
    }
  };
  const defaultOnce = async (context: Context, invoiceId: string, customerId: string): Promise<void> => {
    await invoice(context, customerId, invoiceId, eur(60_00));
    await writeOff(context, invoiceId, 'Gone');
  };

  it('should propose the blacklist once, and again with the next one', async () => {
    const desk = openDesk(database.table);
    await withDefaults(desk, 'PROPOSED', 2);
    await gradeCustomer(desk.at(), 'PROPOSED');
    await gradeCustomer(desk.at(), 'PROPOSED');
    const proposals = async () => (await kindsOf('PROPOSED')).filter((kind) => kind === 'BlacklistProposed').length;
    expect(await proposals()).toBe(1);
    expect(await accountOf('PROPOSED')).toMatchObject({ blacklisted: false });
    await defaultOnce(desk.at(), 'PROPOSED-X', 'PROPOSED');
    await nextMorning(desk, 'PROPOSED');
    expect(await proposals()).toBe(2);
  });

  it('should propose nothing for residues, nor for all that is lost of one trouble', async () => {
    const desk = openDesk(database.table);
    await createCustomer(desk.at(), 'RESIDUES');
    for (const number of [1, 2, 3]) {
      const invoiceId = `RESIDUES-${number}`;
      await invoice(desk.at(), 'RESIDUES', invoiceId, eur(50_00));
      await pay(desk.at(), 'RESIDUES', `P-${invoiceId}`, eur(49_98));
      await writeOff(desk.at(), invoiceId, 'Bank charges');
      desk.advance({ days: 31 });
    }
    for (const number of [4, 5, 6]) await defaultOnce(desk.at(), `RESIDUES-${number}`, 'RESIDUES');
    await gradeCustomer(desk.at(), 'RESIDUES');
    expect(await kindsOf('RESIDUES')).not.toContain('BlacklistProposed');
  });

  it('should set the blacklist where the policy says so, and leave a person the last word', async () => {
    const grading = { ...defaultPolicy.grading, blacklist: { afterDefaults: 2, action: 'SET' as const } };
    const desk = openDesk(database.table, { policy: { grading } });
    await withDefaults(desk, 'LISTED', 2);
    await gradeCustomer(desk.at(), 'LISTED');
    expect(await accountOf('LISTED')).toMatchObject({ blacklisted: true });
    expect((await entriesOf('LISTED')).find(({ kind }) => kind === 'CustomerBlacklisted')?.data).toMatchObject({
      reason: 'Repeated default: write-offs or legal handoffs in 2 of the last 24 months',
      status: 'BLACKLISTED',
    });
    await defaultOnce(desk.at(), 'LISTED-MEANWHILE', 'LISTED');
    await gradeCustomer(desk.at(), 'LISTED');
    await setStanding(desk.at(), 'LISTED', 'UNBLACKLIST', 'Paid in the end');
    await gradeCustomer(desk.at(), 'LISTED');
    await nextMorning(desk, 'LISTED');
    expect(await accountOf('LISTED')).toMatchObject({ blacklisted: false });
  });
});

describe('an insolvency', () => {
  it('should hold the customer, give it the last grade and take its limit, at once', async () => {
    const desk = openDesk(database.table);
    await createCustomer(desk.at(), 'BROKE', { limit: 5_000_00 });
    await setStanding(desk.at(), 'BROKE', 'HOLD', 'Asked for time');
    await recordInsolvency(desk.at(), 'BROKE', 'REPORT', 'District court, 14 IN 1/26');
    await recordInsolvency(desk.at(), 'BROKE', 'REPORT', 'Heard of it again');
    expect(await accountOf('BROKE')).toMatchObject({
      grade: 'E',
      creditLimit: 0n,
      insolventSince: desk.today(),
      holdReasons: ['Asked for time', 'Insolvency: District court, 14 IN 1/26'],
    });
    expect((await kindsOf('BROKE')).slice(-2)).toEqual(['InsolvencyReported', 'GradeChanged']);

    desk.advance({ days: 15 });
    await recordInsolvency(desk.at(), 'BROKE', 'END', 'Dismissed');
    expect(await accountOf('BROKE')).toMatchObject({
      grade: 'E',
      insolventSince: null,
      holdReasons: ['Asked for time'],
      risingSince: desk.today(),
    });
    await nextMorning(desk, 'BROKE', defaultPolicy.grading.riseAfterDays);
    expect(await accountOf('BROKE')).toMatchObject({ grade: null, gradedOn: null });
    await nextMorning(desk, 'BROKE');
    expect(await accountOf('BROKE')).toMatchObject({ grade: null, gradeDueOn: null });
  });
});

describe('grading beside other movements', () => {
  it('should be done once when it is done twice at the same time', async () => {
    const desk = openDesk(database.table);
    await createCustomer(desk.at(), 'TWICE');
    await payAll(desk, 'TWICE', 0);
    await Promise.all(Array.from({ length: 4 }, () => gradeCustomer(desk.at(), 'TWICE')));
    expect((await kindsOf('TWICE')).filter((kind) => kind === 'GradeChanged')).toHaveLength(1);
  });

  it('should not lose that a grade is due to a movement that began before the customer was reviewed', async () => {
    const desk = openDesk(database.table);
    await createCustomer(desk.at(), 'RACE');
    await payAll(desk, 'RACE', 0);
    await gradeCustomer(desk.at(), 'RACE');
    await invoice(desk.at(), 'RACE', 'RACE-X', eur(1_00));
    const seen = await accountOf('RACE');
    expect(seen.gradeDueOn).toBe(desk.today());
    await gradeCustomer(desk.at(), 'RACE');
    const reviewed = await accountOf('RACE');
    expect(reviewed.version).toBe(seen.version);
    expect(reviewed.gradeDueOn).not.toBe(seen.gradeDueOn);
    const nothing = { exposure: 0n, childless: false };
    const late = advanceAccount(database.table, seen, { ...seen, limitUsed: null }, nothing);
    expect((await database.table.transact([late])).done).toBe(false);
  });

  it('should follow a payment that bounces', async () => {
    const desk = openDesk(database.table);
    await createCustomer(desk.at(), 'BOUNCES');
    await payAll(desk, 'BOUNCES', 0, 4);
    await gradeCustomer(desk.at(), 'BOUNCES');
    const before = (await accountOf('BOUNCES')).score ?? 0;
    await reversePayment(desk.at(), 'P-BOUNCES-0-0', 'No funds');
    await gradeCustomer(desk.at(), 'BOUNCES');
    expect((await accountOf('BOUNCES')).score).toBeLessThan(before);
    await setLimit(desk.at(), 'BOUNCES', 1_00);
  });
});
