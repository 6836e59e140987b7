import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/contracts/catalogue.ts';
import { type OperationId, operations } from '../../../shared/contracts/operations.ts';
import { validate } from '../../../shared/http/validation.ts';

const operationIds = Object.keys(operations) as OperationId[];
/** The token of a page's link is looked up as it is: what cannot be one is unknown. */
const withParams = operationIds.filter((id) => catalogue[id].params && !catalogue[id].page);
const namesIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');

const check = (id: OperationId, part: 'params' | 'query', value: unknown) => {
  const schema = catalogue[id][part];
  if (!schema) throw new Error(`${id} has no ${part}`);
  return validate(schema, value);
};

const goodNames: Readonly<Record<string, string>> = { date: '2026-03-31', email: 'ana.b@example.com', version: '7' };
const good = (name: string) => goodNames[name] ?? 'A-1.b_c:2';

describe('the path of every operation', () => {
  it.each(operationIds)('should have a schema for just the parameters of %s', (id) => {
    const names = namesIn(operations[id].path);
    if (names.length === 0) return expect(catalogue[id].params).toBeUndefined();
    const values = Object.fromEntries(names.map((name) => [name, good(name)]));
    expect(check(id, 'params', values)).toEqual({ data: values });
  });

  it.each(withParams)('should refuse ids with a slash, a space or too many characters in %s', (id) => {
    for (const name of namesIn(operations[id].path)) {
      const others = Object.fromEntries(namesIn(operations[id].path).map((other) => [other, good(other)]));
      for (const bad of ['a/b', '', 'a b', 'x'.repeat(65), '../x', 'ä', "a'--", '<b>', '%00', 'a\u0000']) {
        expect(check(id, 'params', { ...others, [name]: bad })).toMatchObject({ errors: [{ path: name }] });
      }
    }
  });
});

describe('the query of lists', () => {
  const lists: OperationId[] = ['listCustomers', 'listHistory', 'listReceivables'];

  it.each(lists)('should give %s pages of 50 unless asked otherwise', (id) => {
    expect(check(id, 'query', {})).toEqual({ data: { limit: 50 } });
    expect(check(id, 'query', { limit: '200', cursor: 'abc_-=' })).toEqual({ data: { limit: 200, cursor: 'abc_-=' } });
  });

  it.each(lists)('should refuse page sizes in %s that are none', (id) => {
    for (const limit of ['0', '201', '-1', '1.5', 'ten', '', '1e1', ' 5', '50,50']) {
      expect(check(id, 'query', { limit })).toMatchObject({ errors: [{ path: 'limit' }] });
    }
  });

  it.each(lists)('should refuse a cursor in %s that no list gave', (id) => {
    for (const cursor of ['', 'a b', '"', 'x'.repeat(2049)]) {
      expect(check(id, 'query', { cursor })).toMatchObject({ errors: [{ path: 'cursor' }] });
    }
  });

  it('should refuse filters that are none', () => {
    expect(check('listCustomers', 'query', { status: 'FINE', grade: 'F' })).toEqual({
      errors: [
        { path: 'status', message: 'must be one of ACTIVE, ON_HOLD, CASH_ONLY, BLACKLISTED, CLOSED' },
        { path: 'grade', message: 'must be one of A, B, C, D, E' },
      ],
    });
    expect(check('listReceivables', 'query', { status: 'open' })).toMatchObject({ errors: [{ path: 'status' }] });
  });

  it('should refuse a history that ends before it begins', () => {
    expect(check('listHistory', 'query', { from: '2026-03-02', to: '2026-03-01' })).toEqual({
      errors: [{ path: 'to', message: 'must not be before from' }],
    });
    expect(check('listHistory', 'query', { from: '2026-02-30' })).toMatchObject({ errors: [{ path: 'from' }] });
  });
});
