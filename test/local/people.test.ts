import {
  CognitoIdentityProviderClient,
  ListUsersCommand,
  ListUsersInGroupCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { clientSettings } from '../../local/dynamodb/client-settings.ts';
import { functionEnvironment } from '../../local/functions/environment.ts';
import { type Platform, startPlatform } from '../../local/platform.ts';
import { samplePeople } from '../../local/tokens/people.ts';
import { roles } from '../../shared/domain/policy/roles.ts';
import { cognitoPeople } from '../../shared/people/cognito.ts';
import { openPeople, type People } from '../../shared/people/directory.ts';
import { readJson, temporaryDir } from '../support/fixture-platform.ts';

const dataDir = temporaryDir();
const start = () => startPlatform({ dataDir, port: 0, empty: true, quiet: true });

let platform: Platform;
let client: CognitoIdentityProviderClient;
let userPoolId: string;
let people: People;
const connect = () => {
  const endpoint = `${platform.endpoints.api}/_aws/cognito-idp`;
  client = new CognitoIdentityProviderClient({ ...clientSettings(endpoint, 'eu-central-1'), maxAttempts: 1 });
  people = cognitoPeople(userPoolId, client);
};
beforeAll(async () => {
  platform = await start();
  userPoolId = platform.application.userPools[0]?.id ?? '';
  connect();
});
afterAll(async () => {
  client?.destroy();
  await platform?.stop();
});

const control = () => `${platform.endpoints.control}/people`;
const list = () => readJson(fetch(control()));
const put = async (body: unknown) => {
  const response = await fetch(control(), { method: 'PUT', body: JSON.stringify(body) });
  return { status: response.status, body: await readJson<{ detail?: string }>(response) };
};
const reset = () => fetch(`${platform.endpoints.control}/reset`, { method: 'POST' });
const askToken = async (username: string) => {
  const body = new URLSearchParams({ grant_type: 'password', client_id: 'local', username });
  return fetch(platform.endpoints.tokenUrl, { method: 'POST', body });
};
const claimsOf = async (username: string) =>
  decodeJwt((await readJson<{ access_token: string }>(askToken(username))).access_token);

describe('people of the laptop', () => {
  it('should be the sample at first, each in groups that the stacks declare', async () => {
    expect(await list()).toEqual(samplePeople);
    expect(platform.application.userPools).toEqual([{ id: userPoolId, groups: expect.arrayContaining([...roles]) }]);
    expect(await people.inRole('credit-analysts')).toEqual(['ana.analyst@example.com', 'ben.analyst@example.com']);
    expect(await people.inRole('finance-directors')).toEqual(['fred.director@example.com']);
  });

  it('should be found by functions, by what their environment says', async () => {
    const { functions, region } = platform.application;
    const elsewhere = 'http://127.0.0.1:9';
    const services = {
      dynamodb: elsewhere,
      eventBridge: elsewhere,
      ses: elsewhere,
      sqs: elsewhere,
      stepFunctions: elsewhere,
    };
    const cognito = `${platform.endpoints.api}/_aws/cognito-idp`;
    const environment = functionEnvironment(functions, region, { ...services, others: elsewhere, cognito });
    for (const [name, value] of Object.entries(environment)) {
      if (name.startsWith('AWS_')) vi.stubEnv(name, value);
    }
    expect(await openPeople({ userPoolId }).inRole('legal')).toEqual(['lex.legal@example.com']);
    vi.unstubAllEnvs();
  });

  it('should be changed as a whole, for roles and for tokens alike', async () => {
    const changed = { 'New@Example.com': ['legal', 'collectors', 'legal'], 'idle@example.com': [] };
    expect(await put(changed)).toEqual({
      status: 200,
      body: { 'new@example.com': ['legal', 'collectors'], 'idle@example.com': [] },
    });
    expect(await people.inRole('legal')).toEqual(['new@example.com']);
    expect(await people.inRole('credit-managers')).toEqual([]);
    expect(await claimsOf('NEW@example.com')).toMatchObject({
      email: 'new@example.com',
      'cognito:groups': ['legal', 'collectors'],
    });
    expect(await claimsOf('idle@example.com')).not.toHaveProperty('cognito:groups');
    expect((await askToken('ana.analyst@example.com')).status).toBe(400);
  });

  it('should be the same after a restart, and the sample again after a reset', async () => {
    await put({ 'new@example.com': ['legal'] });
    client.destroy();
    await platform.stop();
    platform = await start();
    connect();
    expect(await list()).toEqual({ 'new@example.com': ['legal'] });
    await reset();
    expect(await list()).toEqual(samplePeople);
    expect((await askToken('ana.analyst@example.com')).status).toBe(200);
  });

  it.each<[string, unknown, RegExp]>([
    ['a list', [], /JSON object/],
    ['an address without a domain', { ana: [] }, /'ana' is no e-mail address/],
    ['two ways to write one address', { 'a@example.com': [], 'A@example.com': [] }, /there twice/],
    ['groups that are no list', { 'a@example.com': 'legal' }, /must be a list of names/],
    ['groups that are no names', { 'a@example.com': [1] }, /must be a list of names/],
    ['a group that is not declared', { 'a@example.com': ['bosses'] }, /no group 'bosses'\. The groups are: .*legal/],
  ])('should not be changed by %s', async (_, body, why) => {
    const refused = await put(body);
    expect(refused.status).toBe(400);
    expect(refused.body.detail).toMatch(why);
    expect(await list()).toEqual(samplePeople);
  });
});

describe('the endpoint of user pools', () => {
  const ask = (more: object) =>
    client.send(new ListUsersInGroupCommand({ UserPoolId: userPoolId, GroupName: 'legal', ...more }));

  it('should list a group page by page, each person once', async () => {
    const many = Array.from({ length: 130 }, (_, index) => `p${String(index).padStart(3, '0')}@example.com`);
    await put(Object.fromEntries(many.map((email) => [email, ['legal']])));
    const first = await ask({ Limit: 3 });
    expect(first.Users?.map(({ Attributes }) => Attributes?.[1]?.Value)).toEqual(many.slice(0, 3));
    expect(first.Users?.[0]).toMatchObject({
      Enabled: true,
      UserStatus: 'CONFIRMED',
      UserCreateDate: expect.any(Date),
    });
    const second = await ask({ Limit: 3, NextToken: first.NextToken });
    expect(second.Users?.[0]?.Attributes?.[1]?.Value).toBe(many[3]);
    expect((await ask({})).Users).toHaveLength(60);
    expect(await people.inRole('legal')).toEqual(many);
    await reset();
  });

  it.each([
    [{ UserPoolId: 'eu-central-1_other' }, 'ResourceNotFoundException'],
    [{ GroupName: 'bosses' }, 'ResourceNotFoundException'],
    [{ Limit: 61 }, 'InvalidParameterException'],
    [{ NextToken: 'x' }, 'InvalidParameterException'],
  ])('should refuse %j as Cognito does', async (more, name) => {
    await expect(ask(more)).rejects.toMatchObject({ name });
  });

  it('should refuse what it does not know by its name', async () => {
    await expect(client.send(new ListUsersCommand({ UserPoolId: userPoolId }))).rejects.toThrow(
      'Cognito on a laptop does not know ListUsers.',
    );
  });
});
