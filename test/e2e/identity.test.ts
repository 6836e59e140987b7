import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWTHeaderParameters, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { type OperationId, operations, type Scope } from '../../shared/contracts/operations.ts';
import { assertProblem } from '../support/e2e/answers.ts';
import { pathOf, tokenFor } from '../support/e2e/client.ts';
import { send } from '../support/e2e/http.ts';
import { eur, newId, sharedPlatform } from '../support/e2e/ledger.ts';
import { platformOfWorker } from '../support/e2e/platform-of-worker.ts';

const { ask, call, customer, endpoints, refusal, token } = sharedPlatform();

const params = { customerId: 'X', coverId: 'X', source: 'X', agreementId: 'X', orderId: 'X', invoiceId: 'X' };
const ids = {
  ...params,
  paymentId: 'X',
  creditNoteId: 'X',
  decisionId: 'X',
  disputeId: 'X',
  requestId: 'X',
  approvalId: 'X',
  caseId: 'X',
  taskId: 'X',
  promiseId: 'X',
  runId: 'X',
  handoffId: 'X',
  part: 'X',
  email: 'X',
  date: '2026-01-01',
  version: '1',
};
const guarded = (Object.keys(operations) as OperationId[]).filter((id) => operations[id].scopes.length > 0);
const scopes = [...new Set(guarded.flatMap((id) => [...operations[id].scopes] as Scope[]))];

const claimsOf = (jwt: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
const headerOf = (jwt: string): JWTHeaderParameters =>
  JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString());

/** The platform's own key, to make tokens that are right but for one thing. */
const ownKey = async () => {
  const { keys } = JSON.parse(readFileSync(join(platformOfWorker().dataDir, 'identity.json'), 'utf8'));
  return importJWK(keys[0], 'RS256');
};

const signed = async (change: Record<string, unknown>, key?: Parameters<SignJWT['sign']>[0]): Promise<string> => {
  const good = await token();
  return new SignJWT({ ...claimsOf(good), ...change }).setProtectedHeader(headerOf(good)).sign(key ?? (await ownKey()));
};

describe('scopes', () => {
  it.each(guarded)('should open %s with any of its scopes, and with no other', async (id) => {
    const allowed = operations[id].scopes as readonly Scope[];
    for (const scope of scopes) {
      const answer = await ask(id, { params: ids, token: await token([scope]) });
      if (allowed.includes(scope)) {
        expect([401, 403], `${id} with ${scope}`).not.toContain(answer.status);
      } else {
        expect(assertProblem(answer), `${id} with ${scope}`).toMatchObject({ code: 'forbidden', status: 403 });
      }
    }
  });

  it.each(guarded)('should keep %s shut without a token, and say how to get in', async (id) => {
    const answer = await ask(id, { params: ids, token: null });
    expect(assertProblem(answer).code).toBe('unauthenticated');
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });
});

describe('the token endpoint', () => {
  const askFor = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(endpoints.tokenUrl, { method: 'POST', body: new URLSearchParams(form), headers });
  const machine = { grant_type: 'client_credentials', client_id: 'local', client_secret: 'local' };

  it("should answer as Cognito's does", async () => {
    const response = await askFor({ ...machine, scope: 'credit/read credit/check' });
    expect(response.status).toBe(200);
    const body = (await response.json()) as Record<string, unknown>;
    expect(body).toEqual({ access_token: expect.any(String), expires_in: 3600, token_type: 'Bearer' });
    expect(claimsOf(String(body['access_token']))).toMatchObject({
      token_use: 'access',
      scope: 'credit/read credit/check',
      client_id: 'local',
    });
    const { client_id: id, client_secret: secret, ...grant } = machine;
    const basic = { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
    expect((await askFor(grant, basic)).status).toBe(200);
  });

  it('should refuse a wrong secret, an unknown scope and an unknown grant as OAuth has it', async () => {
    const refused = async (change: Record<string, string>) => {
      const response = await askFor({ ...machine, ...change });
      return [response.status, ((await response.json()) as { error: string }).error];
    };
    expect(await refused({ client_secret: 'wrong' })).toEqual([400, 'invalid_client']);
    expect(await refused({ client_id: 'other' })).toEqual([400, 'invalid_client']);
    expect(await refused({ scope: 'credit/everything' })).toEqual([400, 'invalid_scope']);
    expect(await refused({ grant_type: 'implicit' })).toEqual([400, 'unsupported_grant_type']);
    expect(await refused({ grant_type: 'password', username: 'nobody@example.com' })).toEqual([400, 'invalid_grant']);
  });

  it.each([
    ['ana.analyst@example.com', 'credit-analysts'],
    ['ben.analyst@example.com', 'credit-analysts'],
    ['mia.manager@example.com', 'credit-managers'],
    ['fred.director@example.com', 'finance-directors'],
    ['cora.collector@example.com', 'collectors'],
    ['carl.collector@example.com', 'collectors'],
    ['lea.lead@example.com', 'collection-leads'],
    ['lex.legal@example.com', 'legal'],
    ['pia.platform@example.com', 'platform-admins'],
  ])('should give %s a token with e-mail address and groups', async (username, group) => {
    const own = await tokenFor(endpoints, { client_id: 'local', username, grant_type: 'password' });
    expect(claimsOf(own)).toMatchObject({ email: username, 'cognito:groups': [group] });
  });

  it('should name the person in the history', async () => {
    const username = 'mia.manager@example.com';
    const own = await tokenFor(endpoints, { client_id: 'local', username, grant_type: 'password' });
    const customerId = await customer();
    await call('holdCustomer', { params: { customerId }, body: { reason: 'x' }, token: own });
    const { body } = await call('listHistory', { params: { customerId } });
    expect(body.items[0]).toMatchObject({ kind: 'CustomerHeld', by: username });
  });
});

describe('tokens', () => {
  const check = (bearer: string) =>
    ask('checkCredit', { token: bearer, body: { customerId: 'X', orderId: newId('O'), amount: eur('1.00') } });
  const isRefused = async (bearer: string) => {
    const answer = await check(bearer);
    expect(assertProblem(answer).code).toBe('unauthenticated');
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  };

  it('should be accepted when nothing is wrong with them', async () => {
    expect((await check(await signed({}))).status).toBe(200);
  });

  it('should be refused when they have expired, or are not valid yet', async () => {
    const now = Math.floor(Date.now() / 1000);
    await isRefused(await signed({ exp: now - 60 }));
    await isRefused(await signed({ nbf: now + 600 }));
    const { exp: _exp, ...endless } = claimsOf(await token());
    await isRefused(await new SignJWT(endless).setProtectedHeader(headerOf(await token())).sign(await ownKey()));
  });

  it('should be refused from another issuer, for another audience, or signed by another key', async () => {
    await isRefused(await signed({ iss: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_other' }));
    await isRefused(await signed({ client_id: 'someone-else', aud: 'someone-else' }));
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    await isRefused(await signed({}, privateKey));
    const good = await token();
    const jwk = await exportJWK(publicKey);
    const bringsItsKey = { ...headerOf(good), jwk, jku: 'https://attacker.example/jwks.json' };
    await isRefused(await new SignJWT(claimsOf(good)).setProtectedHeader(bringsItsKey).sign(privateKey));
  });

  it('should be refused without a signature, with a public key taken for a secret, and when changed', async () => {
    const good = await token(['credit/read']);
    const [, payload = '', signature = ''] = good.split('.');
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    await isRefused(`${encoded({ alg: 'none' })}.${payload}.`);
    await isRefused(`${encoded({ alg: 'None', typ: 'JWT' })}.${payload}.${signature}`);
    const more = encoded({ ...claimsOf(good), scope: 'credit/read credit/check' });
    await isRefused(`${good.split('.')[0]}.${more}.${signature}`);
    const { keys } = JSON.parse(readFileSync(join(platformOfWorker().dataDir, 'identity.json'), 'utf8'));
    const secret = new TextEncoder().encode(JSON.stringify({ kty: keys[0].kty, n: keys[0].n, e: keys[0].e }));
    await isRefused(await new SignJWT(claimsOf(good)).setProtectedHeader({ alg: 'HS256' }).sign(secret));
  });

  it('should be refused in any other form than Bearer', async () => {
    const good = await token();
    const path = pathOf('checkCredit', {});
    for (const authorization of ['', 'Bearer', `Basic ${good}`, good, 'Bearer x', 'Bearer a.b.c', `Bearer ${good} x`]) {
      const answer = await send(endpoints.api, { method: 'POST', path, headers: { authorization }, body: '{}' });
      expect(assertProblem(answer).code, authorization.slice(0, 20)).toBe('unauthenticated');
    }
  });

  it('should not show in what a refusal says', async () => {
    const good = await token(['credit/read']);
    const problem = await refusal('checkCredit', { token: good, body: {} });
    expect(JSON.stringify(problem)).not.toContain(good);
  });
});
