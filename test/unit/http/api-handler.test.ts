import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import { CoverParams, PutCoverBody } from '../../../shared/contracts/covers.ts';
import { CustomerParams, ListCustomersQuery, ReasonBody } from '../../../shared/contracts/customers.ts';
import { examples } from '../../../shared/contracts/examples.ts';
import { PublishPolicyBody } from '../../../shared/contracts/policy.ts';
import { conflict, unavailable } from '../../../shared/errors.ts';
import { apiHandler } from '../../../shared/http/api-handler.ts';
import type { ApiRequest } from '../../../shared/http/exchange.ts';
import { content, created, noContent, ok } from '../../../shared/http/replies.ts';
import { apiEvent } from '../../support/api-event.ts';

const config = { timeZone: 'Europe/Berlin', serviceName: 'test', logLevel: 'SILENT' } as const;
const body = examples.putCover?.body;
const params = { customerId: 'C-1', coverId: 'P-1' };
const coverEvent = (parts: object = {}) => apiEvent('putCover', { params, body, ...parts });

/** A handler that remembers what it was given. */
const recorder = () => {
  const seen: ApiRequest[] = [];
  const handler = apiHandler(
    { operations: ['putCover'], params: CoverParams, body: PutCoverBody, config },
    async (request) => {
      seen.push(request);
      return created({ coverId: request.params.coverId });
    },
  );
  return { seen, handler };
};

const problemOf = (reply: { body?: string }) => JSON.parse(reply.body ?? '{}');

describe('a handler', () => {
  it('should refuse a document by its size, without white space, before it looks at what it says', async () => {
    const schema = PublishPolicyBody;
    const handler = apiHandler({ operations: ['publishPolicy'], body: schema, maxKibibytes: 2, config }, async () =>
      ok({}),
    );
    const sent = (body: string) => handler({ ...apiEvent('publishPolicy', { body: {} }), body });
    const large = await sent(JSON.stringify({ draftHash: 'x'.repeat(2_048) }));
    expect(large.statusCode).toBe(413);
    expect(problemOf(large)).toMatchObject({ code: 'too-large', detail: expect.stringContaining('2 KiB at most') });
    expect((await sent(`{${' '.repeat(3_000)}}`)).statusCode).toBe(200);
    expect((await sent(JSON.stringify({ draftHash: 'x'.repeat(100) }))).statusCode).toBe(400);
  });

  it('should refuse as not right what is nested however deeply, measured or not', async () => {
    const operations = ['publishPolicy'] as const;
    const handler = apiHandler({ operations, body: PublishPolicyBody, maxKibibytes: 256, config }, async () => ok({}));
    for (const depth of [8_000, 50_000, 400_000]) {
      const body = '['.repeat(depth) + ']'.repeat(depth);
      const reply = await handler({ ...apiEvent('publishPolicy', { body: {} }), body });
      expect([reply.statusCode, problemOf(reply).errors[0].path]).toEqual([400, 'body']);
      const within = await handler({ ...apiEvent('publishPolicy', { body: {} }), body: `{"draftHash":${body}}` });
      expect(within.statusCode).toBe(400);
    }
  });

  it('should be given everything checked and typed', async () => {
    const handler = apiHandler(
      { operations: ['putCover'], params: CoverParams, body: PutCoverBody, config },
      async (request) => {
        expectTypeOf(request.operationId).toEqualTypeOf<'putCover'>();
        expectTypeOf(request.params).toEqualTypeOf<CoverParams>();
        expectTypeOf(request.body).toEqualTypeOf<PutCoverBody>();
        expectTypeOf(request.query).toEqualTypeOf<undefined>();
        expect(request).toMatchObject({
          operationId: 'putCover',
          params,
          body: { amount: { minorUnits: 1_000_000n, currency: 'EUR' }, coveredPercent: '90' },
          idempotencyKey: 'key-1',
          contentType: 'application/json',
          accept: '*/*',
          caller: { subject: 'tester', clientId: 'tester', scopes: ['credit/write'] },
          correlationId: 'order-77',
          moment: { now: '2026-03-31T22:30:00.000Z', today: '2026-04-01' },
        });
        return created({ stored: true });
      },
    );
    const reply = await handler(
      coverEvent({
        headers: { 'idempotency-key': 'key-1', 'x-correlation-id': 'order-77' },
        at: '2026-03-31T22:30:00.000Z',
      }),
    );
    expect(reply).toEqual({
      statusCode: 201,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-correlation-id': 'order-77',
      },
      body: '{"stored":true}',
    });
  });

  it('should be given an empty object for a body that may be left out', async () => {
    const handler = apiHandler(
      { operations: ['publishPolicy'], body: PublishPolicyBody, optionalBody: true, config },
      async (request) => ok({ body: request.body, hash: request.bodyHash }),
    );
    const none = await handler(apiEvent('publishPolicy'));
    expect(JSON.parse(none.body ?? '')).toMatchObject({ body: {} });
    expect(await handler(apiEvent('publishPolicy', { body: {} }))).toMatchObject({ body: none.body });
    expect(await handler(apiEvent('publishPolicy', { body: '{' }))).toMatchObject({ statusCode: 400 });
  });

  it('should be told which of its operations was called', async () => {
    const handler = apiHandler(
      { operations: ['holdCustomer', 'unholdCustomer'], params: CustomerParams, body: ReasonBody, config },
      async (request) => {
        expectTypeOf(request.operationId).toEqualTypeOf<'holdCustomer' | 'unholdCustomer'>();
        return ok({ operation: request.operationId });
      },
    );
    const call = { params: { customerId: 'C-1' }, body: { reason: 'late' } };
    expect((await handler(apiEvent('unholdCustomer', call))).body).toBe('{"operation":"unholdCustomer"}');
    expect(await handler(apiEvent('blacklistCustomer', call))).toMatchObject({ statusCode: 404 });
  });

  it('should be given the query with its defaults when there is none', async () => {
    const handler = apiHandler({ operations: ['listCustomers'], query: ListCustomersQuery, config }, async (request) =>
      ok(request.query),
    );
    expect((await handler(apiEvent('listCustomers'))).body).toBe('{"limit":50}');
    const named = await handler(apiEvent('listCustomers', { query: { name: 'Nord', limit: '7', unknown: 'x' } }));
    expect(named.body).toBe('{"name":"Nord","limit":7}');
  });

  it('should not be called when something is wrong', async () => {
    const { handler, seen } = recorder();
    const replies = await Promise.all([
      handler(coverEvent({ claims: null })),
      handler(coverEvent({ claims: { sub: 'x', scope: 'credit/read' } })),
      handler(coverEvent({ params: { customerId: 'a/b', coverId: '' } })),
      handler(coverEvent({ headers: { 'idempotency-key': 'a b' } })),
      handler(coverEvent({ body: '{' })),
      handler(coverEvent({ body: {} })),
    ]);
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([401, 403, 400, 400, 400, 400]);
    expect(seen).toEqual([]);
  });

  it('should name all that is wrong with the address at once', async () => {
    const { handler } = recorder();
    const reply = await handler(coverEvent({ params: { customerId: 'a/b', coverId: '' } }));
    expect(problemOf(reply).errors.map(({ path }: { path: string }) => path)).toEqual(['customerId', 'coverId']);
  });

  it('should have its refusals turned into problems', async () => {
    const handler = apiHandler({ operations: ['getHealth'], config }, async () => {
      throw conflict('The id is taken.', 'customerId');
    });
    const reply = await handler(apiEvent('getHealth', { headers: { 'x-correlation-id': 'abc' } }));
    expect(reply.statusCode).toBe(409);
    expect(reply.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'x-correlation-id': 'abc',
      'cache-control': 'no-store',
    });
    expect(problemOf(reply)).toEqual({
      type: 'https://credence.dev/problems/conflict',
      title: 'The request conflicts with what is stored',
      status: 409,
      detail: 'The id is taken.',
      code: 'conflict',
      errors: [{ path: 'customerId', message: 'The id is taken.' }],
      correlationId: 'abc',
    });
  });

  it('should fail when it answers a bigint instead of money', async () => {
    const handler = apiHandler({ operations: ['getHealth'], config }, async () => ok({ amount: 5n }));
    expect((await handler(apiEvent('getHealth'))).statusCode).toBe(500);
  });

  it('should answer 503 shortly before its time is up', async () => {
    const handler = apiHandler({ operations: ['getHealth'], config }, () => new Promise(() => undefined));
    const reply = await handler(apiEvent('getHealth'), { getRemainingTimeInMillis: () => 320 });
    expect(reply).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1' } });
  });

  it('should answer other types and nothing at all', async () => {
    const replies = [content('text/csv', 'a,b'), noContent()];
    const handler = apiHandler({ operations: ['getHealth'], config }, async () => replies.shift() ?? noContent());
    const csv = await handler(apiEvent('getHealth'));
    expect(csv).toMatchObject({ statusCode: 200, body: 'a,b', headers: { 'content-type': 'text/csv; charset=utf-8' } });
    const empty = await handler(apiEvent('getHealth'));
    expect(empty).toMatchObject({ statusCode: 204, headers: { 'x-content-type-options': 'nosniff' } });
    expect(empty.body).toBeUndefined();
  });

  it('should read files as they are', async () => {
    const handler = apiHandler({ operations: ['importLedger'], fileTypes: ['text/csv'], config }, async (request) =>
      ok({ text: request.rawBody, type: request.contentType }),
    );
    const file = 'invoiceId,amount\r\nI-1,1.00\r\n';
    const headers = { 'content-type': 'Text/CSV; charset=UTF-8' };
    const plain = await handler(apiEvent('importLedger', { body: file, headers }));
    expect(JSON.parse(plain.body ?? '')).toEqual({ text: file, type: 'text/csv' });
    const encoded = { body: Buffer.from(file).toString('base64'), isBase64Encoded: true, headers };
    expect((await handler(apiEvent('importLedger', encoded))).body).toBe(plain.body);
    const json = await handler(apiEvent('importLedger', { body: file }));
    expect(problemOf(json).errors).toEqual([{ path: 'Content-Type', message: 'must be text/csv' }]);
    expect((await handler(apiEvent('importLedger', { body: ' \n', headers }))).statusCode).toBe(400);
    expect(
      (await handler(apiEvent('importLedger', { body: 'x'.repeat(5 * 1024 * 1024 + 1), headers }))).statusCode,
    ).toBe(413);
  });
});

describe('the body hash of a request', () => {
  const hashOf = async (parts: object) => {
    const { handler, seen } = recorder();
    await handler(coverEvent(parts));
    return seen[0]?.bodyHash;
  };

  it('should not depend on white space, the order of fields or who asks', async () => {
    const hash = await hashOf({});
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const turned = Object.fromEntries(Object.entries(body as object).toReversed());
    expect(await hashOf({ body: JSON.stringify(turned, null, 4) })).toBe(hash);
    expect(await hashOf({ claims: { sub: 'other', scope: 'credit/write' }, headers: { 'idempotency-key': 'k' } })).toBe(
      hash,
    );
  });

  it('should differ for another value, id or operation', async () => {
    const other = await hashOf({ body: { ...(body as object), provider: 'Other' } });
    const elsewhere = await hashOf({ params: { customerId: 'C-1', coverId: 'P-2' } });
    expect(new Set([await hashOf({}), other, elsewhere]).size).toBe(3);
  });
});

describe('the log of a request', () => {
  it('should be one line without body, token or address, and tell errors only there', async () => {
    const lines: string[] = [];
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    const loud = { ...config, logLevel: 'INFO' } as const;
    const handler = apiHandler(
      { operations: ['putCover'], params: CoverParams, body: PutCoverBody, config: loud },
      async (request) => {
        if (request.params.coverId === 'broken') throw new Error('secret table name', { cause: unavailable('why') });
        return ok({});
      },
    );
    const claims = { sub: 's', scope: 'credit/write', email: 'jane@example.com' };
    await handler(coverEvent({ claims, headers: { authorization: 'Bearer abc', 'x-correlation-id': 'c-1' } }));
    const reply = await handler(coverEvent({ params: { ...params, coverId: 'broken' } }));
    write.mockRestore();

    const [first, failure, last] = lines.map((line) => JSON.parse(line));
    expect(first).toMatchObject({ level: 'INFO', operation: 'putCover', status: 200, correlation_id: 'c-1' });
    expect(first.durationMs).toBeGreaterThanOrEqual(0);
    expect(lines[0]).not.toMatch(/jane|Bearer|Hanse/);
    expect(failure).toMatchObject({
      level: 'ERROR',
      error: { message: 'secret table name', cause: { name: 'Refusal' } },
    });
    expect(last).toMatchObject({ status: 500 });
    expect(problemOf(reply)).toMatchObject({ code: 'internal', status: 500, errors: [] });
    expect(reply.body).not.toMatch(/secret|stack|table/);
  });
});
