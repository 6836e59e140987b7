import { describe, expect, it } from 'vitest';
import { operations } from '../../../shared/contracts/operations.ts';
import { authorizeCaller, callerOf } from '../../../shared/http/access.ts';
import type { Claims } from '../../../shared/http/exchange.ts';
import { apiEvent } from '../../support/api-event.ts';

const callerWith = (claims: Claims) => callerOf(apiEvent('getCustomer', { claims }));

describe('the caller of a request', () => {
  it.each([
    ['[credit-analysts credit-managers]', ['credit-analysts', 'credit-managers']],
    ['[credit-analysts, credit-managers]', ['credit-analysts', 'credit-managers']],
    ['legal', ['legal']],
    [
      ['legal', 'collectors'],
      ['legal', 'collectors'],
    ],
    ['[]', []],
    [undefined, []],
  ])('should have the groups of %j', (claim, groups) => {
    expect(callerWith({ sub: 's', 'cognito:groups': claim })?.groups).toEqual(groups);
  });

  it('should have scopes from the claim of Cognito and of other issuers', () => {
    expect(callerWith({ sub: 's', scope: 'credit/read credit/write' })?.scopes).toEqual([
      'credit/read',
      'credit/write',
    ]);
    expect(callerWith({ sub: 's', scp: ['credit/read'] })?.scopes).toEqual(['credit/read']);
  });

  it('should be a person with an address or a client without', () => {
    expect(callerWith({ sub: 'u-1', email: 'ana@example.com' })).toMatchObject({
      subject: 'u-1',
      email: 'ana@example.com',
    });
    expect(callerWith({ client_id: 'shop' })).toEqual({ subject: 'shop', clientId: 'shop', groups: [], scopes: [] });
  });

  it.each([
    [false, false],
    ['false', false],
    ['False', false],
    [true, true],
    ['true', true],
    [undefined, true],
  ])('should be told by the address when the issuer says of it that it is verified: %j', (email_verified, isTold) => {
    const caller = callerWith({ sub: 'u-1', email: 'ana@example.com', email_verified });
    expect(caller?.subject).toBe('u-1');
    expect(caller?.email).toBe(isTold ? 'ana@example.com' : undefined);
  });

  it('should be unknown without a token', () => {
    expect(callerOf(apiEvent('getCustomer', { claims: null }))).toBeUndefined();
  });
});

describe('access to an operation', () => {
  const caller = { subject: 's', groups: [], scopes: ['credit/read'] };

  it('should be given by any of its scopes', () => {
    expect(authorizeCaller(caller, operations.getDecision)).toBe(caller);
    expect(authorizeCaller({ ...caller, scopes: ['credit/check'] }, operations.getDecision).scopes).toEqual([
      'credit/check',
    ]);
  });

  it('should be refused with 403 that names the scope', () => {
    expect(() => authorizeCaller(caller, operations.setCreditLimit)).toThrow('The token lacks the scope credit/admin.');
    expect(() =>
      authorizeCaller({ ...caller, scopes: ['credit/read2', 'x-credit/read'] }, operations.getCustomer),
    ).toThrow('credit/read');
  });

  it('should be refused with 401 without a token', () => {
    expect(() => authorizeCaller(undefined, operations.getCustomer)).toThrow('A bearer token is required.');
  });

  it('should need no token where none is asked for', () => {
    expect(authorizeCaller(undefined, operations.getHealth)).toMatchObject({ subject: 'anonymous', scopes: [] });
  });
});
