import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../local/events/pattern.ts';

const matches = (pattern: unknown, value: unknown): boolean => compilePattern(JSON.stringify(pattern), 'Filter')(value);

describe('filter patterns', () => {
  const record = {
    eventName: 'INSERT',
    dynamodb: { NewImage: { entityType: { S: 'HISTORY' }, tags: ['a', 'b'], size: 7, note: null } },
  };
  const image = (pattern: unknown) => ({ dynamodb: { NewImage: pattern } });

  it.each<[string, unknown, boolean]>([
    ['a value', { eventName: ['INSERT'] }, true],
    ['one of several values', { eventName: ['MODIFY', 'INSERT'] }, true],
    ['another value', { eventName: ['REMOVE'] }, false],
    ['several fields', { eventName: ['INSERT'], ...image({ entityType: { S: ['HISTORY'] } }) }, true],
    [
      'several fields of which one differs',
      { eventName: ['INSERT'], ...image({ entityType: { S: ['OTHER'] } }) },
      false,
    ],
    ['an element of a list', image({ tags: ['b'] }), true],
    ['null', image({ note: [null] }), true],
    ['a prefix', image({ entityType: { S: [{ prefix: 'HIST' }] } }), true],
    ['another prefix', image({ entityType: { S: [{ prefix: 'X' }] } }), false],
    ['a field that exists', image({ size: [{ exists: true }] }), true],
    ['a field that does not exist', image({ color: [{ exists: false }] }), true],
    ['a deep field of which no part exists', image({ a: { b: [{ exists: false }] } }), true],
    ['anything but a value', image({ entityType: { S: [{ 'anything-but': 'OTHER' }] } }), true],
    ['anything but several values', image({ entityType: { S: [{ 'anything-but': ['OTHER', 'HISTORY'] }] } }), false],
    ['anything but a prefix', image({ entityType: { S: [{ 'anything-but': { prefix: 'HIST' } }] } }), false],
    ['a number in a range', image({ size: [{ numeric: ['>', 5, '<=', 7] }] }), true],
    ['a number out of a range', image({ size: [{ numeric: ['>', 7] }] }), false],
    ['a text where a number is asked for', { eventName: [{ numeric: ['=', 0] }] }, false],
  ])('should answer for %s', (_, pattern, expected) => {
    expect(matches(pattern, record)).toBe(expected);
  });

  it.each([
    [{ $or: [{ a: [1] }] }, /\$or/],
    [{ a: [{ suffix: 'x' }] }, /Filter\.a: the pattern operator 'suffix'/],
    [{ a: [{ cidr: '10.0.0.0/8' }] }, /cidr/],
    [{ a: [{ 'equals-ignore-case': 'x' }] }, /equals-ignore-case/],
    [{ a: [{ wildcard: 'a*' }] }, /wildcard/],
    [{ a: 'text' }, /must be an object or a list/],
  ])('should refuse %j by name', (pattern, message) => {
    expect(() => matches(pattern, {})).toThrow(message);
  });
});
