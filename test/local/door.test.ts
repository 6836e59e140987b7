import { connect } from 'node:net';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from '../../local/platform.ts';
import { readJson, startFixturePlatform } from '../support/fixture-platform.ts';

interface Echo {
  readonly event: APIGatewayProxyEventV2WithJWTAuthorizer;
  readonly context: unknown;
}

let platform: Platform;
beforeAll(async () => {
  platform = await startFixturePlatform();
});
afterAll(() => platform.stop());

const call = async (path: string, init: RequestInit & { scopes?: readonly string[]; token?: string } = {}) => {
  const { scopes, token, ...rest } = init;
  const bearer = token ?? (scopes && (await platform.token(scopes)));
  return fetch(`${platform.endpoints.api}${path}`, {
    ...rest,
    headers: { ...rest.headers, ...(bearer && { authorization: `Bearer ${bearer}` }) },
  });
};

/** A request whose path or headers `fetch` would not send as they are. */
const raw = (lines: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(platform.endpoints.api);
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.once('end', () => resolve(answer));
    socket.once('error', reject);
  });

const problem = (code: string, status: number) =>
  expect.objectContaining({
    type: `https://credence.dev/problems/${code}`,
    code,
    status,
    correlationId: expect.any(String),
  });

describe('the HTTP door', () => {
  it('should hand a request to the function of its route, with the claims of the token as texts', async () => {
    const token = await platform.token(['credit/read'], { email: 'mia.manager@example.com' });
    const response = await call('/v1/things/a%20b?x=1', { token });
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    const { event, context } = await readJson<Echo>(response);
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /v1/things/{thingId}',
      pathParameters: { thingId: 'a b' },
      queryStringParameters: { x: '1' },
    });
    expect(event.requestContext.authorizer.jwt.scopes).toEqual(['credit/read']);
    expect(event.requestContext.authorizer.jwt.claims).toMatchObject({
      client_id: 'local',
      token_use: 'access',
      version: '2',
      email: 'mia.manager@example.com',
      'cognito:groups': '[credit-managers]',
      exp: expect.stringMatching(/^\d+$/),
    });
    expect(event.requestContext.timeEpoch).toBeGreaterThan(Date.now() - 5000);
    expect(context).toEqual({ functionName: 'fixture-api-echo', remaining: expect.any(Number) });
  });

  it.each([
    ['no token is sent', {}],
    ['the token is no token', { token: 'nonsense' }],
    ['the token is of another scheme', { headers: { authorization: 'Basic bG9jYWw6bG9jYWw=' } }],
  ])('should answer 401 when %s', async (_, init) => {
    const response = await call('/v1/things/1', init);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await response.json()).toEqual(problem('unauthenticated', 401));
  });

  it('should answer 401 when the token has expired', async () => {
    const token = await platform.token(['credit/read'], { lifetimeSeconds: -1 });
    const response = await call('/v1/things/1', { token });
    expect(response.status).toBe(401);
    expect((await readJson<{ detail: string }>(response)).detail).toContain('expired');
  });

  it('should answer 401 when the signature was tampered with', async () => {
    const [header, , signature] = (await platform.token(['credit/read'])).split('.');
    const [, payload] = (await platform.token(['credit/admin'])).split('.');
    expect((await call('/v1/things/1', { token: `${header}.${payload}.${signature}` })).status).toBe(401);
  });

  it('should let any one of the scopes of a route in, and no other', async () => {
    expect((await call('/v1/things/1', { scopes: ['credit/admin'] })).status).toBe(200);
    const refused = await call('/v1/things/1', { scopes: ['credit/write'] });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toEqual(problem('forbidden', 403));
  });

  it('should answer 404 when there is no such route, HEAD included', async () => {
    const response = await call('/v1/nothing', { scopes: ['credit/read'], headers: { 'x-correlation-id': 'abc-1' } });
    expect(response.status).toBe(404);
    expect(response.headers.get('x-correlation-id')).toBe('abc-1');
    expect(await response.json()).toMatchObject({ code: 'not-found', correlationId: 'abc-1' });
    expect((await call('/v1/things/1', { method: 'HEAD', scopes: ['credit/read'] })).status).toBe(404);
    expect((await call('/open/x', { method: 'HEAD' })).status).toBe(200);
  });

  it('should keep an encoded slash inside its segment and decode it for the function', async () => {
    const { event } = await readJson<Echo>(call('/v1/things/a%2Fb', { scopes: ['credit/read'] }));
    expect(event.pathParameters).toEqual({ thingId: 'a/b' });
    expect((await call('/v1/things/a/b', { scopes: ['credit/read'] })).status).toBe(404);
  });

  it('should answer 400 when the path is not well-formed', async () => {
    const response = await call('/open/%zz');
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual(problem('validation', 400));
  });

  it.each([
    ['larger than the door takes', 10 * 1024 * 1024 + 1],
    ['larger than Lambda takes', 7 * 1024 * 1024],
  ])('should answer 413 when a body is %s', async (_, size) => {
    const response = await call('/v1/things', { method: 'POST', scopes: ['credit/write'], body: 'x'.repeat(size) });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual(problem('too-large', 413));
  });

  it('should answer 413 before the body is sent when the sender asks first', async () => {
    const answer = await raw([
      'POST /v1/things HTTP/1.1',
      'Host: 127.0.0.1',
      'Expect: 100-continue',
      'Content-Length: 20000000',
      'Connection: close',
    ]);
    expect(answer).toMatch(/^HTTP\/1.1 413/);
  });

  it.each(['throw', 'malform', 'exit', 'hang'])(
    'should answer 503 and tell nothing of the inside when a function does %s',
    async (how) => {
      const response = await call(`/misbehave/${how}`);
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('1');
      const text = await response.text();
      expect(JSON.parse(text)).toEqual(problem('unavailable', 503));
      expect(text).not.toContain('secret');
    },
  );

  it('should serve again when a function has blocked its thread for ever', async () => {
    expect((await call('/misbehave/block')).status).toBe(503);
    let status = 0;
    for (let attempt = 0; attempt < 10 && status !== 200; attempt += 1) status = (await call('/open/x')).status;
    expect(status).toBe(200);
  });

  it('should run invocations at the same time', async () => {
    const start = Date.now();
    await Promise.all([call('/misbehave/hang'), call('/misbehave/hang'), call('/misbehave/hang')]);
    expect(Date.now() - start).toBeLessThan(2500);
  });

  it.each([
    ['/control/clock', 'evil.example'],
    ['/v1/things/1', 'evil.example:4010'],
  ])('should refuse %s under the foreign host %s', async (path, host) => {
    expect(await raw([`GET ${path} HTTP/1.1`, `Host: ${host}`, 'Connection: close'])).toMatch(/^HTTP\/1.1 403/);
  });

  it('should refuse pages of elsewhere, and let other pages of this machine only call the API', async () => {
    const post = (path: string, origin: string) => call(path, { method: 'POST', headers: { origin } });
    expect((await post('/control/reset', 'https://evil.example')).status).toBe(403);
    expect((await post('/control/reset', 'http://localhost:1')).status).toBe(403);
    expect((await post('/control/reset', 'null')).status).toBe(403);
    expect((await post('/open/x', 'https://evil.example')).status).toBe(403);
    expect((await post('/open/x', 'http://localhost:5173')).status).toBe(200);
  });

  it('should take the form of a page of its own that tells no origin', async () => {
    const post = (site: string) =>
      call('/open/x', { method: 'POST', headers: { origin: 'null', 'sec-fetch-site': site } });
    expect((await post('same-origin')).status).toBe(200);
    for (const site of ['same-site', 'cross-site', 'none']) expect((await post(site)).status).toBe(403);
  });

  it('should show what is there to people and to programs', async () => {
    const page = await fetch(platform.endpoints.console);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await (await fetch(platform.endpoints.outbox)).json()).toEqual([]);
    const mail = await fetch(platform.endpoints.outbox, { headers: { accept: 'text/html' } });
    expect(await mail.text()).toContain('Sent mail');
  });
});
