import { beforeAll, describe, expect, it } from 'vitest';
import { tokenFor } from '../support/e2e/client.ts';
import { eur, money, newId, sharedPlatform } from '../support/e2e/ledger.ts';

const { call, check, customer, day, endpoints, refusal, reserve, token } = sharedPlatform();

type Body = Readonly<Record<string, unknown>>;

let customerId: string;
beforeAll(async () => {
  customerId = await customer('50000.00');
});

/** A body of each kind that would be taken in, changed as the test says. */
const permanent = (more: Body = {}): Body => ({
  ...{ customerId, kind: 'PERMANENT', requestedLimit: eur('60000.00'), reason: 'Season' },
  ...more,
});
const temporary = async (more: Body = {}): Promise<Body> => ({
  ...permanent({ kind: 'TEMPORARY', validTo: await day(10) }),
  ...more,
});
const release = (decisionId: string, more: Body = {}): Body => ({
  ...{ customerId, kind: 'ORDER_RELEASE', decisionId, reason: 'Season' },
  ...more,
});

const ask = async (body: Body, headers: Readonly<Record<string, string>> = {}) =>
  call('requestLimit', { body, headers });

/** What a refusal says: its code, and the fields it is about. */
const refusedFor = async (body: Body): Promise<string> => {
  const { code, errors } = await refusal('requestLimit', { body });
  return [code, ...errors.map(({ path }) => path)].join(' ');
};

describe('a request for a limit', () => {
  it('should be taken in with 202 and said to be assessed', async () => {
    const { status, body } = await ask(permanent({ requestedBy: 'sam.sales@example.com' }));
    expect(status).toBe(202);
    expect(body).toMatchObject({
      ...{ customerId, kind: 'PERMANENT', status: 'ASSESSING', requestedLimit: eur('60000.00'), levels: [] },
      ...{ requestedBy: 'sam.sales@example.com', approvedLimit: null, recommendedLimit: null, validTo: null },
    });
    const { requestId } = body;
    expect((await call('getLimitRequest', { params: { requestId } })).body).toMatchObject({ requestId, customerId });
  });

  it('should name who asks: the person of the token, the machine, or whom either speaks for', async () => {
    const sam = await tokenFor(endpoints, {
      ...{ client_id: 'local', username: 'pia.platform@example.com', grant_type: 'password' },
    });
    const own = await call('requestLimit', { body: permanent(), token: sam });
    const person = 'pia.platform@example.com';
    expect(own.body).toMatchObject({ requestedBy: person, submittedBy: person });
    const other = await call('requestLimit', { body: permanent({ requestedBy: 'Sam@example.com' }), token: sam });
    expect(other.body).toMatchObject({ requestedBy: 'Sam@example.com', submittedBy: person });
    const machine = await ask(permanent());
    expect(machine.body.requestedBy).toBe(machine.body.submittedBy);
  });

  it('should be made once for one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': newId('key') };
    const first = await ask(permanent(), headers);
    const again = await ask(permanent(), headers);
    expect(again.status).toBe(202);
    expect(again.body.requestId).toBe(first.body.requestId);
    const differs = await refusal('requestLimit', { body: permanent({ reason: 'Another' }), headers });
    expect(differs.code).toBe('conflict');
    const without = await ask(permanent());
    expect(without.body.requestId).not.toBe(first.body.requestId);
  });

  it('should be made once by twelve callers at the same moment with one key', async () => {
    const headers = { 'idempotency-key': newId('key') };
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(permanent(), headers)));
    expect(new Set(answers.map(({ body }) => body.requestId)).size).toBe(1);
  });

  it('should need the scope to write', async () => {
    const body = permanent();
    expect((await refusal('requestLimit', { body, token: null })).code).toBe('unauthenticated');
    const reader = await token(['credit/read', 'credit/approve']);
    expect((await refusal('requestLimit', { body, token: reader })).code).toBe('forbidden');
  });

  it('should be refused for a customer or a request that is not there', async () => {
    const nobody = newId('nobody');
    expect(await refusedFor(permanent({ customerId: nobody }))).toBe('not-found');
    expect((await refusal('getLimitRequest', { params: { requestId: newId('R') } })).code).toBe('not-found');
  });

  it('should say what its kind needs and what makes no sense for it', async () => {
    const [validTo, decisionId] = [await day(10), 'D-1'];
    expect(await refusedFor(permanent({ requestedLimit: undefined }))).toBe('validation requestedLimit');
    expect(await refusedFor(permanent({ validTo }))).toBe('validation validTo');
    expect(await refusedFor(permanent({ decisionId }))).toBe('validation decisionId');
    expect(await refusedFor(await temporary({ validTo: undefined }))).toBe('validation validTo');
    expect(await refusedFor(await temporary({ requestedLimit: undefined }))).toBe('validation requestedLimit');
    expect(await refusedFor(await temporary({ decisionId }))).toBe('validation decisionId');
    expect(await refusedFor(release(decisionId, { decisionId: undefined }))).toBe('validation decisionId');
    const both = { requestedLimit: eur('1.00'), validTo };
    expect(await refusedFor(release(decisionId, both))).toBe('validation requestedLimit validTo');
  });

  it.each<[string, string, Body]>([
    ['an unknown kind', 'kind', { kind: 'FOREVER' }],
    ['no reason', 'reason', { reason: undefined }],
    ['an empty reason', 'reason', { reason: '  ' }],
    ['a requester who is no address', 'requestedBy', { requestedBy: 'Sam' }],
    ['an amount that is negative', 'requestedLimit.amount', { requestedLimit: eur('-1.00') }],
    ['an amount with too many digits', 'requestedLimit.amount', { requestedLimit: eur('1.001') }],
    ['an amount that is a number', 'requestedLimit.amount', { requestedLimit: { amount: 1, currency: 'EUR' } }],
    ['a field that nobody knows', 'requestedLimits', { requestedLimits: 1 }],
  ])('should be refused with 400 for %s', async (_, path, more) => {
    expect(await refusedFor(permanent(more))).toBe(`validation ${path}`);
  });

  it('should be in the currency of the account', async () => {
    const body = permanent({ requestedLimit: money('60000.00', 'USD') });
    expect(await refusedFor(body)).toBe('unprocessable requestedLimit.currency');
    const yen = await customer('2000000', { currency: 'JPY' });
    const taken = await ask(permanent({ customerId: yen, requestedLimit: money('3000000', 'JPY') }));
    expect(taken.status).toBe(202);
  });

  it('should take zero for good, which means prepayment only', async () => {
    expect((await ask(permanent({ requestedLimit: eur('0.00') }))).status).toBe(202);
  });
});

describe('a request for a temporary limit', () => {
  it('should raise what there is', async () => {
    const refused = 'unprocessable requestedLimit';
    expect(await refusedFor(await temporary({ requestedLimit: eur('50000.00') }))).toBe(refused);
    expect(await refusedFor(await temporary({ requestedLimit: eur('0.00') }))).toBe(refused);
    expect((await ask(await temporary({ requestedLimit: eur('50000.01') }))).status).toBe(202);
    const unlimited = await customer('unlimited');
    expect(await refusedFor(await temporary({ customerId: unlimited }))).toBe(refused);
    const unset = await customer();
    expect(await refusedFor(await temporary({ customerId: unset, requestedLimit: eur('0.00') }))).toBe(refused);
    expect((await ask(await temporary({ customerId: unset, requestedLimit: eur('0.01') }))).status).toBe(202);
  });

  it('should end today at the earliest, and in 350 days at the latest', async () => {
    expect(await refusedFor(await temporary({ validTo: await day(-1) }))).toBe('unprocessable validTo');
    expect(await refusedFor(await temporary({ validTo: await day(351) }))).toBe('unprocessable validTo');
    expect(await refusedFor(await temporary({ validTo: '9999-12-31' }))).toBe('unprocessable validTo');
    for (const days of [0, 350]) expect((await ask(await temporary({ validTo: await day(days) }))).status).toBe(202);
  });

  it.each(['2026-02-29', '2026-13-01', '31.12.2026', '2026-12-31T00:00:00Z', 'tomorrow', '', null, 20261231])(
    'should be refused with 400 for the date %j',
    async (validTo) => {
      expect(await refusedFor(await temporary({ validTo }))).toBe('validation validTo');
    },
  );
});

describe('a request to release an order', () => {
  it('should be about an order of the customer that was referred, or has to be prepaid', async () => {
    const referred = await check(customerId, eur('50000.01'));
    expect(referred.decision).toBe('REFERRED');
    const { body } = await ask(release(referred.decisionId));
    expect(body).toMatchObject({
      requestedLimit: null,
      order: { decisionId: referred.decisionId, amount: eur('50000.01') },
    });
    const prepaying = await customer('0.00');
    const prepaid = await check(prepaying, eur('10.00'));
    expect(prepaid.decision).toBe('PREPAYMENT_REQUIRED');
    expect((await ask(release(prepaid.decisionId, { customerId: prepaying }))).status).toBe(202);
  });

  it('should be refused with 422 for any other decision', async () => {
    const refused = 'unprocessable decisionId';
    expect(await refusedFor(release('NO-SUCH-DECISION'))).toBe(refused);
    const approved = await reserve(await customer('100.00'), eur('10.00'));
    expect(await refusedFor(release(approved.decisionId))).toBe(refused);
    const own = await check(customerId, eur('10.00'));
    expect(await refusedFor(release(own.decisionId))).toBe(refused);
    const blacklisted = await customer('100.00');
    await call('blacklistCustomer', { params: { customerId: blacklisted }, body: { reason: 'Insolvent' } });
    const declined = await check(blacklisted, eur('10.00'));
    expect(declined.decision).toBe('DECLINED');
    expect(await refusedFor(release(declined.decisionId, { customerId: blacklisted }))).toBe(refused);
  });

  it('should not be for an order of nobody', async () => {
    const nobody = newId('nobody');
    const unknown = await check(nobody, eur('10.00'));
    expect(unknown.reasons[0]?.code).toBe('UNKNOWN_CUSTOMER');
    expect(await refusedFor(release(unknown.decisionId, { customerId: nobody }))).toBe('not-found');
    expect(await refusedFor(release(unknown.decisionId))).toMatch(/^unprocessable decisionId$/);
  });
});
