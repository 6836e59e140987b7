import {
  CognitoIdentityProviderClient,
  ListUsersInGroupCommand,
  type UserStatusType,
} from '@aws-sdk/client-cognito-identity-provider';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { readPeopleConfig } from '../../../shared/config.ts';
import { openPeople } from '../../../shared/people/directory.ts';

// What the laptop's user pool does not have: people who have no password yet or left, and a service that fails.
const cognito = mockClient(CognitoIdentityProviderClient);
afterEach(() => cognito.reset());
afterAll(() => cognito.restore());

const user = (email: string, UserStatus: UserStatusType = 'CONFIRMED', Enabled = true) => ({
  Username: `id-of-${email}`,
  Enabled,
  UserStatus,
  Attributes: [
    { Name: 'sub', Value: 'x' },
    { Name: 'email', Value: email },
  ],
});

const people = openPeople({ userPoolId: 'eu-central-1_pool' });

describe('people of a user pool', () => {
  it('should be the members of the group of the role, in lower case, sorted and each once', async () => {
    const Users = [user('Zoe@Example.com'), user('ana@example.com'), user('zoe@example.com')];
    cognito.on(ListUsersInGroupCommand).resolves({ Users });
    expect(await people.inRole('credit-managers')).toEqual(['ana@example.com', 'zoe@example.com']);
    expect(cognito.commandCalls(ListUsersInGroupCommand)[0]?.args[0].input).toMatchObject({
      UserPoolId: 'eu-central-1_pool',
      GroupName: 'credit-managers',
    });
  });

  it.each<UserStatusType>(['FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED'])(
    'should be as well who must set a password first, if the address is verified: %s',
    async (status) => {
      const invited = (email: string, verified: string, enabled = true) => {
        const one = user(email, status, enabled);
        return { ...one, Attributes: [...one.Attributes, { Name: 'email_verified', Value: verified }] };
      };
      const Users = [
        invited('new@example.com', 'true'),
        invited('left@example.com', 'true', false),
        invited('unproven@example.com', 'false'),
        user('untold@example.com', status),
      ];
      cognito.on(ListUsersInGroupCommand).resolves({ Users });
      expect(await people.inRole('legal')).toEqual(['new@example.com']);
    },
  );

  it('should be only those who can act', async () => {
    const refused: UserStatusType[] = ['UNCONFIRMED', 'FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED', 'ARCHIVED', 'UNKNOWN'];
    cognito.on(ListUsersInGroupCommand).resolves({
      Users: [
        ...refused.map((status) => user(`${status.toLowerCase()}@example.com`, status)),
        user('left@example.com', 'CONFIRMED', false),
        user('sso@example.com', 'EXTERNAL_PROVIDER'),
        user('ana@example.com'),
        { Username: 'without-address', Enabled: true, UserStatus: 'CONFIRMED', Attributes: [] },
      ],
    });
    expect(await people.inRole('legal')).toEqual(['ana@example.com', 'sso@example.com']);
  });

  it('should leave out an address that no mail can be sent to, and nobody else', async () => {
    const Users = [user('jürgen@firma.de'), user('ana@example.com'), user('ivan@firma.xn--p1ai')];
    cognito.on(ListUsersInGroupCommand).resolves({ Users });
    expect(await people.inRole('legal')).toEqual(['ana@example.com', 'ivan@firma.xn--p1ai']);
  });

  it('should be read page by page', async () => {
    cognito
      .on(ListUsersInGroupCommand, { NextToken: undefined })
      .resolves({ Users: [user('b@example.com')], NextToken: 'more' })
      .on(ListUsersInGroupCommand, { NextToken: 'more' })
      .resolves({ Users: [], NextToken: 'last' })
      .on(ListUsersInGroupCommand, { NextToken: 'last' })
      .resolves({ Users: [user('a@example.com')] });
    expect(await people.inRole('collectors')).toEqual(['a@example.com', 'b@example.com']);
  });

  it('should be nobody when the group is empty', async () => {
    cognito.on(ListUsersInGroupCommand).resolves({});
    expect(await people.inRole('legal')).toEqual([]);
  });

  it('should be refused, and not be followed for ever, when the list does not end', async () => {
    cognito.on(ListUsersInGroupCommand).resolves({ Users: [], NextToken: 'again' });
    await expect(people.inRole('legal')).rejects.toMatchObject({ code: 'unavailable' });
    expect(cognito.commandCalls(ListUsersInGroupCommand).length).toBeLessThan(100);
  });

  it('should be refused as unavailable, with the cause, when the service fails', async () => {
    const cause = Object.assign(new Error('slow down'), { name: 'TooManyRequestsException' });
    cognito.on(ListUsersInGroupCommand).rejects(cause);
    await expect(people.inRole('legal')).rejects.toMatchObject({ code: 'unavailable', cause });
  });
});

describe('people of a list', () => {
  const listed = openPeople({ people: { legal: ['Lex@Example.com', 'bea@example.com', 'lex@example.com'] } });

  it('should be those whom the configuration names for the role', async () => {
    expect(await listed.inRole('legal')).toEqual(['bea@example.com', 'lex@example.com']);
    expect(await listed.inRole('collectors')).toEqual([]);
  });

  it('should leave out an address that no mail can be sent to, and nobody else', async () => {
    const odd = openPeople({ people: { legal: [`${'x'.repeat(65)}@example.com`, 'lex@example.com'] } });
    expect(await odd.inRole('legal')).toEqual(['lex@example.com']);
  });
});

describe('the configuration of people', () => {
  it('should name the user pool, or the list where there is one', () => {
    expect(readPeopleConfig({ USER_POOL_ID: 'pool' })).toEqual({ userPoolId: 'pool' });
    const PEOPLE = JSON.stringify({ legal: ['lex@example.com'] });
    expect(readPeopleConfig({ PEOPLE })).toEqual({ people: { legal: ['lex@example.com'] } });
  });

  it.each(['', '{', '[]', '{"bosses":[]}', '{"legal":"lex@example.com"}', '{"legal":["lex"]}'])(
    'should stop with a sentence when the list is %j',
    (PEOPLE) => {
      expect(() => readPeopleConfig({ PEOPLE })).toThrow(/PEOPLE must be JSON: addresses by role.*infra/);
    },
  );

  it('should stop with a sentence when neither is set', () => {
    expect(() => readPeopleConfig({})).toThrow('USER_POOL_ID is not set');
  });
});
