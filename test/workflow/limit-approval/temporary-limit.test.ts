import { afterAll, describe, expect, it } from 'vitest';
import { ANA, eur, eventually, MIA, type OutboxMail, SAM, startApprovals } from '../../support/approvals.ts';
import { defectsOf } from '../../support/sound-platform.ts';

// Nine days before the clocks of Europe/Berlin go forward.
const platform = await startApprovals({ startAt: '2026-03-20T09:00:00Z' });
afterAll(async () => {
  const defects = await defectsOf(platform);
  await platform.stop();
  expect(defects).toEqual([]);
});
const { call, check, customer, decideByApi, endpoints, history, invoice, mails, moveTo, pay, pendingOn } = platform;
const { profile, requestLimit, untilStatus } = platform;

const CONTROL = `${endpoints.control}/executions`;

/** Executions of the workflow that ends temporary limits. */
const followers = async (requestId: string) => {
  const { items } = (await (await fetch(CONTROL)).json()) as {
    items: readonly { executionArn: string; status: string; output?: unknown }[];
  };
  return items.filter(({ executionArn }) => executionArn.endsWith(`temporary-limit:${requestId}`));
};

/** A temporary limit that both of its levels have approved, and whose end is waited for. */
const grant = async (customerId: string, amount: string, validTo: string) => {
  const requestId = await requestLimit(amount, { customerId, kind: 'TEMPORARY', validTo });
  await decideByApi(ANA, (await pendingOn(requestId, 1)).approvalId, { decision: 'APPROVE' });
  await decideByApi(MIA, (await pendingOn(requestId, 2)).approvalId, { decision: 'APPROVE' });
  await untilStatus(requestId, 'APPROVED');
  await eventually('the workflow of the temporary limit', async () =>
    (await followers(requestId)).length === 1 ? true : undefined,
  );
  return requestId;
};

const about = async (requestId: string, to?: string): Promise<readonly OutboxMail[]> =>
  (await mails(to, requestId)).filter(({ subject }) => /^End(s|ed)/.test(subject)).toReversed();

describe('a temporary limit', () => {
  it('should be noticed, end with its day across the change to summer time, and hold who owes too much', async () => {
    const salesperson = 'sally.sales@example.com';
    const customerId = await customer('50000.00', { salesperson });
    const requestId = await grant(customerId, '80000.00', '2026-03-29');
    expect(await profile(customerId)).toMatchObject({
      creditLimit: eur('50000.00'),
      temporaryLimit: { amount: eur('80000.00'), validTo: '2026-03-29' },
      effectiveLimit: eur('80000.00'),
    });
    await invoice({ customerId, amount: eur('60000.00'), dueOn: '2026-04-30' });

    // The 22nd begins an hour before midnight of UTC, and the 30th two hours before it.
    await moveTo('2026-03-21T22:59:00Z');
    expect(await about(requestId)).toEqual([]);
    await moveTo('2026-03-21T23:01:00Z');
    const notices = await about(requestId);
    expect(notices.map(({ to }) => to).sort()).toEqual([SAM, salesperson].sort());
    expect(notices[0]?.subject).toContain('Ends with 29 March 2026');
    expect(notices[0]?.text).toContain('EUR 10,000.00 above the limit that holds from then on');

    await moveTo('2026-03-29T21:59:00Z');
    const lastDay = await check(customerId, eur('1000.00'));
    expect(lastDay).toMatchObject({ decision: 'APPROVED', effectiveLimit: eur('80000.00') });
    expect((await followers(requestId))[0]?.status).toBe('RUNNING');

    await moveTo('2026-03-29T22:01:00Z');
    expect((await followers(requestId))[0]?.status).toBe('SUCCEEDED');
    expect(await profile(customerId)).toMatchObject({
      status: 'ON_HOLD',
      holdReasons: [expect.stringContaining('The temporary limit of 80000.00 EUR ended with 2026-03-29')],
      temporaryLimit: null,
      effectiveLimit: eur('50000.00'),
      available: eur('-10000.00'),
    });
    const nextDay = await check(customerId, eur('1000.00'));
    expect(nextDay.decision).toBe('REFERRED');
    expect(nextDay.reasons.map(({ code }) => code).sort()).toEqual(['LIMIT_EXCEEDED', 'ON_HOLD']);
    const ended = (await about(requestId, SAM)).at(-1);
    expect(ended?.subject).toMatch(/^Ended, and customer on hold/);
    expect(ended?.sentAt.slice(0, 16)).toBe('2026-03-29T22:00');
    const kinds = (await history(customerId)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'TemporaryLimitEnded')).toHaveLength(1);
    expect(kinds.indexOf('CustomerHeld')).toBeLessThan(kinds.indexOf('TemporaryLimitEnded'));

    await pay({ customerId, amount: eur('15000.00') });
    await call('unholdCustomer', { params: { customerId }, body: { reason: 'Paid down' } });
    expect((await check(customerId, eur('1000.00'))).decision).toBe('APPROVED');
  });

  it('should end on the evening of the day on which it was granted, without a notice', async () => {
    const customerId = await customer('50000.00');
    await moveTo('2026-04-10T09:00:00Z');
    const requestId = await grant(customerId, '60000.00', '2026-04-10');
    await moveTo('2026-04-10T21:59:00Z');
    expect((await check(customerId, eur('60000.00'))).decision).toBe('APPROVED');
    await moveTo('2026-04-10T22:01:00Z');
    expect(await check(customerId, eur('60000.00'))).toMatchObject({ decision: 'REFERRED' });
    expect(await profile(customerId)).toMatchObject({ status: 'ACTIVE', temporaryLimit: null });
    expect((await about(requestId)).map(({ subject }) => subject.split(':')[0])).toEqual(['Ended']);
  });

  it('should be noticed of the day before when there is no week left', async () => {
    const customerId = await customer('50000.00');
    await moveTo('2026-04-13T09:00:00Z');
    const requestId = await grant(customerId, '60000.00', '2026-04-16');
    await moveTo('2026-04-14T22:01:00Z');
    const [notice] = await about(requestId);
    expect(notice?.subject).toMatch(/^Ends with 16 April 2026/);
    expect(notice?.sentAt.slice(0, 16)).toBe('2026-04-14T22:00');
  });

  it('should give way to a later one, whose place its own end leaves alone', async () => {
    const customerId = await customer('50000.00');
    await moveTo('2026-04-20T09:00:00Z');
    const first = await grant(customerId, '60000.00', '2026-04-30');
    await moveTo('2026-04-22T09:00:00Z');
    const second = await grant(customerId, '70000.00', '2026-05-31');
    await invoice({ customerId, amount: eur('65000.00'), dueOn: '2026-06-30' });
    await moveTo('2026-05-10T09:00:00Z');
    expect((await followers(first))[0]).toMatchObject({ status: 'SUCCEEDED' });
    expect(await about(first)).toEqual([]);
    expect(await profile(customerId)).toMatchObject({
      status: 'ACTIVE',
      temporaryLimit: { amount: eur('70000.00'), validTo: '2026-05-31' },
    });
    await moveTo('2026-05-31T22:01:00Z');
    expect(await profile(customerId)).toMatchObject({ status: 'ON_HOLD', temporaryLimit: null });
    expect((await about(second, SAM)).map(({ subject }) => subject.split(':')[0])).toEqual([
      expect.stringMatching(/^Ends with 31 May 2026/),
      'Ended, and customer on hold',
    ]);
  });

  it('should end across the change to winter time at midnight there', async () => {
    const customerId = await customer('50000.00');
    await moveTo('2026-10-20T09:00:00Z');
    await grant(customerId, '60000.00', '2026-10-25');
    await moveTo('2026-10-25T22:59:00Z');
    expect((await check(customerId, eur('60000.00'))).decision).toBe('APPROVED');
    await moveTo('2026-10-25T23:01:00Z');
    expect((await check(customerId, eur('60000.00'))).decision).toBe('REFERRED');
  });

  it('should never be approved for less than the limit that it is to raise', async () => {
    const customerId = await customer('50000.00');
    const validTo = await platform.day(5);
    const requestId = await requestLimit('80000.00', { customerId, kind: 'TEMPORARY', validTo });
    const { approvalId } = await pendingOn(requestId);
    for (const amount of ['50000.00', '0.01']) {
      const refused = await platform.refusedByApi(ANA, approvalId, { decision: 'APPROVE', approvedLimit: eur(amount) });
      expect(refused).toMatchObject({ code: 'unprocessable', errors: [{ path: 'approvedLimit' }] });
    }
    await decideByApi(ANA, approvalId, { decision: 'APPROVE', approvedLimit: eur('50000.01') });
    await decideByApi(MIA, (await pendingOn(requestId, 2)).approvalId, { decision: 'APPROVE' });
    await untilStatus(requestId, 'APPROVED');
    expect((await profile(customerId)).effectiveLimit).toEqual(eur('50000.01'));
  });
});
