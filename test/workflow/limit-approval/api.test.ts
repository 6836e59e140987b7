import { afterAll, describe, expect, it } from 'vitest';
import { ANA, BEN, eur, FRED, MIA, PIA, SAM, startApprovals } from '../../support/approvals.ts';

const platform = await startApprovals();
afterAll(platform.stop);
const { as, ask, call, customer, decideByApi, pendingOn, personal, refusal, refusedByApi, request } = platform;
const { requestLimit, token, untilStatus } = platform;

const APPROVE = { decision: 'APPROVE' };

const oneLevel = async () => {
  const requestId = await requestLimit('20000.00', { customerId: await customer('15000.00') });
  const { approvalId } = await pendingOn(requestId);
  return { approvalId, requestId };
};

const undecided = async (requestId: string) =>
  expect(await request(requestId)).toMatchObject({ status: 'PENDING', levels: [{ status: 'PENDING', decisions: [] }] });

describe('POST /v1/approvals/{approvalId}/decision', () => {
  it.each([
    ['somebody of another role', MIA],
    ['somebody of a role above', FRED],
    ['somebody who runs the platform', PIA],
  ])('should be refused to %s', async (_who, email) => {
    const { approvalId, requestId } = await oneLevel();
    expect(await refusedByApi(email, approvalId, APPROVE)).toMatchObject({ status: 403, code: 'forbidden' });
    await undecided(requestId);
  });

  it('should be refused to machines, and to whoever has no right to approve', async () => {
    const { approvalId, requestId } = await oneLevel();
    const params = { approvalId };
    const machine = await refusal('decideApproval', { params, body: APPROVE });
    expect(machine).toMatchObject({ status: 403, detail: expect.stringContaining('Only people decide') });
    const reader = await token(['credit/read', 'credit/write', 'credit/admin']);
    for (const [bearer, status] of [
      [reader, 403],
      [null, 401],
      ['nonsense', 401],
    ] as const) {
      expect((await ask('decideApproval', { params, body: APPROVE, token: bearer })).status).toBe(status);
    }
    await undecided(requestId);
  });

  it('should answer 404 for an approval that there is not, and 400 for what is no decision', async () => {
    const { approvalId, requestId } = await oneLevel();
    expect(await refusedByApi(ANA, '01ARZ3NDEKTSV4RRFFQ69G5FAV', APPROVE)).toMatchObject({ code: 'not-found' });
    for (const body of [
      {},
      { decision: 'approve' },
      { decision: 'CANCEL' },
      { ...APPROVE, comment: '' },
      { ...APPROVE, comment: 'x'.repeat(5_000) },
      { ...APPROVE, by: BEN },
      { ...APPROVE, approvedLimit: null },
    ]) {
      expect(await refusedByApi(ANA, approvalId, body), JSON.stringify(body)).toMatchObject({ code: 'validation' });
    }
    await undecided(requestId);
  });

  it('should answer 409 once it is decided, and say by whom', async () => {
    const { approvalId, requestId } = await oneLevel();
    await decideByApi(ANA, approvalId, { ...APPROVE, comment: 'Fine.' });
    for (const email of [ANA, BEN]) {
      const { detail, status } = await refusedByApi(email, approvalId, { decision: 'REJECT' });
      expect(status).toBe(409);
      expect(detail).toContain(`${ANA} approved it`);
    }
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({
      levels: [{ decisions: [{ decidedBy: ANA, via: 'API', comment: 'Fine.', onBehalfOf: null }] }],
    });
    // Of those who were never asked nobody learns how it went.
    expect(await refusedByApi(MIA, approvalId, APPROVE)).toMatchObject({ status: 403 });
  });

  it('should give the same answer again to the same Idempotency-Key, and 409 with another body', async () => {
    const { approvalId, requestId } = await oneLevel();
    const bearer = await personal(ANA);
    const headers = { 'idempotency-key': `decide-${approvalId}` };
    const send = (body: unknown, more: Readonly<Record<string, string>> = headers) =>
      ask('decideApproval', { params: { approvalId }, body, headers: more, token: bearer });
    const [first, second] = await Promise.all([send(APPROVE), send(APPROVE)]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.text).toBe(first.text);
    await untilStatus(requestId, 'APPROVED');
    expect((await send(APPROVE)).text).toBe(first.text);
    expect((await send({ decision: 'REJECT' })).status).toBe(409);
    expect((await send(APPROVE, {})).status).toBe(409);
    expect((await request(requestId)).levels[0]?.decisions).toHaveLength(1);
    // A key is its client's own.
    const foreign = { params: { approvalId }, body: APPROVE, headers, token: await personal(BEN) };
    expect((await ask('decideApproval', foreign)).status).toBe(409);
  });
});

describe('GET /v1/approvals', () => {
  const waitingFor = async (email: string, query: Readonly<Record<string, string | number>> = {}) =>
    (await call('listApprovals', { query, ...(await as(email)) })).body;

  it('should list exactly what waits for the caller, oldest first, page by page', async () => {
    const before = (await waitingFor(BEN, { limit: 200 })).items.map(({ approvalId }) => approvalId);
    const ids: string[] = [];
    for (let number = 0; number < 5; number += 1) ids.push((await oneLevel()).approvalId);
    const found: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 20; pages += 1) {
      const page = await waitingFor(BEN, { limit: 2, ...(cursor === '' ? {} : { cursor }) });
      expect(page.items.length).toBeLessThanOrEqual(2);
      found.push(...page.items.map(({ approvalId }) => approvalId));
      cursor = page.nextCursor;
    }
    expect(cursor).toBeNull();
    expect(found).toEqual([...before, ...ids]);
    expect((await waitingFor(MIA)).items).toEqual([]);

    // What is decided, withdrawn or returned waits for nobody.
    const [decided = '', other = '', returned = ''] = ids;
    await decideByApi(ANA, decided, APPROVE);
    const requestId = (await waitingFor(BEN, { limit: 200 })).items.find((one) => one.approvalId === other)?.requestId;
    await call('withdrawLimitRequest', { params: { requestId: requestId ?? '' }, body: {} });
    await decideByApi(BEN, returned, { decision: 'RETURN', comment: 'For what?' });
    for (const email of [ANA, BEN]) {
      const { items } = await waitingFor(email, { limit: 200 });
      expect(items.map(({ approvalId }) => approvalId)).toEqual([...before, ...ids.slice(3)]);
    }
  });

  it('should show the case with the facts of now', async () => {
    const customerId = await customer('15000.00');
    const requestId = await requestLimit('20000.00', { customerId });
    const { approvalId } = await pendingOn(requestId);
    await platform.reserve(customerId, eur('600.00'));
    const shown = (await waitingFor(ANA, { limit: 200 })).items.find((one) => one.approvalId === approvalId);
    expect(shown).toMatchObject({
      requestId,
      approver: ANA,
      alsoAsked: [BEN],
      customer: { customerId },
      requested: eur('20000.00'),
      currentLimit: eur('15000.00'),
      exposure: eur('600.00'),
      exposureWhenAssessed: eur('0.00'),
      utilization: 0.04,
      requestedBy: SAM,
      needsSignIn: false,
    });
  });

  it('should list nothing for a machine, and refuse who may not approve', async () => {
    expect((await call('listApprovals')).body).toEqual({ items: [], nextCursor: null });
    const reader = await token(['credit/read']);
    expect(await refusal('listApprovals', { token: reader })).toMatchObject({ code: 'forbidden' });
    for (const query of [{ limit: 0 }, { limit: 201 }, { cursor: 'nonsense' }]) {
      expect(await refusal('listApprovals', { query, ...(await as(ANA)) })).toMatchObject({ code: 'validation' });
    }
  });
});

describe('GET /v1/limit-requests', () => {
  const page = async (query: Readonly<Record<string, string | number>>) =>
    (await call('listLimitRequests', { query })).body;

  it('should list the requests of a status, or all, newest first, page by page', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 4; number += 1) ids.push((await oneLevel()).requestId);
    const [, withdrawn = ''] = ids;
    await call('withdrawLimitRequest', { params: { requestId: withdrawn }, body: {} });
    const newest = ids.toReversed();
    expect((await page({ limit: 4 })).items.map(({ requestId }) => requestId)).toEqual(newest);
    const pending = await page({ status: 'PENDING', limit: 200 });
    expect(pending.items.slice(0, 3).map(({ requestId }) => requestId)).toEqual(
      newest.filter((requestId) => requestId !== withdrawn),
    );
    expect(new Set(pending.items.map(({ status }) => status))).toEqual(new Set(['PENDING']));
    expect((await page({ status: 'WITHDRAWN', limit: 1 })).items).toMatchObject([{ requestId: withdrawn }]);
    expect((await page({ status: 'FAILED' })).items).toEqual([]);

    const all = (await page({ limit: 200 })).items.map(({ requestId }) => requestId);
    const found: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 50; pages += 1) {
      const { items, nextCursor }: Awaited<ReturnType<typeof page>> = await page({
        limit: 3,
        ...(cursor === '' ? {} : { cursor }),
      });
      found.push(...items.map(({ requestId }) => requestId));
      cursor = nextCursor;
    }
    expect(found).toEqual(all);
  });

  it('should refuse a status that there is not', async () => {
    for (const query of [{ status: 'OPEN' }, { status: 'pending' }, { limit: 201 }, { cursor: 'x' }]) {
      expect(await refusal('listLimitRequests', { query })).toMatchObject({ code: 'validation' });
    }
  });
});

describe('GET /v1/limit-requests/{requestId}', () => {
  it('should show a request that was just made, and who made it for whom', async () => {
    const customerId = await customer('15000.00');
    const body = { customerId, kind: 'PERMANENT', requestedLimit: eur('20000.00'), reason: 'More orders.' };
    const headers = { 'x-correlation-id': 'a-story-of-its-own' };
    const { body: made, status } = await call('requestLimit', { body, headers, ...(await as(MIA)) });
    expect(status).toBe(202);
    expect(made).toMatchObject({ status: 'ASSESSING', requestedBy: MIA, submittedBy: MIA, levels: [] });
    await pendingOn(made.requestId);
    const view = await platform.untilRequest(
      made.requestId,
      'an execution',
      ({ executionArn }) => executionArn !== null,
    );
    expect(view).toMatchObject({ correlationId: 'a-story-of-its-own', kind: 'PERMANENT', reason: 'More orders.' });
    expect(view.executionArn).toContain(made.requestId);
    const told = await platform.history(customerId);
    expect(told.filter(({ data }) => data['requestId'] === made.requestId)).toMatchObject([
      { kind: 'LimitRequested', by: MIA, correlationId: 'a-story-of-its-own' },
      { kind: 'LimitApprovalRequested', correlationId: 'a-story-of-its-own' },
    ]);
  });

  it('should answer 404 for a request that there is not', async () => {
    expect(await refusal('getLimitRequest', { params: { requestId: 'no-such' } })).toMatchObject({ code: 'not-found' });
    const params = { requestId: 'no-such' };
    expect(await refusal('withdrawLimitRequest', { params, body: {} })).toMatchObject({ code: 'not-found' });
  });
});
