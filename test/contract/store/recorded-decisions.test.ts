import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideCredit } from '../../../shared/domain/credit-check/decide.ts';
import { readInputs } from '../../../shared/domain/credit-check/inputs.ts';
import { defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import type { PolicyRule } from '../../../shared/domain/policy/rules.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { amendReservation, type CheckAnswer } from '../../../shared/store/credit-checks.ts';
import { loadDecision, verifyDecision } from '../../../shared/store/decisions.ts';
import { indexKeys } from '../../../shared/store/keys.ts';
import { findDefects } from '../../support/audit.ts';
import { keyed, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { check, createCustomer, eur, invoice, publishTestRates, releaseOrder, usd } from '../../support/movements.ts';

const rules: readonly PolicyRule[] = [
  { id: 'seeds', when: { productCategories: ['SEEDS'] }, set: { tolerancePercent: '20', termsDays: 60 } },
  { id: 'large', when: { amountAbove: eur(900_00) }, set: { outcome: 'REFERRED' } },
  { id: 'gift-cards', when: { productCategories: ['CARDS'] }, set: { maxOrder: eur(50_00) } },
];
const policy = { ...defaultPolicy, rules };

let database: Database;
let desk: ReturnType<typeof openDesk>;

beforeAll(async () => {
  database = await startDatabase();
  desk = openDesk(database.table, { policy: { rules } });
  await publishTestRates(desk.at());
});

afterAll(async () => {
  expect(await findDefects(database)).toEqual([]);
  await database.stop();
});

const stored = (answer: CheckAnswer) => loadDecision(database.table, String(answer['decisionId']));

/** The decisions of today that the index finds for a customer, oldest first. */
const decidedToday = async (customerId: string): Promise<readonly string[]> => {
  const { gsi1pk } = indexKeys.decisionsOn(desk.today(), customerId, '', 0);
  const { items } = await database.table.page({ partition: gsi1pk, index: 'gsi1' });
  return items.map((item) => String(item['pk'])).filter((pk) => pk === `CUSTOMER#${customerId}`);
};

describe('a stored decision', () => {
  it('should be decided again as it was, from what was recorded with it', async () => {
    await createCustomer(desk.at(), 'HOLDING', { limit: 2_000_00 });
    await createCustomer(desk.at(), 'C', { limit: 1_000_00, parentCustomerId: 'HOLDING' });
    await invoice(desk.at(), 'C', 'C-1', eur(300_00), { issuedOn: '2026-02-01', dueOn: '2026-02-20' });
    await releaseOrder(desk.at(), 'C', 'O-5', eur(950_00));
    const answers = [
      await check(desk.at(), 'C', 'O-1', usd(100_00), { productCategory: 'SEEDS' }),
      await check(desk.at(), 'C', 'O-2', eur(750_00), { reserve: false }),
      await check(desk.at(), 'C', 'O-3', eur(950_00), { productCategory: 'SEEDS', termsDays: 60 }),
      await amendReservation(desk.at(), 'O-1', usd(150_00)),
      await check(desk.at(), 'C', 'O-5', eur(950_00), { reserve: false }),
      await check(desk.at(), 'HOLDING', 'O-6', eur(10_00)),
    ];
    expect(answers.map((answer) => answer['decision'])).toEqual([
      'APPROVED',
      'REFERRED',
      'REFERRED',
      'APPROVED',
      'APPROVED',
      'APPROVED',
    ]);
    for (const answer of answers) {
      const { entry } = await stored(answer);
      const inputs = entry && readInputs(entry.data);
      const again = inputs && decideCredit({ ...inputs, policy });
      expect(again?.outcome).toBe(answer['decision']);
      expect(again?.reasons).toEqual(answer['reasons']);
      expect(again?.termsDays).toBe((answer['terms'] as { days: number }).days);
    }
  });

  it('should keep what it was decided on to itself, however it is asked for', async () => {
    await createCustomer(desk.at(), 'D', { limit: 1_000_00 });
    const once = keyed('k-1', 'D');
    const first = await check(desk.at(once), 'D', 'D-1', eur(10_00));
    const repeated = [
      await check(desk.at(once), 'D', 'D-1', eur(10_00)),
      await check(desk.at(), 'D', 'D-1', eur(10_00)),
      await check(desk.at(keyed('k-2', 'D')), 'D', 'D-1', eur(10_00)),
      await check(desk.at(keyed('k-2', 'D')), 'D', 'D-1', eur(10_00)),
      (await stored(first)).record,
    ];
    expect(Object.keys(first)).not.toContain('inputs');
    for (const answer of repeated) expect(answer).toEqual(first);
  });

  it('should have what it was decided on sealed in the chain', async () => {
    await createCustomer(desk.at(), 'E', { limit: 1_000_00 });
    const answer = await check(desk.at(), 'E', 'E-1', eur(10_00));
    const { entry } = await stored(answer);
    expect(entry?.data['inputs']).toMatchObject({ today: '2026-03-02', account: { segment: 'RETAIL' } });
    expect(await verifyDecision(database.table, String(answer['decisionId']))).toMatchObject({ valid: true });
  });

  it('should be found by the day that it was made on', async () => {
    await createCustomer(desk.at(), 'F', { limit: 1_000_00 });
    expect(await decidedToday('F')).toHaveLength(0);
    await check(desk.at(), 'F', 'F-1', eur(10_00));
    await check(desk.at(), 'F', 'F-2', eur(5_000_00));
    await invoice(desk.at(), 'F', 'F-3', eur(10_00));
    expect(await decidedToday('F')).toHaveLength(2);
  });

  it('should name the rules that settled it', async () => {
    await createCustomer(desk.at(), 'G', { limit: 100_00 });
    const answer = await check(desk.at(), 'G', 'G-1', eur(120_00), { productCategory: 'SEEDS' });
    expect(answer).toMatchObject({
      decision: 'APPROVED',
      terms: { days: 60 },
      because: { termsDays: 'seeds', tolerancePercent: 'seeds' },
    });
    expect(await check(desk.at(), 'G', 'G-2', eur(1))).not.toHaveProperty('because');
  });
});

describe('an amendment', () => {
  const amend = (orderId: string, amount: number) => amendReservation(desk.at(), orderId, eur(amount));

  it('should be checked as the product category of its order is, when it grows', async () => {
    await createCustomer(desk.at(), 'AM', { limit: 100_00 });
    await check(desk.at(), 'AM', 'AM-1', eur(10_00), { productCategory: 'CARDS' });
    expect(await amend('AM-1', 50_00)).toMatchObject({ decision: 'APPROVED', productCategory: 'CARDS' });
    expect(await amend('AM-1', 60_00)).toMatchObject({ decision: 'REFERRED', reasons: [{ code: 'ORDER_TOO_LARGE' }] });
    expect(await amend('AM-1', 5_00)).toMatchObject({ decision: 'APPROVED' });
  });

  it('should have the tolerance and the terms that its order was let through with', async () => {
    await createCustomer(desk.at(), 'AN', { limit: 100_00 });
    await check(desk.at(), 'AN', 'AN-1', eur(110_00), { productCategory: 'SEEDS', termsDays: 45 });
    for (const amount of [115_00, 90_00, 120_00]) {
      expect(await amend('AN-1', amount)).toMatchObject({ decision: 'APPROVED', termsDays: 45, terms: { days: 45 } });
    }
    expect(await amend('AN-1', 120_01)).toMatchObject({ decision: 'REFERRED', reasons: [{ code: 'LIMIT_EXCEEDED' }] });
  });

  it('should be checked without either when its order was held by an earlier release, which kept neither', async () => {
    await createCustomer(desk.at(), 'AO', { limit: 100_00 });
    await check(desk.at(), 'AO', 'AO-1', eur(10_00));
    const answer = await amend('AO-1', 60_00);
    expect(answer).toMatchObject({ decision: 'APPROVED', terms: { days: 30 } });
    expect(answer).not.toHaveProperty('productCategory');
  });
});

describe('a shared limit', () => {
  it('should be passed by no more than the tolerance of each order, whoever asks at the same time', async () => {
    await createCustomer(desk.at(), 'P', { limit: 100_00 });
    const members = ['P-1', 'P-2', 'P-3', 'P-4'];
    for (const member of members) await createCustomer(desk.at(), member, { limit: 900_00, parentCustomerId: 'P' });
    const asked = Array.from({ length: 40 }, (_, index) => ({
      member: members[index % members.length] ?? '',
      category: index % 2 === 0 ? { productCategory: 'SEEDS' } : {},
      orderId: `P-O-${index}`,
    }));
    const answers = await Promise.all(
      asked.map(({ category, member, orderId }) => check(desk.at(), member, orderId, eur(10_00), category)),
    );
    const passed = answers.filter((answer) => answer['decision'] === 'APPROVED');
    const { groupExposure } = (await loadAccount(database.table, 'P')) ?? { groupExposure: 0n };
    expect(groupExposure).toBe(120_00n);
    expect(passed).toHaveLength(12);
    const others = passed.filter((answer) => answer['productCategory'] === undefined);
    expect(others.length).toBeLessThanOrEqual(10);
  });
});

describe('the habit of a customer', () => {
  it('should be kept by its invoices and by the orders that hold something', async () => {
    await createCustomer(desk.at(), 'H', { limit: 9_000_00 });
    await check(desk.at(), 'H', 'H-0', eur(10_00));
    expect((await loadAccount(database.table, 'H'))?.habit).toBeNull();
    for (let index = 0; index < 10; index += 1) {
      await invoice(desk.at(), 'H', `H-I-${index}`, eur(10_00), { issuedOn: `2026-02-${10 + index}` });
    }
    expect(await check(desk.at(), 'H', 'H-1', eur(40_00))).toMatchObject({ decision: 'APPROVED', reasons: [] });
    await check(desk.at(), 'H', 'H-2', eur(20_00), { reserve: false });
    expect((await loadAccount(database.table, 'H'))?.habit).toEqual({
      invoices: 10,
      invoiced: 100_00n,
      since: '2026-02-10',
      orders: 10,
      ordersWorth: 100_00n,
      orderedOn: '2026-03-02',
      ordered: 40_00n,
    });
    const unusual = await check(desk.at(), 'H', 'H-3', eur(60_00));
    expect(unusual).toMatchObject({ decision: 'APPROVED', reasons: [{ code: 'UNUSUAL_ORDER' }] });
  });
});
