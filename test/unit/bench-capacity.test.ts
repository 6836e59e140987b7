import { describe, expect, it } from 'vitest';
import { consumptionOf } from '../../bench/capacity/consumption.ts';
import { itemBytes } from '../../bench/capacity/item-bytes.ts';

describe('itemBytes', () => {
  it('should count names and values in UTF-8 when an item holds text', () => {
    expect(itemBytes({ name: 'Müller' })).toBe(4 + 7);
  });

  it('should count two digits a byte, and one for the number, when an item holds numbers', () => {
    expect(itemBytes({ n: 1234n })).toBe(1 + 3);
    expect(itemBytes({ n: 1_000_000 })).toBe(1 + 2);
    expect(itemBytes({ n: -12 })).toBe(1 + 3);
  });

  it('should count what lists and maps hold, and a little for each, when they are nested', () => {
    expect(itemBytes({ l: ['ab', 'c'] })).toBe(1 + 3 + 2 + 3);
    expect(itemBytes({ m: { a: true, b: null } })).toBe(1 + 3 + 2 + 4);
  });

  it('should not count an attribute when it is not written', () => {
    expect(itemBytes({ x: undefined })).toBe(1);
  });
});

describe('consumptionOf', () => {
  const item = { pk: 'a', sk: 'b' };
  const read = { command: 'GetItemCommand', input: {}, output: { ConsumedCapacity: { CapacityUnits: 1 } } };
  const write = {
    command: 'TransactWriteItemsCommand',
    input: { TransactItems: [{ Put: { Item: item } }, { ConditionCheck: {} }, { Delete: {} }] },
    output: { ConsumedCapacity: [{ CapacityUnits: 7, WriteCapacityUnits: 7 }] },
  };

  it('should add reads and writes up apart when an operation does both', () => {
    expect(consumptionOf([read, read, write])).toEqual({
      readUnits: 2,
      writeUnits: 7,
      requests: 3,
      refused: 0,
      itemsWritten: 2,
      largestItemBytes: 6,
    });
  });

  it('should count a refused transaction and none of its items when a condition failed', () => {
    const refused = { ...write, output: undefined };
    expect(consumptionOf([refused])).toMatchObject({ writeUnits: 0, requests: 1, refused: 1, itemsWritten: 0 });
  });
});
