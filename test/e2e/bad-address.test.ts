import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../shared/contracts/catalogue.ts';
import { type OperationId, operations } from '../../shared/contracts/operations.ts';
import { assertProblem } from '../support/e2e/answers.ts';
import { createStanding, goodRequests, type Standing } from '../support/e2e/good-requests.ts';
import { send } from '../support/e2e/http.ts';
import { eur, newId, sharedPlatform } from '../support/e2e/ledger.ts';

const platform = sharedPlatform();
const { ask, call, endpoints, history, profile, token } = platform;

let standing: Standing;
let before: unknown;
/** Some odd headers are let through with a check, which moves nothing. */
const movements = async () => (await history(standing.customerId)).filter(({ kind }) => kind !== 'CreditDecisionMade');
beforeAll(async () => {
  standing = await createStanding(platform, call as never);
  before = await movements();
});

const ids = Object.keys(operations) as OperationId[];
const parametersOf = (id: OperationId) => [...operations[id].path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
/** Pages are opened by people: to them a token that is none is unknown, which other tests look at. */
const addressed = ids.filter((id) => parametersOf(id).length > 0 && !catalogue[id].page);

/** A good request but for what is given, which is sent as it is: nothing is encoded again. */
const sendWith = async (id: OperationId, given: { params?: Readonly<Record<string, string>>; query?: string }) => {
  const { params = {}, body, headers } = goodRequests(standing)[id];
  const address = operations[id].path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => given.params?.[name] ?? encodeURIComponent(params[name] ?? ''),
  );
  const path = given.query === undefined ? address : `${address}?${given.query}`;
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  return send(endpoints.api, {
    method: operations[id].method,
    path,
    headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json', ...headers },
    ...(text === undefined ? {} : { body: text }),
  });
};

describe('ids in the path', () => {
  const wrong = [
    'a%2Fb',
    'x'.repeat(65),
    'a%20b',
    '%00',
    '%0A',
    '%C3%BC',
    'a%23b',
    '%3Cscript%3E',
    "'%3B--",
    '%F0%9F%9A%B2',
  ];
  const dates = ['2026-02-29', '2026-1-1', '01.01.2026', 'today', '2026-01-01T00:00:00Z', '2026-13-01'];

  it.each(addressed)('should be refused by %s, naming the one that is wrong', async (id) => {
    for (const parameter of parametersOf(id)) {
      for (const value of parameter === 'date' ? [...wrong, ...dates] : wrong) {
        const problem = assertProblem(await sendWith(id, { params: { [parameter]: value } }));
        expect(problem, `${id} ${parameter}=${value}`).toMatchObject({ status: 400, errors: [{ path: parameter }] });
      }
      for (const value of ['%', '%zz', '%E0%A4%A', '%ff', '%C0%AF']) {
        const problem = assertProblem(await sendWith(id, { params: { [parameter]: value } }));
        expect(problem, `${id} ${parameter}=${value}`).toMatchObject({ status: 400, code: 'validation' });
      }
    }
  });

  it.each(addressed)('should be no id at all for %s when there is nothing, or a slash', async (id) => {
    for (const parameter of parametersOf(id)) {
      for (const value of ['', 'a/b', '/']) {
        const answer = await sendWith(id, { params: { [parameter]: value } });
        expect(assertProblem(answer).status, `${id} ${parameter}=${value}`).toBe(404);
      }
    }
  });

  it('should be allowed to use every character of the contract, at its longest', async () => {
    const customerId = `${newId('.')}_:-AZaz09`.padEnd(64, '.');
    const body = { legalName: 'X', currency: 'EUR', segment: 'a', region: 'b' };
    expect((await call('putCustomer', { params: { customerId }, body })).status).toBe(201);
    expect((await profile(customerId)).customerId).toBe(customerId);
  });
});

describe('the query', () => {
  const queried = ids.filter((id) => catalogue[id].query);
  const refused: Readonly<Record<string, readonly string[]>> = {
    limit: ['0', '201', '-1', 'x', '1e1', '1.0', '', '%31%30%30%30', '10&limit=20', '99999999999999999999'],
    cursor: ['', 'x', 'e30', '%00', '%F0%9F%9A%B2', 'A'.repeat(3000), 'eyJwayI6IngifQ', 'bnVsbA', 'W10'],
    status: ['x', '', 'active', '__proto__', 'ON_HOLD,ACTIVE'],
    customerId: ['', 'a%20b', '%00', 'x'.repeat(65)],
    collector: ['', 'x', 'ME', 'unassigned', '%00'],
    assignee: ['', 'x', 'ME', 'a@b', '%00'],
    grade: ['F', '', 'a', 'AA'],
    from: ['2026-02-29', 'x', '', '20260101'],
    to: ['2026-02-29', 'x', '', '20260101'],
    asOf: ['2026-02-29', 'x', '', '20260101', 'today'],
    date: ['2026-02-29', 'x', '', '20260101', 'today'],
    dueBy: ['2026-02-29', 'x', '', '20260101', 'today'],
    months: ['0', '25', '-1', 'x', '1.5', '', '1000'],
    name: ['', '%20', '%00', 'x'.repeat(201)],
    sums: ['', 'x', 'AS-STATED', 'checked,as-stated'],
  };
  const names: Readonly<Partial<Record<OperationId, readonly string[]>>> = {
    listCustomers: ['name', 'status', 'grade', 'limit', 'cursor'],
    listHistory: ['from', 'to', 'limit', 'cursor'],
    importLedger: ['sums'],
    listReceivables: ['status', 'limit', 'cursor'],
    listLimitRequests: ['status', 'limit', 'cursor'],
    listApprovals: ['limit', 'cursor'],
    listCollectionCases: ['status', 'collector', 'limit', 'cursor'],
    listCollectionTasks: ['status', 'assignee', 'limit', 'cursor'],
    listDisputes: ['customerId', 'status', 'limit', 'cursor'],
    listLegalHandoffs: ['status', 'limit', 'cursor'],
    listPolicyVersions: ['limit', 'cursor'],
    getAgingReport: ['asOf', 'limit', 'cursor'],
    getPortfolioReport: ['date'],
    getDsoReport: ['months'],
    getCollectionsReport: ['from', 'to', 'cursor'],
    getApprovalsReport: ['from', 'to', 'cursor'],
    getOverridesReport: ['from', 'to', 'cursor'],
    getDefaultersReport: ['limit', 'cursor'],
    getLimitReviewsReport: ['dueBy', 'limit', 'cursor'],
    getCashForecast: ['weeks', 'cursor'],
  };

  it.each(queried)('should be refused by %s, naming the parameter', async (id) => {
    expect(names[id]?.length).toBeGreaterThan(0);
    for (const name of names[id] ?? []) {
      for (const value of refused[name] ?? []) {
        const answer = await sendWith(id, { query: `${name}=${value}` });
        expect(assertProblem(answer), `${id} ${name}=${value}`).toMatchObject({
          status: 400,
          errors: [{ path: name }],
        });
      }
    }
  });

  it('should be refused when it is not well-formed, or answered as if it were not there', async () => {
    const headers = { authorization: `Bearer ${await token()}` };
    for (const query of ['%', '%zz=1', '&&&', '=', '__proto__=1', 'constructor=x', '?', '#', 'x'.repeat(5000)]) {
      const answer = await send(endpoints.api, { method: 'GET', path: `/v1/customers?${query}`, headers });
      expect([200, 400], query).toContain(answer.status);
    }
  });
});

describe('headers', () => {
  const body = () => JSON.stringify({ customerId: standing.customerId, orderId: newId('O'), amount: eur('1.00') });
  const post = async (headers: Record<string, string | readonly string[]>) =>
    send(endpoints.api, {
      method: 'POST',
      path: '/v1/credit-checks',
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json', ...headers },
      body: body(),
    });

  it('should be refused when what must be there once is there twice', async () => {
    const good = `Bearer ${await token()}`;
    expect(assertProblem(await post({ authorization: [good, good] })).status).toBe(401);
    expect(assertProblem(await post({ authorization: [good, 'Bearer x'] })).status).toBe(401);
    const types = await post({ 'content-type': ['application/json', 'text/plain'] });
    expect([200, 400]).toContain(types.status);
    const keys = await post({ 'idempotency-key': ['one', 'two'] });
    expect([200, 400]).toContain(keys.status);
    const correlated = await post({ 'x-correlation-id': ['one', 'two'] });
    expect(correlated.status).toBe(200);
    expect(correlated.headers.get('x-correlation-id')).not.toBe('');
  });

  it('should not be trusted to say who calls, by which method, or from where', async () => {
    const read = await token(['credit/read']);
    const spoofed = {
      'x-amzn-oidc-identity': 'admin',
      'x-http-method-override': 'GET',
      'x-original-url': '/health',
      'x-rewrite-url': '/health',
      'x-forwarded-host': 'attacker.example',
    };
    const answer = await post({ authorization: `Bearer ${read}`, ...spoofed });
    expect(assertProblem(answer).code).toBe('forbidden');
  });

  it('should not be answered with what they said: no line can be put into an answer', async () => {
    const { headers } = await post({ 'x-correlation-id': 'a\u00e9b' });
    expect(headers.get('x-correlation-id')).toMatch(/^[\x21-\x7e]+$/);
    const odd = await ask('getStatement', {
      params: { customerId: standing.customerId },
      headers: { accept: '\u00e9'.repeat(1000) },
    });
    expect([200, 400]).toContain(odd.status);
  });
});

describe('whatever was refused', () => {
  it('should have stored nothing', async () => {
    expect(await movements()).toEqual(before);
  });
});
