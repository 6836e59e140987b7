import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { handler } from '../../../functions/shape-token/handler.ts';
import { scopes } from '../../../shared/domain/identity/scopes.ts';
import { scopesBeyond, scopesOf } from '../../../shared/domain/identity/scopes-of-roles.ts';
import { roles } from '../../../shared/domain/policy/roles.ts';

/** As Cognito sends it when somebody signs in on its page. */
const signIn = (groups: string[] | undefined, email?: string): PreTokenGenerationV2TriggerEvent => ({
  version: '2',
  triggerSource: 'TokenGeneration_HostedAuth',
  region: 'eu-central-1',
  userPoolId: 'eu-central-1_pool',
  userName: '5f0b',
  callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'people' },
  request: {
    userAttributes: { sub: '5f0b', ...(email !== undefined && { email }) },
    groupConfiguration: { ...(groups && { groupsToOverride: groups }), iamRolesToOverride: [] },
    scopes: ['openid', ...scopes],
  },
  response: { claimsAndScopeOverrideDetails: {} },
});

const shaped = async (groups: string[] | undefined, email?: string) =>
  (await handler(signIn(groups, email))).response.claimsAndScopeOverrideDetails.accessTokenGeneration;

describe('the token of a person', () => {
  it('should carry the e-mail address in lower case', async () => {
    expect((await shaped([], 'Ana.Analyst@Example.com'))?.claimsToAddOrOverride).toEqual({
      email: 'ana.analyst@example.com',
    });
    expect(await shaped([])).not.toHaveProperty('claimsToAddOrOverride');
  });

  it('should lose the scopes that none of the groups has', async () => {
    const suppressed = async (...groups: string[]) =>
      (await shaped(groups))?.scopesToSuppress?.filter((scope) => scope.startsWith('credit/'));
    expect(await suppressed('credit-analysts')).toEqual(['credit/collect', 'credit/policy', 'credit/admin']);
    expect(await suppressed('collectors')).toEqual(['credit/check', 'credit/write', 'credit/policy', 'credit/admin']);
    expect(await suppressed('collectors', 'credit-analysts')).toEqual(['credit/policy', 'credit/admin']);
    expect(await suppressed('platform-admins')).toEqual(['credit/check', 'credit/collect']);
  });

  it('should have no scope of the API without a group that is a role', async () => {
    for (const groups of [undefined, [], ['guests'], ['constructor', '__proto__']]) {
      expect((await shaped(groups))?.scopesToSuppress).toEqual(expect.arrayContaining([...scopes]));
    }
  });

  it('should never let a person change the own e-mail address', async () => {
    expect((await shaped([...roles]))?.scopesToSuppress).toEqual(['aws.cognito.signin.user.admin']);
  });

  it('should answer with the event that came, as Cognito wants it', async () => {
    const event = signIn(['legal'], 'lex@example.com');
    expect(await handler(event)).toEqual({ ...event, response: expect.anything() });
  });
});

describe('the scopes of roles', () => {
  it('should let everybody decide to whom a level may be put', () => {
    for (const role of roles) expect([...scopesOf([role])]).toEqual(expect.arrayContaining(['credit/approve']));
  });

  it('should let only those who run the platform set limits past the approvals', () => {
    expect(roles.filter((role) => scopesOf([role]).has('credit/admin'))).toEqual(['platform-admins']);
  });

  it('should divide all scopes into those that are granted and those beyond', () => {
    for (const role of roles) {
      expect([...scopesOf([role]), ...scopesBeyond([role])].toSorted()).toEqual([...scopes].toSorted());
    }
  });
});
