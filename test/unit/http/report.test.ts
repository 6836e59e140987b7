import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../shared/errors.ts';
import { spanUpTo } from '../../../shared/http/report.ts';

const today = '2026-12-31';
const spanFrom = (from: string) => {
  try {
    return spanUpTo(today, { from, to: today }, 366);
  } catch (error) {
    if (error instanceof Refusal) return error.errors;
    throw error;
  }
};

describe('the span of a report', () => {
  it('should be as long as is said when it is refused for its length', () => {
    expect(spanFrom('2025-12-31')).toEqual({ from: '2025-12-31', to: today });
    expect(spanFrom('2025-12-30')).toEqual([
      { path: 'from', message: 'must be at most 365 days before to: a period has at most 366 days, both ends counted' },
    ]);
  });
});
