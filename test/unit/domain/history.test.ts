import { describe, expect, it } from 'vitest';
import { chainEntry, type HistoryEntry, hashOf, sumOfDeltas } from '../../../shared/domain/history/entry.ts';
import { canonicalHash } from '../../support/canonical-hash.ts';

const deltas = { openReceivables: 12_50n, reservations: -3n, unappliedCash: 0n };
const entry = {
  kind: 'ReceivablePosted',
  deltas,
  data: { invoiceId: 'I-1', text: 'Größe €, "x"', list: [1, null] },
} as const;
const position = {
  customerId: 'ACME',
  currency: 'EUR',
  version: 7,
  lastHash: 'ab'.repeat(32),
  lastEntryAt: '2026-03-02T09:00:00.000Z',
};
const context = { now: '2026-03-02T09:00:01.000Z', by: 'shop', correlationId: 'c-1' };

describe('a history entry', () => {
  it('should follow the one before it', () => {
    expect(chainEntry(position, entry, context)).toMatchObject({
      seq: 8,
      at: context.now,
      previousHash: position.lastHash,
      deltas: {
        openReceivables: { amount: '12.50', currency: 'EUR' },
        reservations: { amount: '-0.03', currency: 'EUR' },
        unappliedCash: { amount: '0.00', currency: 'EUR' },
      },
    });
  });

  it('should name nothing before it when it is the first', () => {
    const first = chainEntry({ ...position, version: 0, lastHash: '', lastEntryAt: '' }, entry, context);
    expect(first).toMatchObject({ seq: 1, previousHash: null });
  });

  it('should not be dated before the one before it when the clock of a caller is behind', () => {
    const late = chainEntry(position, entry, { ...context, now: '2026-03-02T08:59:59.000Z' });
    expect(late.at).toBe(position.lastEntryAt);
  });

  it('should always have the same hash, which anyone can recompute', () => {
    const chained = chainEntry(position, entry, context);
    expect(chained.hash).toBe('04c15669e91504d3540e90be7a41c54cd8edaa0058a1fbb6a598cbf27451af37');
    expect(canonicalHash(chained)).toBe(chained.hash);
  });

  it('should keep its hash when its members come back in another order', () => {
    const chained = chainEntry(position, entry, context);
    const reversed = Object.fromEntries(Object.entries(chained).reverse()) as unknown as HistoryEntry;
    const data = Object.fromEntries(Object.entries(chained.data).reverse());
    expect(hashOf({ ...reversed, data })).toBe(chained.hash);
  });

  it('should change its hash when anything in it is changed', () => {
    const chained = chainEntry(position, entry, context);
    const changes: Partial<HistoryEntry>[] = [
      { customerId: 'OTHER' },
      { seq: 9 },
      { at: '2026-03-02T09:00:01.001Z' },
      { kind: 'CashApplied' },
      { by: 'nobody' },
      { correlationId: 'c-2' },
      { deltas: { ...chained.deltas, reservations: { amount: '0.03', currency: 'EUR' } } },
      { data: { ...chained.data, invoiceId: 'I-2' } },
      { previousHash: null },
    ];
    const hashes = changes.map((change) => hashOf({ ...chained, ...change }));
    expect(new Set([...hashes, chained.hash]).size).toBe(changes.length + 1);
  });
});

describe('the sum over movements', () => {
  it('should add up each counter', () => {
    const back = { openReceivables: -12_50n, reservations: 3n, unappliedCash: 5n };
    expect(sumOfDeltas([deltas, back])).toEqual({ openReceivables: 0n, reservations: 0n, unappliedCash: 5n });
    expect(sumOfDeltas([])).toEqual({ openReceivables: 0n, reservations: 0n, unappliedCash: 0n });
  });
});
