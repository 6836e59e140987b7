import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Client, connect } from '../support/e2e/client.ts';
import { eur, type Ledger, ledgerOn, newId, sharedPlatform } from '../support/e2e/ledger.ts';
import { type PlatformProcess, startProcess } from '../support/e2e/platform-process.ts';

const shared = sharedPlatform();
const { endpoints } = shared;

const control = async (path: string, body?: unknown) => {
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${endpoints.control}${path}`, sent);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe('endpoints.json', () => {
  it('should name everything that the contract names, at one origin', async () => {
    expect(Object.keys(endpoints).toSorted()).toEqual(
      ['api', 'console', 'control', 'docs', 'dynamodb', 'outbox', 'tokenUrl'].toSorted(),
    );
    for (const name of ['console', 'docs', 'outbox'] as const) {
      expect(new URL(endpoints[name]).origin, name).toBe(new URL(endpoints.api).origin);
      const response = await fetch(endpoints[name], { headers: { accept: 'text/html' } });
      expect(response.status, name).toBe(200);
      expect(response.headers.get('content-type'), name).toContain('text/html');
    }
  });

  it('should lead to an outbox that lists mail as JSON', async () => {
    const response = await fetch(endpoints.outbox);
    expect(response.headers.get('content-type')).toContain('application/json');
    const mails = (await response.json()) as { readonly id: string; readonly sentAt: string }[];
    for (const mail of mails) {
      const text = expect.any(String);
      expect(mail).toMatchObject({ id: text, to: text, subject: text, sentAt: text, text, html: text });
    }
    const newestFirst = mails.toSorted((a, b) => b.sentAt.localeCompare(a.sentAt));
    expect(mails.map(({ id }) => id)).toEqual(newestFirst.map(({ id }) => id));
  });
});

describe('the clock', () => {
  it('should be read, advanced and set, and never go back', async () => {
    const { now } = (await control('/clock')).body as { now: string };
    expect(now).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/);
    const advanced = await control('/clock', { advance: 'P3D' });
    expect(advanced).toMatchObject({ status: 200, body: { now: expect.any(String), fired: expect.any(Array) } });
    const moved = Date.parse(String(advanced.body['now'])) - Date.parse(now);
    expect(Math.round(moved / 3_600_000)).toBe(72);
    const to = new Date(Date.parse(now) + 5 * 86_400_000).toISOString();
    // The clock goes on while what fell due on the way is done.
    const late = Date.parse(String((await control('/clock', { to })).body['now'])) - Date.parse(to);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(60_000);
    for (const wrong of [{ to: now }, { advance: '-P1D' }, { advance: 'soon' }, {}, { advance: 'P1D', to }, [], 5]) {
      expect((await control('/clock', wrong)).status, JSON.stringify(wrong)).toBe(400);
    }
  });

  it('should show executions, of which there are none yet', async () => {
    expect((await control('/executions')).status).toBe(200);
    expect((await control('/executions?status=RUNNING')).status).toBe(200);
  });
});

describe('requests from elsewhere', () => {
  it('should be refused: another host name, and pages of other origins', async () => {
    const port = new URL(endpoints.api).port;
    const { send } = await import('../support/e2e/http.ts');
    const ask = (headers: Record<string, string>, method = 'GET') =>
      send(endpoints.api, { method, path: '/control/clock', headers, ...(method === 'POST' && { body: '{}' }) });
    expect((await ask({ host: `attacker.example:${port}` })).status).toBe(403);
    expect((await ask({ origin: 'https://attacker.example' }, 'POST')).status).toBe(403);
    expect((await ask({})).status).toBe(200);
  });
});

describe('a data folder of its own', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'credence-laptop-'));
  let running: PlatformProcess | undefined;
  const start = async (options: readonly string[] = []): Promise<Client & Ledger> => {
    running = await startProcess(dataDir, options);
    const client = connect(running.endpoints);
    return { ...client, ...ledgerOn(client) };
  };
  afterAll(async () => {
    await running?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('should start with sample customers, end cleanly within 5 s, and go on where it stopped', async () => {
    const first = await start();
    const samples = (await first.call('listCustomers')).body.items;
    expect(samples.length).toBeGreaterThan(0);
    expect(samples.some(({ creditLimit }) => creditLimit !== null)).toBe(true);

    const token = await first.token();
    const customerId = await first.customer('100.00');
    const orderId = newId('O');
    const decision = await first.reserve(customerId, eur('30.00'), { orderId });
    const { invoiceId } = await first.invoice({ customerId, amount: eur('20.00') });
    await first.advance('P5D');
    const before = { profile: await first.profile(customerId), now: await first.now() };

    const began = Date.now();
    expect(await running?.stop('SIGINT')).toBe(0);
    expect(Date.now() - began).toBeLessThan(5000);
    expect(existsSync(join(dataDir, 'endpoints.json'))).toBe(false);

    const again = await start();
    expect(Date.parse(await again.now())).toBeGreaterThanOrEqual(Date.parse(before.now));
    expect(Date.parse(await again.now()) - Date.parse(before.now)).toBeLessThan(600_000);
    const kept = await again.call('getCustomer', { params: { customerId }, token });
    expect(kept.body).toEqual(before.profile);
    expect((await again.receivable(invoiceId)).remaining).toEqual(eur('20.00'));
    expect(await again.reserve(customerId, eur('30.00'), { orderId })).toEqual(decision);
    expect((await again.call('listCustomers', { query: { limit: 200 } })).body.items).toHaveLength(samples.length + 1);

    const reset = await fetch(`${again.endpoints.control}/reset`, { method: 'POST' });
    expect(reset.status).toBe(200);
    expect((await again.call('listCustomers')).body).toEqual({ items: [], nextCursor: null });
    expect((await again.refusal('getCustomer', { params: { customerId } })).code).toBe('not-found');
    expect(Math.abs(Date.parse(await again.now()) - Date.now())).toBeLessThan(60_000);
  });
});

describe('--empty', () => {
  it('should leave out the sample customers', async () => {
    expect((await shared.refusal('getCustomer', { params: { customerId: 'ACME-1' } })).code).toBe('not-found');
  });
});
