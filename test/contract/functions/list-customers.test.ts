import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CustomerListView } from '../../../shared/contracts/customers.ts';
import { ProblemView } from '../../../shared/contracts/problems.ts';
import type { ApiFunction } from '../../../shared/http/api-handler.ts';
import { encodeCursor } from '../../../shared/http/cursor.ts';
import { putCustomer, setStanding } from '../../../shared/store/customers.ts';
import { apiEvent } from '../../support/api-event.ts';
import { openDesk } from '../../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';

const NAMES = ['Ängström AB', 'Acme Ltd', 'Acme Nord #2', 'acme süd', 'Beta GmbH', 'Zeta SA'];

describe('GET /v1/customers', () => {
  let database: Database;
  let handler: ApiFunction;

  beforeAll(async () => {
    database = await startDatabase();
    lendToHandlers(database);
    handler = (await import('../../../functions/list-customers/handler.ts')).handler;
    const context = openDesk(database.table).at();
    for (const [n, legalName] of NAMES.entries()) {
      const master = { currency: 'EUR', segment: 'retail', region: 'EU', groupLimitShared: true, contacts: [] };
      await putCustomer(context, `C-${n}`, { legalName, language: 'en', ...master }, `hash-${n}`);
    }
    await setStanding(context, 'C-1', 'HOLD', 'late');
    await setStanding(context, 'C-4', 'HOLD', 'late');
  });
  afterAll(() => database.stop());

  const get = (query: Record<string, string>) => handler(apiEvent('listCustomers', { query }));
  const list = async (query: Record<string, string>) => {
    const reply = await get(query);
    expect(reply.statusCode).toBe(200);
    return CustomerListView.parse(JSON.parse(reply.body ?? ''));
  };
  const names = async (query: Record<string, string>) => (await list(query)).items.map((item) => item.legalName);

  it('should list all customers in the order of their names, without case and accents', async () => {
    expect(await names({})).toEqual(['Acme Ltd', 'Acme Nord #2', 'acme süd', 'Ängström AB', 'Beta GmbH', 'Zeta SA']);
  });

  it('should list those whose name begins with a text', async () => {
    expect(await names({ name: 'ACME' })).toEqual(['Acme Ltd', 'Acme Nord #2', 'acme süd']);
    expect(await names({ name: 'acme s' })).toEqual(['acme süd']);
    expect(await names({ name: 'angstrom' })).toEqual(['Ängström AB']);
    expect(await names({ name: 'Acme Nord #2' })).toEqual(['Acme Nord #2']);
    expect(await names({ name: "'; DROP TABLE customers; --" })).toEqual([]);
  });

  it('should list those of a status, also together with a name', async () => {
    expect(await names({ status: 'ON_HOLD' })).toEqual(['Acme Ltd', 'Beta GmbH']);
    expect(await names({ status: 'ON_HOLD', name: 'b' })).toEqual(['Beta GmbH']);
    expect(await names({ status: 'BLACKLISTED' })).toEqual([]);
  });

  it('should list nobody when nobody has the grade', async () => {
    expect(await list({ grade: 'A' })).toEqual({ items: [], nextCursor: null });
  });

  it('should go on behind the last customer when the cursor is sent', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: CustomerListView = await list({ limit: '2', ...(cursor === null ? {} : { cursor }) });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map((item) => item.customerId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(['C-1', 'C-2', 'C-3', 'C-0', 'C-4', 'C-5']);
  });

  it('should search a bounded number of index pages for a rare grade, and go on from there', async () => {
    let pages = 0;
    let cursor: string | null = null;
    do {
      const page: CustomerListView = await list({ grade: 'E', limit: '1', ...(cursor === null ? {} : { cursor }) });
      expect(page.items).toEqual([]);
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor !== null);
    expect(pages).toBeLessThanOrEqual(2);
  });

  it.each([
    ['is no base64', '%%%'],
    ['is no JSON', Buffer.from('{"pk":').toString('base64url')],
    ['is no key', encodeCursor({ pk: 1, sk: 'x' }) ?? ''],
    ['is a list', Buffer.from('["pk"]').toString('base64url')],
    ['has other names', encodeCursor({ pk: 'a', sk: 'b', password: 'c' }) ?? ''],
    ['names the language', Buffer.from('{"__proto__":{"pk":"a","sk":"b"}}').toString('base64url')],
    ['belongs to a history', encodeCursor({ pk: 'CUSTOMER#C-1', sk: 'HISTORY#2026' }) ?? ''],
    ['belongs to another status', encodeCursor({ pk: 'a', sk: 'b', gsi2pk: 'STATUS#ACTIVE', gsi2sk: 'c' }) ?? ''],
    ['lacks a part', encodeCursor({ pk: 'a', sk: 'b', gsi2pk: 'STATUS#ON_HOLD' }) ?? ''],
    ['is too long', 'A'.repeat(3_000)],
    ['is empty', ''],
  ])('should answer 400 naming the cursor when it %s', async (_, cursor) => {
    const reply = await get({ status: 'ON_HOLD', cursor });
    expect(reply.statusCode).toBe(400);
    const problem = ProblemView.parse(JSON.parse(reply.body ?? ''));
    expect(problem).toMatchObject({ code: 'validation', errors: [{ path: 'cursor' }] });
  });

  it.each([
    ['limit', '0'],
    ['limit', '201'],
    ['status', 'SLEEPING'],
    ['grade', 'F'],
    ['name', ''],
  ])('should answer 400 when %s is "%s"', async (name, value) => {
    const problem = JSON.parse((await get({ [name]: value })).body ?? '');
    expect(problem).toMatchObject({ code: 'validation', errors: [{ path: name }] });
  });
});
