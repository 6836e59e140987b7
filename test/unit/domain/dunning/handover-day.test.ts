import { describe, expect, it } from 'vitest';
import { builtInCollections, type Strategy } from '../../../../shared/domain/collection/strategy.ts';
import { handoverDay } from '../../../../shared/domain/dunning/handover-day.ts';

const { minimumGapDays, strategies } = builtInCollections;
const standard = strategies[0] as Strategy;
const rules = { strategy: standard, grade: null, minimumGapDays };

describe('the day from which the lawyers may take over', () => {
  it('should be that of the strategy, counted from the oldest due date', () => {
    expect(handoverDay(rules, '2026-01-15', '2026-02-16')).toBe('2026-03-01');
  });

  it('should leave the gap after the notice when that is late', () => {
    expect(handoverDay(rules, '2026-01-15', '2026-03-20')).toBe('2026-03-23');
    expect(handoverDay({ ...rules, minimumGapDays: 0 }, '2026-01-15', '2026-03-20')).toBe('2026-03-21');
  });

  it('should be none where the strategy does not hand over, or not customers of the grade', () => {
    const steps = standard.steps.map((step) =>
      step.kind === 'LEGAL_HANDOFF' ? { ...step, onlyGrades: ['E' as const] } : step,
    );
    const soft = { ...rules, strategy: { name: 'soft', steps } };
    expect(handoverDay({ ...soft, grade: 'B' }, '2026-01-15', '2026-03-20')).toBeNull();
    expect(handoverDay({ ...soft, grade: 'E' }, '2026-01-15', '2026-02-16')).toBe('2026-03-01');
  });
});
