import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../../shared/dates.ts';
import { type InterestTerms, lateInterest } from '../../../../shared/domain/legal-handoff/interest.ts';
import { money } from '../../../../shared/money.ts';

const agreement = (changes: Partial<InterestTerms> = {}): InterestTerms => ({
  agreementId: 'A',
  signedOn: '2025-01-01',
  validTo: '2026-12-31',
  lateInterestPercent: '9.12',
  ...changes,
});

const invoice = (minorUnits: bigint, changes: { dueOn?: string; issuedOn?: string; currency?: string } = {}) => ({
  invoiceId: 'I',
  issuedOn: '2026-02-01',
  dueOn: '2026-03-02',
  remaining: money(minorUnits, changes.currency ?? 'EUR'),
  ...changes,
});

const interestOf = (...args: Parameters<typeof lateInterest>) => lateInterest(...args)[0]?.interest.minorUnits;

describe('late interest', () => {
  it('should count from the day after the due date, the last day included, by 365 days a year', () => {
    // 1,000.00 x 9.12 % x 45 / 365 = 11.2438...
    expect(lateInterest([invoice(1_000_00n)], [agreement()], '2026-04-16')).toMatchObject([
      { from: '2026-03-03', to: '2026-04-16', days: 45, interest: money(11_24n, 'EUR') },
    ]);
    // A whole year, leap day included, is 366 days.
    const leap = invoice(365_00n, { dueOn: '2027-03-01', issuedOn: '2026-02-01' });
    expect(interestOf([leap], [agreement({ lateInterestPercent: '10' })], '2028-03-01')).toBe(36_60n);
  });

  it('should be none on the due date itself, and for what is paid', () => {
    expect(lateInterest([invoice(1_00n)], [agreement()], '2026-03-02')).toEqual([]);
    expect(lateInterest([invoice(0n)], [agreement()], '2026-04-16')).toEqual([]);
  });

  it('should be at the percentage of the agreement that was in force when the invoice was issued', () => {
    const older = agreement({ agreementId: 'OLD', validTo: '2026-01-31', lateInterestPercent: '1' });
    const newer = agreement({ agreementId: 'NEW', signedOn: '2026-01-15', lateInterestPercent: '2' });
    const later = agreement({ agreementId: 'LATER', signedOn: '2026-02-02', lateInterestPercent: '50' });
    const [one] = lateInterest([invoice(100_00n)], [older, newer, later], '2026-04-16');
    expect(one).toMatchObject({ agreementId: 'NEW', percent: '2' });
  });

  it('should be nothing without an agreement, and say so', () => {
    const [one] = lateInterest([invoice(100_00n)], [], '2026-04-16');
    expect(one).toMatchObject({ agreementId: null, percent: null, days: 45, interest: money(0n, 'EUR') });
  });

  it('should be in the digits of the currency', () => {
    expect(interestOf([invoice(1_000n, { currency: 'JPY' })], [agreement()], '2026-04-16')).toBe(11n);
    expect(interestOf([invoice(1_000_000n, { currency: 'KWD' })], [agreement()], '2026-04-16')).toBe(11_244n);
  });

  it('should be within half a minor unit of the exact amount, for whatever amount and time', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 13n }),
        fc.integer({ min: 1, max: 3_000 }),
        fc.integer({ min: 0, max: 100_000_000 }),
        (minorUnits, days, millionths) => {
          const percent = (millionths / 1_000_000).toFixed(6);
          const to = addDays('2026-03-02', days);
          const reckoned = interestOf([invoice(minorUnits)], [agreement({ lateInterestPercent: percent })], to) ?? -1n;
          const exact = minorUnits * BigInt(millionths) * BigInt(daysBetween('2026-03-02', to));
          const divisor = 36_500_000_000n;
          const error = 2n * (reckoned * divisor - exact);
          expect(error <= divisor && error >= -divisor).toBe(true);
        },
      ),
    );
  });
});
