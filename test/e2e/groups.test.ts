import { describe, expect, it } from 'vitest';
import { eur, money, newId, sharedPlatform } from '../support/e2e/ledger.ts';

const { call, check, customer, invoice, pay, profile, refusal, reserve, setLimit } = sharedPlatform();

const codes = ({ reasons }: { reasons: readonly { code: string }[] }) => reasons.map(({ code }) => code);

const memberOf = (parentCustomerId: string, limit: string | 'unlimited', more = {}) =>
  customer(limit, { parentCustomerId, ...more });

const moveTo = async (customerId: string, change: Record<string, unknown>) => {
  const { legalName, currency, segment, region } = await profile(customerId);
  const body = { legalName, currency, segment, region, ...change };
  return call('putCustomer', { params: { customerId }, body });
};

describe('a group that shares a limit', () => {
  it('should bound the sum of its members by the limit of the parent, and each member by its own', async () => {
    const parent = await customer('100.00');
    const [one, two] = [await memberOf(parent, '80.00'), await memberOf(parent, '80.00')];
    expect((await reserve(one, eur('80.00'))).decision).toBe('APPROVED');
    const own = await reserve(one, eur('0.01'));
    expect(codes(own)).toEqual(['LIMIT_EXCEEDED']);
    const shared = await reserve(two, eur('20.01'));
    expect(shared).toMatchObject({ decision: 'REFERRED', counterOffer: { maxAmount: eur('20.00') } });
    expect(codes(shared)).toEqual(['GROUP_LIMIT_EXCEEDED']);
    expect((await reserve(two, eur('20.00'))).decision).toBe('APPROVED');
    const both = await reserve(one, eur('1.00'));
    expect(codes(both).toSorted()).toEqual(['GROUP_LIMIT_EXCEEDED', 'LIMIT_EXCEEDED']);
  });

  it('should count the orders of the parent itself, its invoices and payments', async () => {
    const parent = await customer('100.00');
    const member = await memberOf(parent, '100.00');
    await reserve(parent, eur('30.00'));
    await invoice({ customerId: parent, amount: eur('30.00') });
    await invoice({ customerId: member, amount: eur('30.00') });
    expect(codes(await check(member, eur('10.01')))).toEqual(['GROUP_LIMIT_EXCEEDED']);
    expect((await check(member, eur('10.00'))).decision).toBe('APPROVED');
    expect(codes(await check(parent, eur('10.01')))).toEqual(['GROUP_LIMIT_EXCEEDED']);
    await pay({ customerId: member, amount: eur('30.00') });
    expect((await check(parent, eur('40.00'))).decision).toBe('APPROVED');
  });

  it('should record debts of a member beyond any limit, and refer the others for it', async () => {
    const parent = await customer('100.00');
    const [one, two] = [await memberOf(parent, '80.00'), await memberOf(parent, '80.00')];
    await invoice({ customerId: one, amount: eur('500.00') });
    expect(codes(await check(two, eur('1.00')))).toEqual(['GROUP_LIMIT_EXCEEDED']);
  });

  it('should refer its members while no limit is set for the parent', async () => {
    const parent = await customer();
    const member = await memberOf(parent, '80.00');
    expect(codes(await check(member, eur('1.00')))).toEqual(['NO_LIMIT']);
    await setLimit(parent, 'unlimited');
    expect((await check(member, eur('80.00'))).decision).toBe('APPROVED');
    expect(codes(await check(member, eur('80.01')))).toEqual(['LIMIT_EXCEEDED']);
  });

  it('should be left, joined and changed with all that a member owes', async () => {
    const [old, next] = [await customer('100.00'), await customer('100.00')];
    const [mover, stayer] = [await memberOf(old, '100.00'), await memberOf(old, '100.00')];
    await invoice({ customerId: mover, amount: eur('60.00') });
    await reserve(mover, eur('10.00'));
    expect(codes(await check(stayer, eur('30.01')))).toEqual(['GROUP_LIMIT_EXCEEDED']);
    expect((await moveTo(mover, { parentCustomerId: next })).body.parentCustomerId).toBe(next);
    expect((await check(stayer, eur('100.00'))).decision).toBe('APPROVED');
    const sibling = await memberOf(next, '100.00');
    expect(codes(await check(sibling, eur('30.01')))).toEqual(['GROUP_LIMIT_EXCEEDED']);
    await moveTo(mover, { parentCustomerId: next, groupLimitShared: false });
    expect((await check(sibling, eur('100.00'))).decision).toBe('APPROVED');
    await moveTo(mover, { parentCustomerId: old });
    await moveTo(mover, {});
    expect((await check(stayer, eur('100.00'))).decision).toBe('APPROVED');
  });
});

describe('a group that does not share a limit', () => {
  it('should leave each customer to its own limit', async () => {
    const parent = await customer('10.00');
    const member = await memberOf(parent, '80.00', { groupLimitShared: false });
    expect((await reserve(member, eur('80.00'))).decision).toBe('APPROVED');
    expect((await reserve(parent, eur('10.00'))).decision).toBe('APPROVED');
  });

  it('should be allowed between currencies and more than one level deep', async () => {
    const top = await customer('10.00');
    const middle = await memberOf(top, '10.00');
    const apart = { groupLimitShared: false };
    const yen = await memberOf(middle, '1000', { currency: 'JPY', ...apart });
    expect((await check(yen, money('1000', 'JPY'))).decision).toBe('APPROVED');
  });
});

describe('a parent', () => {
  const refused = async (change: Record<string, unknown>) => {
    const body = { legalName: 'X', currency: 'EUR', segment: 'retail', region: 'DE', ...change };
    const problem = await refusal('putCustomer', { params: { customerId: newId('C') }, body });
    expect(problem).toMatchObject({ code: 'unprocessable', errors: [{ path: 'parentCustomerId' }] });
  };

  it('should be refused when it does not exist, has another currency, or shares a limit itself', async () => {
    await refused({ parentCustomerId: newId('nobody') });
    await refused({ parentCustomerId: await customer('10', { currency: 'JPY' }) });
    await refused({ parentCustomerId: await memberOf(await customer('10.00'), '10.00') });
  });

  it('should not be the customer itself, nor one of its own members', async () => {
    const parent = await customer('10.00');
    const member = await memberOf(parent, '10.00');
    for (const parentCustomerId of [parent, member, await customer('10.00')]) {
      const { legalName, currency, segment, region } = await profile(parent);
      const body = { legalName, currency, segment, region, parentCustomerId };
      const problem = await refusal('putCustomer', { params: { customerId: parent }, body });
      expect(problem).toMatchObject({ code: 'unprocessable', errors: [{ path: 'parentCustomerId' }] });
    }
  });
});
