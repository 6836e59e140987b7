import { describe, expect, it } from 'vitest';
import { operations } from '../../shared/contracts/operations.ts';
import { assertProblem } from '../support/e2e/answers.ts';
import { send } from '../support/e2e/http.ts';
import { eur, newId, sharedPlatform } from '../support/e2e/ledger.ts';

const { ask, call, customer, endpoints, invoice, refusal, reserve, token } = sharedPlatform();

describe('what needs no token', () => {
  it('should tell that the service is well, and in which version', async () => {
    const { status, body } = await call('getHealth', { token: null });
    expect(status).toBe(200);
    expect(body).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });

  it('should serve an OpenAPI 3.1 document that names every operation with its scopes', async () => {
    const { headers, text } = await call('getOpenApi', { token: null });
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    const document = JSON.parse(text);
    expect(document.openapi).toMatch(/^3\.1\./);
    for (const [id, { method, path, scopes }] of Object.entries(operations)) {
      const described = document.paths[path]?.[method.toLowerCase()];
      expect(described?.operationId).toBe(id);
      const asked = (described.security ?? []).flatMap((one: Record<string, string[]>) => Object.values(one).flat());
      expect(asked).toEqual([...scopes]);
    }
  });

  it('should serve a readable page that runs no script', async () => {
    const { headers, text } = await call('getDocs', { token: null });
    expect(headers.get('content-type')).toMatch(/^text\/html/);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).toContain('/v1/credit-checks');
    expect(text).not.toContain('<script');
  });
});

describe('the correlation id', () => {
  it('should be returned as it was sent, on answers and on problems, and be recorded', async () => {
    const customerId = newId('C');
    const headers = { 'x-correlation-id': 'order-4711:a.b_c' };
    const body = { legalName: 'X', currency: 'EUR', segment: 'a', region: 'b' };
    const created = await call('putCustomer', { params: { customerId }, body, headers });
    expect(created.headers.get('x-correlation-id')).toBe('order-4711:a.b_c');
    const problem = await refusal('getCustomer', { params: { customerId: newId('nobody') }, headers });
    expect(problem.correlationId).toBe('order-4711:a.b_c');
    const { body: list } = await call('listHistory', { params: { customerId } });
    expect(list.items[0]?.correlationId).toBe('order-4711:a.b_c');
  });

  it('should be made where none was sent, and where the one sent cannot be used', async () => {
    const made = new Set<string>();
    for (const headers of [{}, {}, { 'x-correlation-id': 'with spaces' }, { 'x-correlation-id': 'x'.repeat(5000) }]) {
      const { headers: answered } = await call('getHealth', { token: null, headers });
      made.add(answered.get('x-correlation-id') ?? '');
    }
    expect(made.size).toBe(4);
    expect([...made].every((id) => id.length >= 16 && id.length <= 128)).toBe(true);
  });

  it('should be carried into events', async () => {
    const customerId = await customer('100.00');
    const headers = { 'x-correlation-id': newId('corr') };
    const body = { customerId, orderId: newId('O'), amount: eur('1.00') };
    await call('checkCredit', { body, headers });
    let found: unknown;
    for (let attempt = 0; attempt < 100 && !found; attempt += 1) {
      const response = await fetch(`${endpoints.control}/events?customerId=${customerId}&limit=50`);
      const { items } = (await response.json()) as { items: { detail: Record<string, unknown> }[] };
      found = items.find(({ detail }) => JSON.stringify(detail).includes(headers['x-correlation-id']));
      if (!found) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(found).toBeDefined();
  });
});

describe('addresses that do not exist', () => {
  it('should be answered with a 404 problem, whatever the method', async () => {
    const headers = { authorization: `Bearer ${await token()}` };
    const paths = ['/v1', '/v1/', '/v2/customers', '/v1/customers/', '/v1/customers/C/limit/x', '/v1/nothing', '/x'];
    for (const path of paths) {
      expect(assertProblem(await send(endpoints.api, { method: 'GET', path, headers })).code, path).toBe('not-found');
    }
    for (const method of ['PATCH', 'DELETE', 'OPTIONS', 'TRACE']) {
      const answer = await send(endpoints.api, { method, path: '/v1/credit-checks', headers });
      expect(assertProblem(answer).code, method).toBe('not-found');
    }
  });

  it('should be decided before a name is looked up: no operation is reached by dots or doubled slashes', async () => {
    const headers = { authorization: `Bearer ${await token()}` };
    for (const path of ['/v1/../v1/customers/C', '/v1//customers/C', '//v1/customers/C', '/v1/customers/C/../D']) {
      expect(assertProblem(await send(endpoints.api, { method: 'GET', path, headers })).code, path).toBe('not-found');
    }
  });
});

describe('lists', () => {
  it('should be read page by page to their end: nothing twice, nothing missing', async () => {
    const customerId = await customer('1000.00');
    const invoices: string[] = [];
    for (let number = 0; number < 7; number += 1) {
      invoices.push((await invoice({ customerId, amount: eur('1.00') })).invoiceId);
    }
    for (const query of [{}, { status: 'OPEN' }]) {
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Record<string, string | number> = { ...query, limit: 3, ...(cursor && { cursor }) };
        const { body } = await call('listReceivables', { params: { customerId }, query: page });
        expect(body.items.length).toBeLessThanOrEqual(3);
        found.push(...body.items.map(({ invoiceId }) => invoiceId));
        cursor = body.nextCursor;
      } while (cursor !== null);
      expect(found.toSorted()).toEqual(invoices.toSorted());
    }
  });

  it('should have 50 items by default and 200 at most', async () => {
    const customerId = await customer('1000.00');
    await Promise.all(Array.from({ length: 60 }, () => reserve(customerId, eur('0.01'))));
    const params = { customerId };
    expect((await call('listHistory', { params })).body.items).toHaveLength(50);
    const all = await call('listHistory', { params, query: { limit: 200 } });
    expect(all.body.items).toHaveLength(62);
    expect(all.body.nextCursor).toBeNull();
    for (const limit of ['0', '201', '-1', '2e1', '0x10', ' 5', '']) {
      const problem = await refusal('listHistory', { params, query: { limit } });
      expect(problem).toMatchObject({ code: 'validation', errors: [{ path: 'limit' }] });
    }
  });

  it('should refuse a cursor that was made up, changed, or belongs to another list', async () => {
    const [one, other] = [await customer('1000.00'), await customer('1000.00')];
    for (const customerId of [one, other]) await invoice({ customerId, amount: eur('1.00') });
    const cursorOf = async (id: 'listHistory' | 'listReceivables', customerId: string) => {
      const { body } = await call(id, { params: { customerId }, query: { limit: 1 } });
      return body.nextCursor ?? '';
    };
    await invoice({ customerId: other, amount: eur('1.00') });
    const foreign = await cursorOf('listHistory', other);
    const ofInvoices = await cursorOf('listReceivables', other);
    const made = Buffer.from(JSON.stringify({ pk: `CUSTOMER#${one}`, sk: 'ACCOUNT' })).toString('base64url');
    const long = Buffer.from(JSON.stringify({ pk: 'x'.repeat(1000), sk: 'y' })).toString('base64url');
    for (const cursor of [foreign, ofInvoices, made, long, 'AAAA', 'null', 'e30', `${foreign}x`]) {
      for (const id of ['listHistory', 'listReceivables'] as const) {
        const answer = await ask(id, { params: { customerId: one }, query: { cursor } });
        expect(assertProblem(answer), `${id} ${cursor}`).toMatchObject({ status: 400, errors: [{ path: 'cursor' }] });
      }
    }
  });
});
