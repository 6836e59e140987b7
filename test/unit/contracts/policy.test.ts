import { describe, expect, it } from 'vitest';
import { PolicyDocumentBody } from '../../../shared/contracts/policy.ts';
import { builtInDocument } from '../../../shared/domain/policy/built-in.ts';
import { validate } from '../../../shared/http/validation.ts';

const good = builtInDocument('EUR');
const steps = good.collections.strategies[0]?.steps;
const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** The built-in document with another value at a path such as `approvals.limits[1].role`; undefined removes it. */
const changed = (path: string, value: unknown): unknown => {
  const copy = structuredClone(good) as unknown as Record<string, unknown>;
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  const last = steps.pop() ?? '';
  const place = steps.reduce((at, step) => at[step] as Record<string, unknown>, copy);
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
};

const errorsOf = (document: unknown) => {
  const result = validate(PolicyDocumentBody, document);
  return 'errors' in result ? result.errors : [];
};

describe('a policy document', () => {
  it.each(['EUR', 'JPY', 'KWD'])(
    'should be accepted as it is built in for %s, and kept as it is written',
    (currency) => {
      const document = builtInDocument(currency);
      expect(validate(PolicyDocumentBody, document)).toEqual({ data: document });
    },
  );

  it.each<[string, unknown]>([
    ['creditChecks.tolerancePercent', '2.5'],
    ['creditChecks.maxOrders', [eur('1000.00'), { amount: '100000', currency: 'JPY' }]],
    ['creditChecks.segmentsWithoutCredit', ['kiosk', 'private']],
    ['approvals.limits[1].neededAboveIncreasePercent', '150'],
    ['approvals.limits[1].neededAboveIncreasePercent', undefined],
    ['approvals.limits[1].neededAbove', undefined],
    ['approvals.limits[1].decidedBy', 'ALL_OF'],
    ['approvals.limits', [good.approvals.limits[0]]],
    ['approvals.straightThrough', null],
    ['approvals.signInAbove', eur('0.00')],
    [
      'collections.strategies',
      [
        { name: 'shops', segments: ['shop'], steps },
        { name: 'rest', steps },
      ],
    ],
    [
      'collections.strategies',
      [
        { name: 'good', grades: ['A', 'B'], steps },
        { name: 'rest', steps },
      ],
    ],
    ['collections.quietHours', { from: '00:00', to: '24:00' }],
    ['collections.residuePercent', '0'],
    ['collections.residuePercent', '9.5'],
    ['collections.residuePercent', '20.0'],
    ['collections.residueUpTo', [eur('50.00'), { amount: '8000', currency: 'JPY' }]],
    ['collections.strategies[0].steps[6].needsApproval', undefined],
    ['collections.strategies[0].steps[2].onlyGrades', ['E']],
  ])('should be accepted with %s %j', (path, value) => {
    expect(errorsOf(changed(path, value))).toEqual([]);
  });

  it.each<[string, unknown, string, RegExp]>([
    ['approvals.limits[1].role', 'bosses', '', /^must be one of credit-analysts, credit-managers, finance-directors/],
    ['approvals.limits[1].role', 'credit-analysts', '', /^must be another role than that of a level below$/],
    ['approvals.limits[1].level', 3, '', /^must be 2: levels are 1, 2, 3 in order$/],
    ['approvals.limits[0].level', 0, '', /^must be at least 1$/],
    ['approvals.limits[1].decidedBy', 'SOME_OF', '', /^must be one of ONE_OF, ALL_OF$/],
    ['approvals.limits', [], '', /^must have a level: nobody would approve any amount$/],
    ['approvals.orderReleases', [], '', /^must have a level/],
    ['approvals.limits[0].neededAbove', eur('30000.00'), '', /^must be left out at level 1, the default/],
    ['approvals.limits[2].neededAbove', undefined, '', /^is required above level 1/],
    [
      'approvals.limits[2].neededAbove',
      eur('50000.00'),
      '.amount',
      /^must be more than the 50000.00 of the level below/,
    ],
    ['approvals.limits[2].neededAboveIncreasePercent', '50.0', '', /^must be more than the 50 of the level below/],
    ['approvals.limits[1].neededAbove', eur('0.00'), '.amount', /^must be greater than zero$/],
    ['approvals.limits[1].neededAbove', eur('1.000'), '.amount', /exactly 2 decimals for EUR/],
    ['approvals.limits[1].neededAbove', { amount: 50_000, currency: 'EUR' }, '.amount', /not a JSON number/],
    [
      'approvals.limits[1].neededAbove',
      { amount: '1.00', currency: 'USD' },
      '.currency',
      /^must be EUR, the currency of/,
    ],
    ['approvals.signInAbove', { amount: '1.00', currency: 'USD' }, '.currency', /^must be EUR/],
    ['approvals.straightThrough.upTo', eur('50000.01'), '.amount', /^must be at most the 50000.00 above which/],
    ['approvals.straightThrough.grades', ['A', 'F'], '[1]', /^must be one of A, B, C, D, E$/],
    ['approvals.straightThrough.grades', ['A', 'A'], '[1]', /^is there already$/],
    ['approvals.orderReleases[1].neededAboveIncreasePercent', '10', '', /^is not a known field$/],
    ['approvals.remindAfterDays', 0, '', /^must be at least 1$/],
    ['approvals.remindAfterDays', 1.5, '', /^must be a whole number$/],
    ['approvals.escalateAfterDays', 1, '', /^must be more than remindAfterDays, which is 1$/],
    ['approvals.expireAfterDays', 2, '', /^must be more than escalateAfterDays, which is 2$/],
    ['approvals.expireAfterDays', 366, '', /^must be at most 365$/],
    ['approvals.lapse.exposureGrowthPercent', 10, '', /^must be text$/],
    ['approvals.lapse.exposureGrowthPercent', '101', '', /^must be a decimal string from "0" to "100"/],
    ['approvals.lapse', undefined, '', /^is required$/],
    ['approvals.currency', 'EURO', '', /ISO 4217/],
    ['creditChecks.tolerancePercent', '1e1', '', /^must be a decimal string/],
    [
      'creditChecks.maxOrders',
      [eur('1.00'), eur('2.00')],
      '[1].currency',
      /^must be a currency that has no bound yet$/,
    ],
    ['creditChecks.segmentsWithoutCredit', ['kiosk', 'kiosk'], '[1]', /^is there already$/],
    ['creditChecks', undefined, '', /^is required$/],
    ['collections', undefined, '', /^is required$/],
    ['collections.minimumGapDays', 0, '', /^must be at least 1$/],
    ['collections.residuePercent', '20.1', '', /^must be a decimal string from "0" to "20"/],
    ['collections.residuePercent', '100', '', /^must be a decimal string from "0" to "20"/],
    ['collections.residueUpTo', [], '', /^must have at least 1 items$/],
    ['collections.residueUpTo', [eur('0.00')], '[0].amount', /^must be greater than zero$/],
    ['collections.residueUpTo', [eur('5')], '[0].amount', /^must be a decimal string with exactly 2 decimals/],
    [
      'collections.residueUpTo',
      [eur('1.00'), eur('2.00')],
      '[1].currency',
      /^must be a currency that has no bound yet$/,
    ],
    ['collections.taskDueDays', 31, '', /^must be at most 30$/],
    ['collections.quietHours.from', '8:00', '', /^must be a time of day from "00:00" to "24:00", such as "08:00"$/],
    ['collections.quietHours', { from: '18:00', to: '08:00' }, '.to', /^must be at least an hour after from, which is/],
    ['collections.strategies', [], '', /^must have at least 1 items$/],
    ['collections.strategies[0].grades', ['A'], '', /^must be left out of the last strategy/],
    [
      'collections.strategies',
      [
        { name: 'a', steps },
        { name: 'b', steps },
      ],
      '[0].grades',
      /^is required, or segments, in every strategy but the last that no rule names/,
    ],
    [
      'collections.strategies',
      [
        { name: 'a', grades: ['A', 'B'], steps },
        { name: 'b', grades: ['A'], segments: ['x'], steps },
        { name: 'c', steps },
      ],
      '[1]',
      /^never counts: the strategies before/,
    ],
    [
      'collections.strategies',
      [
        { name: 'a', grades: ['A'], steps },
        { name: 'a', steps },
      ],
      '[1].name',
      /^must be another name than that of a strategy before$/,
    ],
    [
      'collections.strategies',
      [
        { name: 'a', segments: ['x', 'x'], steps },
        { name: 'b', steps },
      ],
      '[0].segments[1]',
      /^is there already$/,
    ],
    ['collections.strategies[0].steps[1].kind', 'DUEL', '', /^must be one of REMINDER_BEFORE_DUE, FRIENDLY_REMINDER,/],
    ['collections.strategies[0].steps[1].id', 'Final', '', /^must be 1 to 40 of a-z 0-9 -/],
    ['collections.strategies[0].steps[1].id', 'before-due', '', /^must be another id than that of a step before$/],
    ['collections.strategies[0].steps[2].daysFromDue', 1, '', /^must be more than the 1 of the step before$/],
    ['collections.strategies[0].steps[1].daysFromDue', 0, '', /^must be at least 1: before that nothing is overdue$/],
    [
      'collections.strategies[0].steps[0].daysFromDue',
      0,
      '',
      /^must be at most -1 for a reminder before the due date$/,
    ],
    ['collections.strategies[0].steps[0].hold', true, '', /^must be left out before the due date/],
    ['collections.strategies[0].steps[4].hold', false, '', /^must be true$/],
    ['collections.strategies[0].steps[4].needsApproval', 'legal', '', /^must be left out: only a legal handoff/],
    ['collections.strategies[0].steps[6].needsApproval', 'bosses', '', /^must be one of credit-analysts,/],
    ['collections.strategies[0].steps[5].kind', 'LEGAL_HANDOFF', '', /^must be the last step/],
    ['scorecard', {}, '', /^is not a known field$/],
  ])('should be refused with %s %j, naming the place', (path, value, deeper, message) => {
    const errors = errorsOf(changed(path, value));
    expect(errors.map((error) => error.path)).toEqual([`${path}${deeper}`]);
    expect(errors[0]?.message).toMatch(message);
  });

  it('should not be compared by amount when the amounts are of two currencies', () => {
    const errors = errorsOf(changed('approvals.currency', 'USD'));
    expect(errors.length).toBeGreaterThan(1);
    expect(errors.every(({ path, message }) => path.endsWith('.currency') && /^must be USD/.test(message))).toBe(true);
  });

  it('should keep numbers that are too large for a float in order', () => {
    const limits = structuredClone(good.approvals.limits).map((level) =>
      level.level === 1 ? level : { ...level, neededAbove: eur(`99999999999999${level.level}.99`) },
    );
    expect(errorsOf(changed('approvals.limits', limits))).toEqual([]);
    expect(
      errorsOf(
        changed(
          'approvals.limits',
          limits.map((level) => (level.level === 3 ? { ...level, neededAbove: eur('999999999999992.98') } : level)),
        ),
      ),
    ).toHaveLength(1);
  });
});
