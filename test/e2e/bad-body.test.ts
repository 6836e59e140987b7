import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../shared/contracts/catalogue.ts';
import { type OperationId, operations } from '../../shared/contracts/operations.ts';
import { assertProblem } from '../support/e2e/answers.ts';
import { pathOf } from '../support/e2e/client.ts';
import { createStanding, goodRequests, type Standing } from '../support/e2e/good-requests.ts';
import { send } from '../support/e2e/http.ts';
import { eur, newId, sharedPlatform } from '../support/e2e/ledger.ts';
import { spoil } from '../support/e2e/spoil.ts';

const platform = sharedPlatform();
const { call, customer, endpoints, history, profile, token } = platform;

let standing: Standing;
let before: unknown;
const tooLarge = Buffer.alloc(10 * 1024 * 1024, ' ');
const snapshot = async () => {
  const { customerId } = standing;
  return [await history(customerId), await profile(customerId)];
};
beforeAll(async () => {
  standing = await createStanding(platform, call as never);
  before = await snapshot();
});
// None of all this has changed anything; what is in the history after all names the operation that let it in.
afterAll(async () => {
  expect(await snapshot()).toEqual(before);
});

/** What would show that something was stored after all. */
const readers: Partial<Record<OperationId, OperationId>> = {
  putCustomer: 'getCustomer',
  postReceivable: 'getReceivable',
};

const ids = Object.keys(operations) as OperationId[];
const writing = ids.filter((id) => catalogue[id].body);

/** Sends a body as it is, with the path and the rights of a good request. */
const sendBody = async (id: OperationId, body: string | Buffer, type: string | null = 'application/json') => {
  const { params } = goodRequests(standing)[id];
  const headers = { authorization: `Bearer ${await token()}`, ...(type === null ? {} : { 'content-type': type }) };
  const path = pathOf(id, { ...(params && { params }) });
  return send(endpoints.api, { method: operations[id].method, path, headers, body });
};

const namesOf = (text: string) => (JSON.parse(text) as { errors: { path: string }[] }).errors.map(({ path }) => path);

describe('every operation', () => {
  it('should have a good request in the list that the bad ones are made from', () => {
    expect(Object.keys(goodRequests(standing)).toSorted()).toEqual(ids.toSorted());
    const without = ids.filter((id) => catalogue[id].body && goodRequests(standing)[id].body === undefined);
    expect(without).toEqual([]);
  });

  // What answers HEAD has no body to look at.
  it.each(ids.filter((id) => operations[id].method !== 'HEAD'))('should refuse 10 MB for %s with 413', async (id) => {
    const answer = await sendBody(id, tooLarge);
    expect(assertProblem(answer).code).toBe('too-large');
  });
});

describe('a body with one thing wrong', () => {
  it.each(writing)('should be refused by %s with the name of the field, whichever it is', async (id) => {
    const { body, params } = goodRequests(standing)[id];
    const spoiled = spoil(body, catalogue[id].body as never);
    expect(spoiled.length).toBeGreaterThan(3);
    const mistakes: string[] = [];
    for (const one of spoiled) {
      const answer = await platform.ask(id, { ...(params && { params }), body: one.body });
      const named = answer.status === 400 ? namesOf(answer.text) : [];
      const isNamed = named.some((path) => path.startsWith(one.path) || one.path.startsWith(path));
      if (!isNamed) mistakes.push(`${one.what}: ${answer.status} ${named.join()}`);
      else assertProblem(answer);
    }
    expect(mistakes).toEqual([]);
    const reader = readers[id];
    if (reader) expect((await platform.refusal(reader, { ...(params && { params }) })).code).toBe('not-found');
  });

  it.each(writing)('should be refused by %s for a field that it does not know, at any depth', async (id) => {
    const { body } = goodRequests(standing)[id];
    const text = JSON.stringify(body);
    const unknown = ['"unknown":1,', '"__proto__":{"x":1},', '"constructor":{"prototype":{"x":1}},', '"":1,'];
    for (const field of unknown) {
      const name = field.slice(1, field.indexOf('":'));
      const answer = await sendBody(id, text.replace('{', `{${field}`));
      expect(assertProblem(answer), field).toMatchObject({ status: 400, code: 'validation' });
      if (name !== '') expect(namesOf(answer.text)).toContain(name);
    }
    const { amount } = body as { amount?: object };
    if (amount) {
      const answer = await sendBody(id, JSON.stringify({ ...(body as object), amount: { ...amount, extra: 1 } }));
      expect(namesOf(assertProblem(answer).code === 'validation' ? answer.text : '{}')).toEqual(['amount.extra']);
    }
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

/** Policies have a bound of their own, which is looked at first. */
const LARGEST_POLICY = 256 * 1024;

describe('what is no body', () => {
  const broken = ['{', '{"a":}', '{"a":1,}', '{"a":1} x', "{'a':1}", '{"a":01}', '{"a":NaN}', '\u0000', '{"a":"\n"}'];
  const notObjects = ['null', '[]', '[{}]', '"text"', '5', 'true', '1e400'];
  const nested = [`${'['.repeat(10_000)}${']'.repeat(10_000)}`, `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`];

  it.each(writing)('should be refused by %s: empty, broken, no object, deeply nested', async (id) => {
    const nothing = catalogue[id].optionalBody ? [] : [''];
    for (const body of [
      ...nothing,
      ...broken,
      ...notObjects,
      ...nested,
      '['.repeat(10_000),
      `[${'0,'.repeat(300_000)}0]`,
    ]) {
      const answer = await sendBody(id, body);
      const problem = assertProblem(answer);
      if (id === 'putPolicyDraft' && body.length > LARGEST_POLICY) {
        expect(problem).toMatchObject({ status: 413, code: 'too-large' });
        continue;
      }
      expect(problem, body.slice(0, 40)).toMatchObject({ status: 400, code: 'validation' });
      expect(problem.errors.length, body.slice(0, 40)).toBeGreaterThan(0);
      expect(problem.errors.length).toBeLessThanOrEqual(50);
    }
    const inField = JSON.stringify(goodRequests(standing)[id].body).replace(/^\{/, `{"x":${nested[0]},`);
    expect(namesOf(assertProblem(await sendBody(id, inField)).code && (await sendBody(id, inField)).text)).toEqual([
      'x',
    ]);
  });

  it.each(writing)(
    'should be refused by %s under another content type, in another encoding, or too large',
    async (id) => {
      const good = JSON.stringify(goodRequests(standing)[id].body);
      const types = [
        'text/plain',
        'application/x-www-form-urlencoded',
        'application/xml',
        'multipart/form-data',
        'x',
        '',
      ];
      for (const type of [...types, 'application/json; charset=utf-16', 'application/jsonp', null]) {
        const answer = await sendBody(id, good, type);
        expect(assertProblem(answer), String(type)).toMatchObject({ status: 400, errors: [{ path: 'Content-Type' }] });
      }
      const notText = Buffer.concat([
        Buffer.from(good.slice(0, -1)),
        Buffer.from([0xff, 0xfe, 0x80]),
        Buffer.from('}'),
      ]);
      expect(assertProblem(await sendBody(id, notText))).toMatchObject({ status: 400, errors: [{ path: 'body' }] });
      const utf16 = Buffer.from(good, 'utf16le');
      expect(assertProblem(await sendBody(id, utf16)).status).toBe(400);
      for (const megabytes of [2, 7]) {
        const answer = await sendBody(id, `{"reason":"${'x'.repeat(megabytes * 1024 * 1024)}"}`);
        expect(assertProblem(answer).code).toBe('too-large');
      }
    },
  );
});

describe('files', () => {
  it('should be refused when they are none, and kept line by line when they are', async () => {
    const header = 'invoiceId,customerId,amount,currency,issuedOn,dueOn';
    for (const type of ['application/json', 'text/plain', 'application/octet-stream', null]) {
      const answer = await sendBody('importLedger', `${header}\n`, type);
      expect(assertProblem(answer), String(type)).toMatchObject({ status: 400, errors: [{ path: 'Content-Type' }] });
    }
    for (const file of ['', ' \n', 'a,b,c\n1,2,3', '{}', '\u0000\u0001', `${header},${header}`, `"${header}`]) {
      const answer = await sendBody('importLedger', file, 'text/csv');
      expect(assertProblem(answer), file).toMatchObject({ status: 400, code: 'validation' });
    }
    expect(assertProblem(await sendBody('importLedger', Buffer.from([0xff, 0xfe]), 'text/csv')).status).toBe(400);
    const large = `${header}\n${'x'.repeat(6 * 1024 * 1024)}`;
    expect(assertProblem(await sendBody('importLedger', large, 'text/csv')).status).toBe(413);
  });

  it('should report each bad line by its number, keep the good ones, and change nothing the second time', async () => {
    const customerId = await customer('100.00');
    const line = (amount: string, rest = 'EUR,2026-01-01,2026-02-01', invoiceId = newId('I')) =>
      `${invoiceId},${customerId},${amount},${rest}`;
    const file = [
      'invoiceId,customerId,amount,currency,issuedOn,dueOn',
      line('1.00'),
      line('1.000'),
      line('2.00', 'EUR,2026-02-29,2026-03-01'),
      line('3.00', 'EUR,2026-02-02,2026-02-01'),
      line('-4.00'),
      line('5.00', 'XXY,2026-01-01,2026-02-01'),
      line('6.00', 'EUR,2026-01-01,2026-02-01', 'a/b'),
      `${newId('I')},${newId('nobody')},7.00,EUR,2026-01-01,2026-02-01`,
      line('8.00'),
    ].join('\n');
    const headers = { 'content-type': 'text/csv' };
    const first = await call('importLedger', { body: file, headers });
    expect(first.body).toMatchObject({ accepted: 2, duplicates: 0, unmatched: [] });
    expect(first.body.rejected.map((one) => one.line)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    const entries = await history(customerId);
    const again = await call('importLedger', { body: file, headers });
    expect(again.body).toMatchObject({ accepted: 0, duplicates: 2, rejected: first.body.rejected });
    expect(await history(customerId)).toEqual(entries);
    expect((await profile(customerId)).exposure.total).toEqual(eur('9.00'));
  });
});

describe('texts that look like code', () => {
  const texts = [
    "Robert'); DROP TABLE customers;--",
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '{{7*7}} #{7*7} <%= 7*7 %>',
    '=HYPERLINK("http://x","y")',
    '__proto__',
    'Größe “ß” 漢字 \u{1F6B2} \u202Eabc',
  ];

  it.each(texts)('should be kept as they are: %s', async (text) => {
    const legalName = `${text} ${newId('n')}`;
    const customerId = await customer('10.00', { legalName, segment: text });
    expect(await profile(customerId)).toMatchObject({ legalName, segment: text });
    await call('holdCustomer', { params: { customerId }, body: { reason: text } });
    expect((await history(customerId)).at(-1)?.data['reason']).toBe(text);
    const found = await call('listCustomers', { query: { name: legalName } });
    expect(found.body.items.map((one) => one.customerId)).toEqual([customerId]);
    const { headers } = await call('getStatement', { params: { customerId } });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});
