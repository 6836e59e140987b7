import { describe, expect, it } from 'vitest';
import { correlationIdOf } from '../../../shared/http/correlation.ts';
import { idempotencyKeyOf, requestHash } from '../../../shared/http/idempotency.ts';
import { preferredType } from '../../../shared/http/preferred-type.ts';
import { apiEvent } from '../../support/api-event.ts';

const withHeader = (name: string, value: string) => apiEvent('checkCredit', { headers: { [name]: value } });

describe('the correlation id', () => {
  it.each(['a', 'Order:77_x.y-z', 'x'.repeat(128)])('should be the one given: %s', (id) => {
    expect(correlationIdOf(withHeader('x-correlation-id', id))).toBe(id);
  });

  it.each(['', 'a b', 'x'.repeat(129), 'a\nb', '<script>', 'ä', 'a,b'])('should be made when %j is given', (id) => {
    expect(correlationIdOf(withHeader('x-correlation-id', id))).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('should be made anew for every request without one', () => {
    const event = apiEvent('getHealth');
    expect(correlationIdOf(event)).not.toBe(correlationIdOf(event));
  });
});

describe('the idempotency key', () => {
  it.each(['k', '01JABC!"#$%~', 'x'.repeat(128)])('should be taken: %s', (key) => {
    expect(idempotencyKeyOf(withHeader('idempotency-key', key))).toBe(key);
  });

  it.each(['', ' ', 'a b', 'x'.repeat(129), 'schlüssel', 'a\u0007', 'a, b'])('should be refused: %j', (key) => {
    expect(() => idempotencyKeyOf(withHeader('idempotency-key', key))).toThrow('1 to 128 visible ASCII');
  });

  it('should be undefined when there is none', () => {
    expect(idempotencyKeyOf(apiEvent('checkCredit'))).toBeUndefined();
  });
});

describe('the hash of a request', () => {
  it('should follow RFC 8785 for numbers and order', () => {
    const hash = requestHash('op', {}, JSON.parse('{"b":1.0,"a":[1e2,"é"]}'));
    expect(requestHash('op', {}, JSON.parse('{"a":[100,"\\u00e9"],"b":1}'))).toBe(hash);
    expect(requestHash('op', {}, JSON.parse('{"a":[100,"e"],"b":1}'))).not.toBe(hash);
    expect(requestHash('other', {}, JSON.parse('{"b":1,"a":[100,"é"]}'))).not.toBe(hash);
  });
});

describe('the media type to answer in', () => {
  const types = ['application/json', 'text/csv'] as const;

  it.each([
    ['*/*', 'application/json'],
    ['text/csv', 'text/csv'],
    ['text/*', 'text/csv'],
    ['application/json;q=0.5, text/csv', 'text/csv'],
    ['text/html', 'application/json'],
    ['', 'application/json'],
    ['nonsense', 'application/json'],
  ])('should follow "%s" to %s', (accept, expected) => {
    expect(preferredType(accept, [...types])).toBe(expected);
  });
});
