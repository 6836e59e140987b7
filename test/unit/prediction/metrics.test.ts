import { describe, expect, it } from 'vitest';
import { accuracy, auc, deciles } from '../../../local/prediction/metrics.ts';

describe('the area under the ROC curve', () => {
  it.each([
    ['order is right', [0.1, 0.4, 0.35, 0.8], [false, false, true, true], 0.75],
    ['order is perfect', [1, 2, 3], [false, false, true], 1],
    ['order is wrong', [3, 1], [false, true], 0],
    ['all scores are the same', [5, 5, 5, 5], [true, false, true, false], 0.5],
    ['some are tied', [1, 2, 2, 3], [false, true, false, true], 0.875],
  ])('should be known when %s', (_, scores, isLate, expected) => {
    expect(auc(scores, isLate)).toBeCloseTo(expected, 12);
  });

  it('should not exist when there is one outcome only', () => {
    expect(auc([1, 2], [true, true])).toBeNull();
    expect(auc([1, 2], [false, false])).toBeNull();
  });
});

describe('calibration', () => {
  it('should set what was foretold beside what came, by tenths', () => {
    const probabilities = Array.from({ length: 20 }, (_, index) => index / 20);
    const tenths = deciles(
      probabilities,
      probabilities.map((probability) => probability > 0.5),
    );
    expect(tenths).toHaveLength(10);
    expect(tenths[0]).toEqual({ invoices: 2, foretold: 0.025, came: 0 });
    expect(tenths[9]).toEqual({ invoices: 2, foretold: 0.925, came: 1 });
  });

  it('should have no tenths without an invoice', () => {
    expect(deciles([0.5, 0.2], [true, false])).toHaveLength(2);
  });

  it('should call late what is late from one half on', () => {
    expect(accuracy([0.5, 0.49], [true, true])).toBe(0.5);
  });
});
