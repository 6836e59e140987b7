import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { Refusal } from '../../../shared/errors.ts';
import { pathText, validate, validOrRefuse } from '../../../shared/http/validation.ts';

const Shape = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(3)),
  count: z.int().check(z.gte(1), z.lte(9)),
  ratio: z.exactOptional(z.number()),
  on: z.exactOptional(z.boolean()),
  kind: z.enum(['A', 'B']),
  list: z.exactOptional(z.array(z.strictObject({ id: z.string() })).check(z.minLength(1), z.maxLength(2))),
});

const good = { name: 'abc', count: 1, kind: 'A' };
const errorsOf = (value: unknown) => {
  const result = validate(Shape, value);
  return 'errors' in result ? result.errors : [];
};

describe('a message about a field', () => {
  it.each([
    [{ name: '' }, 'name', 'must not be empty'],
    [{ name: 'abcd' }, 'name', 'must have at most 3 characters'],
    [{ name: 7 }, 'name', 'must be text'],
    [{ name: null }, 'name', 'must be text'],
    [{ name: undefined }, 'name', 'is required'],
    [{ count: 0 }, 'count', 'must be at least 1'],
    [{ count: 10 }, 'count', 'must be at most 9'],
    [{ count: 1.5 }, 'count', 'must be a whole number'],
    [{ count: '1' }, 'count', 'must be a number'],
    [{ ratio: 'x' }, 'ratio', 'must be a number'],
    [{ on: 'yes' }, 'on', 'must be true or false'],
    [{ kind: 'C' }, 'kind', 'must be one of A, B'],
    [{ list: {} }, 'list', 'must be a list'],
    [{ list: [] }, 'list', 'must have at least 1 items'],
    [{ list: [{ id: 'a' }, { id: 7 }] }, 'list[1].id', 'must be text'],
    [{ list: [{ id: 'a', x: 1 }] }, 'list[0].x', 'is not a known field'],
    [{ list: ['a'] }, 'list[0]', 'must be an object'],
    [{ other: 1 }, 'other', 'is not a known field'],
  ])('should say of %j that %s %s', (change, path, message) => {
    expect(errorsOf({ ...good, ...change })).toEqual([{ path, message }]);
  });

  it('should write paths as callers write them', () => {
    expect(pathText(['allocations', 0, 'invoiceId'])).toBe('allocations[0].invoiceId');
    expect(pathText(['amount', 'currency'])).toBe('amount.currency');
    expect(pathText([2, 'a'])).toBe('[2].a');
    expect(pathText([])).toBe('');
  });
});

describe('a refused value', () => {
  const refusalOf = (value: unknown): Refusal => {
    try {
      validOrRefuse(Shape, value);
    } catch (error) {
      if (error instanceof Refusal) return error;
    }
    throw new Error('nothing was refused');
  };

  it('should be summed up in a sentence', () => {
    expect(refusalOf({ ...good, name: '' }).message).toBe('name must not be empty.');
    expect(refusalOf({ ...good, name: '', count: 0 }).message).toBe('2 fields are wrong: name, count.');
  });

  it('should name at most fifty fields and clip long names', () => {
    const hostile = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`${index}`.repeat(200), 1]));
    const { errors, message } = refusalOf({ ...good, ...hostile });
    expect(errors).toHaveLength(50);
    expect(message.length).toBeLessThan(6000);
  });
});
