import { describe, expect, it } from 'vitest';
import { type CheckNames, renameWrites, type Writes } from '../../bench/check/replay-writes.ts';
import { growLedger } from '../../bench/growth/ledger.ts';
import { exposureOf, newAccount } from '../../shared/domain/account/account.ts';
import { hashOf } from '../../shared/domain/history/entry.ts';

const recorded: CheckNames = {
  tableName: 'recorded-table',
  customerId: 'customer-1',
  orderId: 'order-1',
  decisionId: 'decision-1',
  version: 9,
};
const wanted: CheckNames = {
  tableName: 'other-table',
  customerId: 'customer-2',
  orderId: 'order-2',
  decisionId: 'decision-2',
  version: 10,
};
const at = '2026-03-31T08:15:00.000Z';

describe('renameWrites', () => {
  it('should keep conditions and everything but names and versions when writes are replayed', () => {
    const writes: Writes = [
      {
        Update: {
          TableName: 'recorded-table',
          Key: { pk: 'CUSTOMER#customer-1', sk: 'ACCOUNT' },
          UpdateExpression: 'SET #v = :v, #rsv = :rsv',
          ConditionExpression: '#version = :seen',
          ExpressionAttributeValues: { ':v': 10, ':seen': 9, ':rsv': 500n },
        },
      },
      {
        Put: {
          TableName: 'recorded-table',
          Item: {
            pk: 'CUSTOMER#customer-1',
            sk: `HISTORY#${at}#0000000010`,
            seq: 10,
            data: '{"orderId":"order-1","decisionId":"decision-1"}',
            deltas: ['0.00', '5.00'],
          },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    ];
    expect(renameWrites(writes, recorded, wanted)).toEqual([
      {
        Update: {
          TableName: 'other-table',
          Key: { pk: 'CUSTOMER#customer-2', sk: 'ACCOUNT' },
          UpdateExpression: 'SET #v = :v, #rsv = :rsv',
          ConditionExpression: '#version = :seen',
          ExpressionAttributeValues: { ':v': 11, ':seen': 10, ':rsv': 500n },
        },
      },
      {
        Put: {
          TableName: 'other-table',
          Item: {
            pk: 'CUSTOMER#customer-2',
            sk: `HISTORY#${at}#0000000011`,
            seq: 11,
            data: '{"orderId":"order-2","decisionId":"decision-2"}',
            deltas: ['0.00', '5.00'],
          },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    ]);
  });

  it('should refuse names of another length when sizes would change', () => {
    expect(() => renameWrites([], recorded, { ...wanted, orderId: 'order-10' })).toThrow(RangeError);
  });
});

describe('growLedger', () => {
  const account = newAccount({ customerId: 'c', currency: 'EUR', segment: 'RETAIL', paymentTermsDays: null });
  const {
    account: grown,
    receivables,
    reservations,
    entries,
  } = growLedger(account, 25, { now: at, today: '2026-03-31' });

  it('should leave counters that are the sum of what is open and held when an account grows', () => {
    expect(grown.openReceivables).toBe(receivables.reduce((sum, one) => sum + one.carryingAmount, 0n));
    expect(grown.reservations).toBe(reservations.reduce((sum, one) => sum + one.carryingAmount, 0n));
    expect(exposureOf(grown)).toBe(500_000n);
  });

  it('should chain an entry for each movement when an account grows', () => {
    expect(entries).toHaveLength(50);
    entries.forEach((entry, index) => {
      expect(entry.hash).toBe(hashOf(entry));
      expect(entry.previousHash).toBe(entries[index - 1]?.hash ?? null);
    });
    expect(grown).toMatchObject({
      version: 50,
      lastHash: entries.at(-1)?.hash,
      nextExpiryAt: '2026-04-14T08:15:00.000Z',
    });
  });
});
