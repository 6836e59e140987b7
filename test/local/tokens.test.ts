import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from '../../local/platform.ts';
import { readJson, startFixturePlatform } from '../support/fixture-platform.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startFixturePlatform();
});
afterAll(() => platform.stop());

const machine = { grant_type: 'client_credentials', client_id: 'local', client_secret: 'local' };

const ask = async (form: Record<string, string>, headers: Record<string, string> = {}) => {
  const response = await fetch(platform.endpoints.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
  });
  return { status: response.status, body: await readJson<{ access_token: string }>(response) };
};

describe('the token endpoint', () => {
  it('should give a machine every scope when none is asked for', async () => {
    const { status, body } = await ask(machine);
    expect(status).toBe(200);
    expect(body).toEqual({ access_token: expect.any(String), expires_in: 3600, token_type: 'Bearer' });
    const claims = decodeJwt(body.access_token);
    expect(claims).toMatchObject({
      iss: platform.endpoints.api,
      sub: 'local',
      client_id: 'local',
      token_use: 'access',
      version: 2,
      scope: 'credit/read credit/write credit/admin',
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3600);
  });

  it('should give only the scopes that are asked for', async () => {
    const { body } = await ask({ ...machine, scope: 'credit/read' });
    expect(decodeJwt(body.access_token)['scope']).toBe('credit/read');
  });

  it('should take the client from a Basic header', async () => {
    const authorization = `Basic ${Buffer.from('local:local').toString('base64')}`;
    expect((await ask({ grant_type: 'client_credentials' }, { authorization })).status).toBe(200);
  });

  it('should give a person their groups', async () => {
    const form = { grant_type: 'password', client_id: 'local', username: 'ana.analyst@example.com' };
    const { body } = await ask({ ...form, scope: 'credit/read' });
    expect(decodeJwt(body.access_token)).toMatchObject({
      email: 'ana.analyst@example.com',
      'cognito:groups': ['credit-analysts'],
      scope: 'credit/read',
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ['the secret is wrong', { ...machine, client_secret: 'guess' }, 'invalid_client'],
    ['the secret is missing', { grant_type: 'client_credentials', client_id: 'local' }, 'invalid_client'],
    ['the client is unknown', { ...machine, client_id: 'other' }, 'invalid_client'],
    ['a scope is unknown', { ...machine, scope: 'credit/read credit/everything' }, 'invalid_scope'],
    ['the grant is unknown', { ...machine, grant_type: 'implicit' }, 'unsupported_grant_type'],
    ['the grant is missing', { client_id: 'local', client_secret: 'local' }, 'invalid_request'],
    ['the person is unknown', { ...machine, grant_type: 'password', username: 'eve@example.com' }, 'invalid_grant'],
  ])('should refuse when %s', async (_, form, error) => {
    expect(await ask(form)).toEqual({ status: 400, body: { error } });
  });

  it('should refuse a body that is no form', async () => {
    const response = await fetch(platform.endpoints.tokenUrl, { method: 'POST', body: JSON.stringify(machine) });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'invalid_request' });
  });

  it('should publish its keys', async () => {
    const wellKnown = `${platform.endpoints.api}/.well-known/openid-configuration`;
    const configuration = await readJson<{ jwks_uri: string }>(fetch(wellKnown));
    const { keys } = await readJson<{ keys: readonly object[] }>(fetch(configuration.jwks_uri));
    expect(keys).toEqual([expect.objectContaining({ kty: 'RSA', alg: 'RS256' })]);
    expect(keys[0]).not.toHaveProperty('d');
  });
});
