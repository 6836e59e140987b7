import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { releaseReservation } from '../../../shared/store/reservations.ts';
import { loadAnotherCopy } from '../../support/another-copy.ts';
import { findDefects } from '../../support/audit.ts';
import { type Desk, keyed, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { congested, interpose } from '../../support/interpose.ts';
import { check, createCustomer, eur, invoice, pay, publishTestRates } from '../../support/movements.ts';

let database: Database;
let desk: Desk;
let elsewhere: Awaited<ReturnType<typeof loadAnotherCopy>>;

beforeAll(async () => {
  database = await startDatabase();
  desk = openDesk(database.table);
  elsewhere = await loadAnotherCopy();
});

afterAll(async () => {
  expect(await findDefects(database)).toEqual([]);
  await database.stop();
});

/** A call between whose reading and writing the steps happen elsewhere. */
const meanwhile = (...steps: (() => Promise<unknown>)[]) => ({ table: interpose(database.table, steps) });

const accountOf = (customerId: string) => loadAccount(database.table, customerId);

describe('a check between whose reading and writing something else happens', () => {
  it('should be decided anew when the limit is lowered', async () => {
    await createCustomer(desk.at(), 'A', { limit: 100_00 });
    const lower = () => elsewhere.setLimit(desk.at(), 'A', 50_00);
    const answer = await check(desk.at(meanwhile(lower)), 'A', 'OA', eur(80_00));
    expect(answer).toMatchObject({ decision: 'REFERRED', reasons: [{ code: 'LIMIT_EXCEEDED' }] });
  });

  it('should be decided anew when another order takes the room', async () => {
    await createCustomer(desk.at(), 'B', { limit: 100_00 });
    const order = () => elsewhere.check(desk.at(), 'B', 'OB1', eur(30_00));
    const answer = await check(desk.at(meanwhile(order)), 'B', 'OB2', eur(80_00));
    expect(answer).toMatchObject({ decision: 'REFERRED', exposureBefore: { amount: '30.00' } });
  });

  it('should hold the order once when it is asked twice', async () => {
    await createCustomer(desk.at(), 'C', { limit: 100_00 });
    const same = () => elsewhere.check(desk.at(), 'C', 'OC', eur(40_00));
    expect(await check(desk.at(meanwhile(same)), 'C', 'OC', eur(40_00))).toMatchObject({ decision: 'APPROVED' });
    expect((await accountOf('C'))?.reservations).toBe(40_00n);
  });

  it('should answer a key once when it is used twice', async () => {
    await createCustomer(desk.at(), 'D', { limit: 100_00 });
    const key = keyed('d', 'OD');
    let first: unknown;
    const same = async () => {
      first = await elsewhere.check(desk.at(key), 'D', 'OD', eur(40_00));
    };
    const second = await check(desk.at({ ...key, ...meanwhile(same) }), 'D', 'OD', eur(40_00));
    expect(second).toEqual(first);
  });

  it('should be decided anew when its customer is put on hold', async () => {
    await createCustomer(desk.at(), 'E', { limit: 100_00 });
    const hold = () => elsewhere.setStanding(desk.at(), 'E', 'HOLD', 'late');
    expect(await check(desk.at(meanwhile(hold)), 'E', 'OE', eur(1_00))).toMatchObject({ decision: 'REFERRED' });
  });

  it('should be decided anew when the owner of the shared limit comes under another rule', async () => {
    const rules = [{ id: 'vip', when: { segments: ['VIP'] }, set: { tolerancePercent: '20' } }];
    const policy = { ...defaultPolicy, rules };
    await createCustomer(desk.at(), 'V', { limit: 100_00, segment: 'VIP' });
    await createCustomer(desk.at(), 'V1', { limit: 900_00, segment: 'VIP', parentCustomerId: 'V' });
    expect(await check(desk.at({ policy }), 'V1', 'OV', eur(110_00))).toMatchObject({ decision: 'APPROVED' });
    const demote = () => elsewhere.createCustomer(desk.at(), 'V', { segment: 'RETAIL' });
    const answer = await check(desk.at({ policy, ...meanwhile(demote) }), 'V1', 'OV2', eur(5_00));
    expect(answer).toMatchObject({ decision: 'REFERRED', reasons: [{ code: 'GROUP_LIMIT_EXCEEDED' }] });
  });

  it('should hold the group to its limit when a customer joins it and takes the room', async () => {
    await createCustomer(desk.at(), 'F', { limit: 10_00 });
    const join = async () => {
      await elsewhere.createCustomer(desk.at(), 'F1', { limit: 10_00, parentCustomerId: 'F' });
      await elsewhere.check(desk.at(), 'F1', 'OF1', eur(5_00));
    };
    const answer = await check(desk.at(meanwhile(join)), 'F', 'OF', eur(8_00));
    expect(answer).toMatchObject({ decision: 'REFERRED', reasons: [{ code: 'GROUP_LIMIT_EXCEEDED' }] });
    expect((await accountOf('F'))?.groupExposure).toBe(5_00n);
  });

  it('should be decided anew when the limit of its group is lowered', async () => {
    await createCustomer(desk.at(), 'G', { limit: 100_00 });
    await createCustomer(desk.at(), 'G1', { limit: 100_00, parentCustomerId: 'G' });
    const lower = () => elsewhere.setLimit(desk.at(), 'G', 10_00);
    const answer = await check(desk.at(meanwhile(lower)), 'G1', 'OG', eur(80_00));
    expect(answer).toMatchObject({ reasons: [{ code: 'GROUP_LIMIT_EXCEEDED' }] });
  });
});

describe('a payment between whose reading and writing something else happens', () => {
  it('should pay each invoice once when another payment comes first', async () => {
    await createCustomer(desk.at(), 'P');
    await invoice(desk.at(), 'P', 'IP', eur(100_00));
    const other = () => elsewhere.pay(desk.at(), 'P', 'PP1', eur(70_00));
    await pay(desk.at(meanwhile(other)), 'P', 'PP2', eur(50_00));
    expect(await accountOf('P')).toMatchObject({ openReceivables: 0n, unappliedCash: 20_00n, oldestOpenDueOn: null });
  });

  it('should be posted once when it is posted twice', async () => {
    await createCustomer(desk.at(), 'Q');
    await invoice(desk.at(), 'Q', 'IQ', eur(100_00));
    const same = () => elsewhere.pay(desk.at(), 'Q', 'PQ', eur(60_00));
    expect((await pay(desk.at(meanwhile(same)), 'Q', 'PQ', eur(60_00))).created).toBe(false);
    expect((await accountOf('Q'))?.openReceivables).toBe(40_00n);
  });
});

describe('a release between whose reading and writing something else happens', () => {
  it('should free what is held, not what was', async () => {
    await createCustomer(desk.at(), 'R', { limit: 100_00 });
    await check(desk.at(), 'R', 'OR', eur(60_00));
    const part = () => elsewhere.invoice(desk.at(), 'R', 'IR', eur(20_00), { orderId: 'OR' });
    await releaseReservation(desk.at(meanwhile(part)), 'OR');
    expect(await accountOf('R')).toMatchObject({ openReceivables: 20_00n, reservations: 0n });
  });
});

describe('a write in whose way another transaction is', () => {
  const inTheWay = () => ({ table: congested(database.table, 3) });

  it('should be tried again when a customer is created, rates are published, or nobody is known', async () => {
    await createCustomer(desk.at(), 'T');
    await createCustomer(desk.at(inTheWay()), 'T1', { parentCustomerId: 'T' });
    expect((await accountOf('T'))?.memberCount).toBe(1);
    expect(await publishTestRates(desk.at(inTheWay()))).toBe(true);
    const stranger = await check(desk.at({ ...inTheWay(), ...keyed('t', 'x') }), 'stranger', 'OT', eur(1));
    expect(stranger).toMatchObject({ reasons: [{ code: 'UNKNOWN_CUSTOMER' }] });
  });

  it('should end as unavailable when the way is never free', async () => {
    await createCustomer(desk.at(), 'U', { limit: 100_00 });
    const never = desk.at({ table: congested(database.table, Number.POSITIVE_INFINITY) });
    await expect(check(never, 'U', 'OU', eur(1))).rejects.toMatchObject({ code: 'unavailable' });
  });
});
