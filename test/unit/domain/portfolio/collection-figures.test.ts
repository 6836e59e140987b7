import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../../shared/domain/collection/events.ts';
import { collectedOf, figuresOfCase, openTimes } from '../../../../shared/domain/portfolio/collection-figures.ts';

const by = null;
const closed = (at: string): CaseEvent => ({ type: 'CaseClosed', at, by, thanks: false, wasWithLegal: false });
const reopened = (at: string): CaseEvent => ({ type: 'CaseReopened', at, by });

describe('the figures of a case', () => {
  const opened = { openedAt: '2026-03-01T23:30:00.000Z' };
  const span = { from: '2026-03-02', to: '2026-03-31' };

  it('should count what happened on days of the environment within the span', () => {
    // Half past eleven in the evening in UTC is the next day in Berlin.
    const figures = figuresOfCase(
      opened,
      [closed('2026-03-31T21:59:00.000Z'), reopened('2026-03-31T22:00:00.000Z')],
      span,
      'Europe/Berlin',
    );
    expect(figures.cases).toEqual({ opened: 1, reopened: 0, closed: 1 });
    expect(figuresOfCase(opened, [], span, 'UTC').cases.opened).toBe(0);
  });

  it('should have been open from each opening to its closing', () => {
    expect(openTimes(opened, [closed('b'), reopened('c')])).toEqual([
      { from: opened.openedAt, to: 'b' },
      { from: 'c', to: null },
    ]);
  });
});

describe('what was collected', () => {
  const part = { currency: 'EUR', dueOn: '2026-03-01' };

  it('should be what came in after the due date, less what bounced, with its lateness', () => {
    const collected = collectedOf([
      { ...part, minorUnits: 100n, date: '2026-03-11' },
      { ...part, minorUnits: 300n, date: '2026-03-31' },
      { ...part, minorUnits: -300n, date: '2026-03-31' },
      { ...part, minorUnits: 50n, date: '2026-03-01' },
    ]);
    expect(collected).toEqual({ EUR: { minorUnits: 100n, lateness: 1000n } });
  });
});
