import { describe, expect, it } from 'vitest';
import { builtInCollections } from '../../../../shared/domain/collection/strategy.ts';
import { handoverDay } from '../../../../shared/domain/dunning/handover-day.ts';

const debtor = { grade: null, segment: 'retail' };

describe('the day from which the lawyers may take over', () => {
  it('should be that of the strategy, counted from the oldest due date', () => {
    expect(handoverDay(builtInCollections, debtor, '2026-01-15', '2026-02-16')).toBe('2026-03-01');
  });

  it('should leave the gap after the notice when that is late', () => {
    expect(handoverDay(builtInCollections, debtor, '2026-01-15', '2026-03-20')).toBe('2026-03-23');
    expect(handoverDay({ ...builtInCollections, minimumGapDays: 0 }, debtor, '2026-01-15', '2026-03-20')).toBe(
      '2026-03-21',
    );
  });

  it('should be none where the strategy does not hand over, or not customers of the grade', () => {
    const [standard] = builtInCollections.strategies;
    const steps = (standard?.steps ?? []).map((step) =>
      step.kind === 'LEGAL_HANDOFF' ? { ...step, onlyGrades: ['E' as const] } : step,
    );
    const strategies = [{ name: 'soft', steps }];
    expect(
      handoverDay({ ...builtInCollections, strategies }, { ...debtor, grade: 'B' }, '2026-01-15', '2026-03-20'),
    ).toBeNull();
    expect(
      handoverDay({ ...builtInCollections, strategies }, { ...debtor, grade: 'E' }, '2026-01-15', '2026-02-16'),
    ).toBe('2026-03-01');
  });
});
