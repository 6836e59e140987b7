import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { CreditDecisionView } from '../../shared/contracts/credit-checks.ts';
import { type Client, connect } from '../support/e2e/client.ts';
import { eur, type Ledger, ledgerOn, newId, sharedPlatform } from '../support/e2e/ledger.ts';
import { type PlatformProcess, startProcess } from '../support/e2e/platform-process.ts';

type Platform = Client & Ledger;

interface Order {
  readonly customerId: string;
  readonly orderId: string;
}

const orders = (customerIds: readonly string[]): readonly Order[] =>
  Array.from({ length: 100 }, (_, index) => ({
    customerId: customerIds[index % customerIds.length] ?? '',
    orderId: newId(`O${index}`),
  }));

/** One unit for an order; asked again as long as the platform says that it cannot answer now. */
const askFor = async (platform: Platform, order: Order): Promise<CreditDecisionView> => {
  for (;;) {
    const body = { ...order, amount: eur('1.00'), reserve: true };
    const answer = await platform.ask('checkCredit', { body, headers: { 'idempotency-key': order.orderId } });
    if (answer.status === 200) return JSON.parse(answer.text) as CreditDecisionView;
    expect(answer.status, answer.text).toBe(503);
    expect(answer.headers.get('retry-after')).toBeTruthy();
    await sleep(50);
  }
};

const holding = (decisions: readonly CreditDecisionView[]) =>
  new Set(decisions.filter(({ reservation }) => reservation !== null).map(({ orderId }) => orderId)).size;

/** What is held by the profiles, by the sum over the histories, and by the orders themselves. */
const held = async (platform: Platform, customerIds: readonly string[]) => {
  const sums = { profiles: 0, histories: 0, reserving: 0 };
  for (const customerId of customerIds) {
    sums.profiles += Number((await platform.profile(customerId)).exposure.reservations.amount);
    for (const { deltas } of await platform.history(customerId)) {
      sums.histories += Number(deltas.reservations.amount);
      sums.reserving += Number(deltas.reservations.amount) > 0 ? 1 : 0;
    }
  }
  return sums;
};

const exactlyTen = { profiles: 10, histories: 10, reserving: 10 };

const groupOn = async (platform: Platform): Promise<readonly string[]> => {
  const parentCustomerId = await platform.customer('10.00');
  return Promise.all(Array.from({ length: 10 }, () => platform.customer('10.00', { parentCustomerId })));
};

describe('100 orders of 1.00 at once on an available 10.00', () => {
  const platform = sharedPlatform();

  it('should let exactly 10 through on one customer, with two of each request', async () => {
    const customerId = await platform.customer('10.00');
    const wanted = orders([customerId]);
    const decisions = await Promise.all([...wanted, ...wanted].map((order) => askFor(platform, order)));
    expect(holding(decisions)).toBe(10);
    expect(await held(platform, [customerId])).toEqual(exactlyTen);
    expect((await platform.profile(customerId)).available).toEqual(eur('0.00'));
    for (const order of wanted) {
      const answers = decisions.filter(({ orderId }) => orderId === order.orderId);
      expect(new Set(answers.map(({ decisionId }) => decisionId)).size).toBe(1);
    }
  });

  it('should let exactly 10 through on ten members of one group, with two of each request', async () => {
    const members = await groupOn(platform);
    const wanted = orders(members);
    const decisions = await Promise.all([...wanted, ...wanted].map((order) => askFor(platform, order)));
    expect(holding(decisions)).toBe(10);
    expect(await held(platform, members)).toEqual(exactlyTen);
  });
});

describe('a platform that is killed in the middle', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'credence-killed-'));
  const running: PlatformProcess[] = [];
  const start = async (): Promise<{ process: PlatformProcess; platform: Platform }> => {
    const process = await startProcess(dataDir, ['--empty']);
    running.push(process);
    const client = connect(process.endpoints);
    return { process, platform: { ...client, ...ledgerOn(client) } };
  };
  afterAll(async () => {
    await running.at(-1)?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('should have let exactly 10 through once it is back and every request was sent again', async () => {
    const { process, platform } = await start();
    const customerId = await platform.customer('10.00');
    const members = await groupOn(platform);
    const wanted = [...orders([customerId]), ...orders(members)];
    let answered = 0;
    const first = wanted.map(async (order) => {
      const decision = await askFor(platform, order);
      answered += 1;
      return decision;
    });
    const settled = Promise.allSettled(first);
    while (answered < 6) await sleep(1);
    await process.kill();
    const before = (await settled).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(before.length).toBeLessThan(wanted.length);

    const { platform: again } = await start();
    const after = await Promise.all(wanted.map((order) => askFor(again, order)));
    for (const decision of before) {
      expect(after.find(({ orderId }) => orderId === decision.orderId)).toEqual(decision);
    }
    expect(holding(after.filter((decision) => decision.customerId === customerId))).toBe(10);
    expect(holding(after.filter((decision) => decision.customerId !== customerId))).toBe(10);
    expect(await held(again, [customerId])).toEqual(exactlyTen);
    expect(await held(again, members)).toEqual(exactlyTen);
    // Two starts, and some engines are slow.
  }, 180_000);
});
