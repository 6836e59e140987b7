import { beforeAll, describe, expect, it } from 'vitest';
import { eur, newId } from '../support/e2e/ledger.ts';
import { eventually } from '../support/e2e/links.ts';
import { ownPlatform } from '../support/e2e/own-platform.ts';

// What runs out by itself, and what lasts: none of it takes a daily run, and weeks of those take their time. One is made
// where they could change what is answered.
const { advance, call, check, customer, day, history, profile, refusal, reserve } = await ownPlatform({
  withoutSchedules: true,
});

/** One daily run of today, to its end: of what ninety of them would do, what they leave behind. */
const dailyRun = async (): Promise<void> => {
  const { body } = await call('runDailyJob', { body: {} });
  const ended = await eventually(`the end of run ${body.runId}`, async () => {
    const { body: run } = await call('getJob', { params: { runId: body.runId } });
    return run.status === 'RUNNING' ? undefined : run;
  });
  expect(ended).toMatchObject({ status: 'SUCCEEDED', failures: [] });
};

const held = async (customerId: string) => (await profile(customerId)).exposure.reservations.amount;

describe('an expired reservation', () => {
  it('should count until it expires, then no more: on the profile at once, and at the next check', async () => {
    const customerId = await customer('100.00');
    const orderId = newId('O');
    await reserve(customerId, eur('100.00'), { orderId });
    await advance('P13DT23H');
    expect(await held(customerId)).toBe('100.00');
    expect((await check(customerId, eur('1.00'))).decision).toBe('REFERRED');
    await advance('PT2H');
    expect(await profile(customerId)).toMatchObject({
      exposure: { reservations: eur('0.00'), total: eur('0.00') },
      available: eur('100.00'),
      utilization: 0,
    });
    expect((await refusal('getReservation', { params: { orderId } })).code).toBe('not-found');
    const next = await reserve(customerId, eur('100.00'));
    expect(next).toMatchObject({ decision: 'APPROVED', exposureBefore: eur('0.00'), available: eur('0.00') });
    const kinds = (await history(customerId)).map(({ kind }) => kind);
    expect(kinds.slice(-2)).toEqual(['ReservationsExpired', 'CreditDecisionMade']);
  });

  it('should be decided anew when its order is asked again, and be released without effect', async () => {
    const customerId = await customer('100.00');
    const [again, gone] = [newId('O'), newId('O')];
    const first = await reserve(customerId, eur('40.00'), { orderId: again });
    await reserve(customerId, eur('40.00'), { orderId: gone });
    await advance('P15D');
    const anew = await reserve(customerId, eur('90.00'), { orderId: again });
    expect(anew).toMatchObject({ decision: 'APPROVED', available: eur('10.00') });
    expect(anew.decisionId).not.toBe(first.decisionId);
    expect((await call('releaseReservation', { params: { orderId: gone } })).status).toBe(204);
    expect(await held(customerId)).toBe('90.00');
  });

  it('should keep its day of expiry when the order is amended', async () => {
    const customerId = await customer('100.00');
    const orderId = newId('O');
    const first = await reserve(customerId, eur('40.00'), { orderId });
    await advance('P5D');
    const amended = await reserve(customerId, eur('50.00'), { orderId });
    expect(amended.reservation?.expiresAt).toBe(first.reservation?.expiresAt);
  });
});

describe('an expired reservation in a group that shares a limit', () => {
  it('should free what expired at any member when another one is checked', async () => {
    const codes = ({ reasons }: { reasons: readonly { code: string }[] }) => reasons.map(({ code }) => code);
    const memberOf = (parentCustomerId: string, limit: string) => customer(limit, { parentCustomerId });
    const parent = await customer('100.00');
    const [one, two] = [await memberOf(parent, '100.00'), await memberOf(parent, '100.00')];
    await reserve(one, eur('100.00'));
    expect(codes(await check(two, eur('1.00')))).toEqual(['GROUP_LIMIT_EXCEEDED']);
    await advance('P14DT1H');
    expect((await reserve(two, eur('100.00'))).decision).toBe('APPROVED');
    expect((await profile(one)).exposure.reservations).toEqual(eur('0.00'));
    expect(codes(await check(one, eur('1.00')))).toEqual(['GROUP_LIMIT_EXCEEDED']);
  });
});

describe('what a caller named, 90 days later', () => {
  interface Kept {
    readonly repeat: () => Promise<{ readonly status: number; readonly body: unknown }>;
    readonly change: () => Promise<{ readonly code: string }>;
    readonly before: unknown;
  }
  const kept: Record<string, Kept> = {};
  let customerId = '';
  let entries = 0;
  /** Repetitions leave no entry; that a reservation has run out meanwhile is recorded when a check comes by. */
  const movements = async () => (await history(customerId)).filter(({ kind }) => kind !== 'ReservationsExpired').length;

  beforeAll(async () => {
    customerId = await customer('1000.00');
    const today = await day();
    const bodyOf = {
      postReceivable: { customerId, amount: eur('30.00'), issuedOn: today, dueOn: await day(200) },
      postPayment: { customerId, amount: eur('10.00'), receivedOn: today },
      postCreditNote: { customerId, amount: eur('5.00'), issuedOn: today, reason: 'bonus' },
    } as const;
    const params = { invoiceId: newId('I'), paymentId: newId('P'), creditNoteId: newId('N') };
    for (const id of ['postReceivable', 'postPayment', 'postCreditNote'] as const) {
      const body = bodyOf[id];
      await call(id, { params, body });
      kept[id] = {
        before: undefined,
        repeat: () => call(id, { params, body }),
        change: () => refusal(id, { params, body: { ...body, amount: eur('29.00') } }),
      };
    }
    const named = { customerId, coverId: 'G', agreementId: 'A', source: 'agency', date: '2019-01-01' };
    const dates = { validTo: '2040-01-01' };
    const papers = {
      putCover: {
        kind: 'GUARANTEE',
        provider: 'B',
        amount: eur('1.00'),
        coveredPercent: '1',
        validFrom: today,
        ...dates,
      },
      putAgreement: { signedOn: today, ...dates, termsDays: 30, lateInterestPercent: '8' },
      putRating: { score: 'AA-', scale: 'S&P', ratedOn: today, ...dates },
      putFxRates: { base: 'EUR', rates: { USD: '1.1' } },
    };
    const otherwise = { coveredPercent: '2', termsDays: 31, score: 'B', rates: { USD: '1.2' } };
    for (const [id, body] of Object.entries(papers)) {
      const operation = id as keyof typeof papers;
      const shared = Object.entries(otherwise).filter(([name]) => name in body);
      await call(operation, { params: named, body });
      kept[id] = {
        before: undefined,
        repeat: () => call(operation, { params: named, body }),
        change: () => refusal(operation, { params: named, body: { ...body, ...Object.fromEntries(shared) } }),
      };
    }
    const checked = { customerId, orderId: newId('O'), amount: eur('40.00'), reserve: true };
    const headers = { 'idempotency-key': newId('key') };
    const decision = await call('checkCredit', { body: checked, headers });
    kept['checkCredit'] = {
      before: decision.body,
      repeat: () => call('checkCredit', { body: checked, headers }),
      change: () => refusal('checkCredit', { body: { ...checked, amount: eur('41.00') }, headers }),
    };
    const disputed = { customerId, invoiceIds: [params.invoiceId], reason: 'x' };
    const disputeKey = { 'idempotency-key': newId('key') };
    const dispute = await call('openDispute', { body: disputed, headers: disputeKey });
    kept['openDispute'] = {
      before: dispute.body,
      repeat: () => call('openDispute', { body: disputed, headers: disputeKey }),
      change: () => refusal('openDispute', { body: { ...disputed, reason: 'y' }, headers: disputeKey }),
    };
    for (const [id, one] of Object.entries(kept)) {
      if (one.before === undefined) kept[id] = { ...one, before: (await one.repeat()).body };
    }
    await advance('P90D');
    await dailyRun();
    entries = await movements();
  });

  const names = ['postReceivable', 'postPayment', 'postCreditNote', 'putCover', 'putAgreement', 'putRating'] as const;
  it.each([...names, 'putFxRates', 'checkCredit', 'openDispute'])('should answer %s as before', async (id) => {
    const { status, body } = (await kept[id]?.repeat()) ?? {};
    expect(status === 200 || (id === 'openDispute' && status === 201)).toBe(true);
    expect(body).toEqual(kept[id]?.before);
    expect((await kept[id]?.change())?.code).toBe('conflict');
    expect(await movements()).toBe(entries);
  });
});
