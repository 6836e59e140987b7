import { describe, expect, it } from 'vitest';
import { type FormFields, readDecisionForm } from '../../../shared/pages/decision/read-form.ts';
import { approvalCase, orderCase } from '../../support/approval-case.ts';

const read = (fields: FormFields, requested = { amount: '80000.00', currency: 'EUR' }) =>
  readDecisionForm({ code: '048213', decision: 'APPROVE', ...fields }, approvalCase({ requested }));

describe('the form of a decision', () => {
  it('should be read to a decision', () => {
    expect(read({ approvedLimit: '60000.00', comment: ' One.\r\nTwo. ' })).toMatchObject({
      code: '048213',
      choice: {
        verdict: 'APPROVE',
        approved: { minorUnits: 6_000_000n, currency: 'EUR' },
        comment: 'One.\nTwo.',
      },
      errors: [],
    });
  });

  it.each([
    ['60000', 6_000_000n],
    ['60,000', 6_000_000n],
    ['60,000.5', 6_000_050n],
    ['60 000.50', 6_000_050n],
    ['60’000', 6_000_000n],
    ['EUR 60,000.00', 6_000_000n],
    ['60000 eur', 6_000_000n],
    ['0060000', 6_000_000n],
    ['0.01', 1n],
  ])('should take %j for an amount', (approvedLimit, minorUnits) => {
    expect(read({ approvedLimit }).choice?.approved).toEqual({ minorUnits, currency: 'EUR' });
  });

  it.each(['', '  ', '80000', '80,000.00'])('should take %j for the whole of what is requested', (approvedLimit) => {
    expect(read({ approvedLimit })).toMatchObject({ choice: { verdict: 'APPROVE', approved: null }, errors: [] });
  });

  it.each([
    ['60.000,00', 'like 60,000.00'],
    ['60.000', '2 decimals'],
    ['60000,5', 'like 60,000.00'],
    ['6,00,00', 'like 60,000.00'],
    ['-1', 'like 60,000.00'],
    ['6e4', 'like 60,000.00'],
    ['USD 60000', 'like 60,000.00'],
    ['lots', 'like 60,000.00'],
    ['٦٠٠٠٠', 'like 60,000.00'],
    ['80000.01', 'must not be more than EUR 80,000.00'],
    ['9'.repeat(30), 'at most 15 digits'],
    ['0', 'more than zero'],
  ])('should refuse %j as an amount, and say how to write it', (approvedLimit, words) => {
    const { choice, errors } = read({ approvedLimit });
    expect(choice).toBeNull();
    expect(errors).toEqual([{ field: 'approvedLimit', message: expect.stringContaining(words) }]);
  });

  it('should know the decimals of other currencies', () => {
    const yen = { amount: '9000000', currency: 'JPY' };
    expect(read({ approvedLimit: '1,234,567' }, yen).choice?.approved?.minorUnits).toBe(1_234_567n);
    expect(read({ approvedLimit: '1234.5' }, yen).errors[0]?.message).toContain('0 decimals');
    const dinar = { amount: '9000.000', currency: 'KWD' };
    expect(read({ approvedLimit: '1,234.5' }, dinar).choice?.approved?.minorUnits).toBe(1_234_500n);
  });

  it('should not look at an amount beside anything but an approval of a limit', () => {
    for (const decision of ['REJECT', 'RETURN']) {
      expect(read({ decision, approvedLimit: 'x' }).choice).toMatchObject({ verdict: decision, approved: null });
    }
    const order = readDecisionForm({ code: '048213', decision: 'APPROVE', approvedLimit: 'x' }, orderCase());
    expect(order.choice).toMatchObject({ verdict: 'APPROVE', approved: null });
  });

  it.each([undefined, '', 'approve', 'MAYBE', '__proto__'])('should be no decision when it says %j', (decision) => {
    const { choice, errors } = readDecisionForm(
      { code: '048213', ...(decision !== undefined && { decision }) },
      approvalCase(),
    );
    expect(choice).toBeNull();
    expect(errors).toEqual([{ field: 'decision', message: 'Choose a decision.' }]);
  });

  it('should refuse comments that are too long or hold control characters', () => {
    expect(read({ comment: 'x'.repeat(1000) }).errors).toEqual([]);
    expect(read({ comment: 'x'.repeat(1001) }).errors[0]?.message).toContain('1000 characters');
    expect(read({ comment: 'a\u0000b' }).errors[0]?.message).toContain('control characters');
  });

  it('should take six digits for a code, with spaces or without', () => {
    expect(read({ code: ' 048 213 ' }).code).toBe('048213');
    for (const code of ['', '04821', '0482133', '04821a', '０４８２１３']) {
      expect(read({ code })).toMatchObject({ code: null, errors: [{ field: 'code' }], choice: { verdict: 'APPROVE' } });
    }
  });

  it('should give back what was typed but not the code', () => {
    const { typed } = read({ approvedLimit: '1', comment: 'c' });
    expect(typed).toEqual({ decision: 'APPROVE', approvedLimit: '1', comment: 'c' });
  });
});
