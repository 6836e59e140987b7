import { codes } from 'currency-codes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  convert,
  currencyDigits,
  formatMinorUnits,
  fromMoneyJson,
  money,
  multiply,
  parseAmount,
  prorate,
  toMoneyJson,
} from '../../shared/money.ts';

const amounts = (max = 10n ** 15n) => fc.bigInt({ min: 0n, max });
const positive = (max = 10n ** 15n) => fc.bigInt({ min: 1n, max });
/** Every code of ISO 4217 but metals, units of account, the test code and none, which nobody pays in. */
const currencies = codes().filter((code) => !/^X(A[GU]|B[A-D]|DR|P[DT]|SU|TS|UA|XX)$/.test(code));
const isoCurrencies = fc.constantFrom(...currencies);

describe('money as text', () => {
  it('should come back as it went in, for every ISO currency', () => {
    for (const currency of currencies) {
      for (const minorUnits of [0n, 1n, 9n, 10n, 99n, 100n, 123_456_789n, -1n, -1_000n]) {
        expect(fromMoneyJson(toMoneyJson(money(minorUnits, currency)))).toEqual({ minorUnits, currency });
      }
    }
    fc.assert(
      fc.property(
        isoCurrencies,
        fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }),
        (currency, minorUnits) => {
          expect(parseAmount(formatMinorUnits(minorUnits, currency), currency)).toEqual({ minorUnits });
        },
      ),
    );
  });

  it('should have exactly the digits of its currency', () => {
    fc.assert(
      fc.property(isoCurrencies, amounts(), (currency, minorUnits) => {
        const [, decimals = ''] = formatMinorUnits(minorUnits, currency).split('.');
        expect(decimals).toHaveLength(currencyDigits(currency) ?? -1);
      }),
    );
    expect(['JPY', 'EUR', 'KWD', 'CLF'].map(currencyDigits)).toEqual([0, 2, 3, 4]);
    expect(['ABC', 'XAU', 'XXX', 'eur'].map(currencyDigits)).toEqual([undefined, undefined, undefined, undefined]);
    expect(currencies.length).toBeGreaterThan(160);
  });
});

describe('a share of an amount', () => {
  it('should be the nearest whole number, a half being rounded up', () => {
    fc.assert(
      fc.property(amounts(), amounts(), positive(), (whole, part, of) => {
        const twiceTooMuch = 2n * prorate(whole, part, of) * of - 2n * whole * part;
        expect(twiceTooMuch).toBeGreaterThan(-of);
        expect(twiceTooMuch).toBeLessThanOrEqual(of);
      }),
    );
  });

  it('should be nothing of nothing, and everything of everything', () => {
    fc.assert(
      fc.property(amounts(), positive(), (whole, of) => {
        expect(prorate(whole, 0n, of)).toBe(0n);
        expect(prorate(whole, of, of)).toBe(whole);
      }),
    );
  });

  it('should never lose a unit over any sequence of parts', () => {
    const invoice = fc.record({
      carrying: amounts(),
      parts: fc.array(positive(10n ** 9n), { minLength: 1, maxLength: 50 }),
    });
    fc.assert(
      fc.property(invoice, ({ carrying, parts }) => {
        const total = parts.reduce((sum, part) => sum + part, 0n);
        let left = total;
        let taken = 0n;
        for (const part of parts) {
          const before = prorate(carrying, left, total);
          left -= part;
          const moved = before - prorate(carrying, left, total);
          expect(moved).toBeGreaterThanOrEqual(0n);
          taken += moved;
        }
        expect(taken).toBe(carrying);
      }),
    );
  });

  it('should grow with the part', () => {
    fc.assert(
      fc.property(amounts(), amounts(), amounts(), positive(), (whole, part, more, of) => {
        expect(prorate(whole, part + more, of)).toBeGreaterThanOrEqual(prorate(whole, part, of));
      }),
    );
  });
});

describe('a multiple and a conversion', () => {
  const decimals = fc
    .tuple(fc.nat({ max: 999_999 }), fc.nat({ max: 6 }))
    .map(([digits, places]) => `${digits}e-${places}`);

  it('should be off by less than one unit, and to the side that it is rounded to', () => {
    fc.assert(
      fc.property(amounts(), decimals, (amount, factor) => {
        const [digits = '0', places = '0'] = factor.split('e-');
        const scale = 10n ** BigInt(places);
        const exact = amount * BigInt(digits);
        const down = multiply(amount, factor, 'down') * scale;
        const up = multiply(amount, factor, 'up') * scale;
        expect(down <= exact && exact - down < scale).toBe(true);
        expect(up >= exact && up - exact < scale).toBe(true);
      }),
    );
  });

  it('should shift by the digits of both currencies', () => {
    const ratio = (numerator: string, denominator: string) => ({ numerator, denominator });
    expect(convert(money(100n, 'EUR'), ratio('160', '1'), 'JPY')).toEqual(money(160n, 'JPY'));
    expect(convert(money(160n, 'JPY'), ratio('1', '160'), 'EUR')).toEqual(money(100n, 'EUR'));
    expect(convert(money(1_000n, 'KWD'), ratio('1', '0.4'), 'EUR')).toEqual(money(250n, 'EUR'));
    expect(convert(money(1n, 'EUR'), ratio('0.4', '1'), 'KWD')).toEqual(money(4n, 'KWD'));
    expect(convert(money(10n, 'EUR'), ratio('1', '3'), 'USD')).toEqual(money(3n, 'USD'));
  });

  it('should be the nearest unit for any rates, however large the amount', () => {
    const rate = fc.tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.nat({ max: 6 }));
    fc.assert(
      fc.property(amounts(), rate, rate, (amount, [a, places], [b, otherPlaces]) => {
        const rates = { numerator: `${a}e-${places}`, denominator: `${b}e-${otherPlaces}` };
        const converted = convert(money(amount, 'EUR'), rates, 'USD').minorUnits;
        const over = BigInt(b) * 10n ** BigInt(places);
        const exact = amount * BigInt(a) * 10n ** BigInt(otherPlaces);
        const twiceOff = 2n * (converted * over - exact);
        expect(twiceOff > -over - 1n && twiceOff <= over).toBe(true);
      }),
    );
  });
});
