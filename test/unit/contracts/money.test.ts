import { describe, expect, it } from 'vitest';
import { NotNegativeMoney, PositiveMoney, SignedMoney } from '../../../shared/contracts/amounts.ts';
import { validate } from '../../../shared/http/validation.ts';

const money = (amount: unknown, currency: unknown) => ({ amount, currency });

describe('money in a request', () => {
  it.each([
    ['1234.50', 'EUR', 123450n],
    ['0.01', 'EUR', 1n],
    ['1234', 'JPY', 1234n],
    ['1.234', 'KWD', 1234n],
    ['0.001', 'KWD', 1n],
    ['999999999999999.99', 'EUR', 99999999999999999n],
  ])('should read %s %s exactly', (amount, currency, minorUnits) => {
    expect(validate(PositiveMoney, money(amount, currency))).toEqual({ data: { minorUnits, currency } });
  });

  it.each([
    ['a third decimal in EUR', money('1.234', 'EUR'), 'amount', 'exactly 2 decimals for EUR'],
    ['one decimal in EUR', money('1.5', 'EUR'), 'amount', 'exactly 2 decimals for EUR'],
    ['no decimals in EUR', money('15', 'EUR'), 'amount', 'exactly 2 decimals for EUR'],
    ['decimals in JPY', money('15.00', 'JPY'), 'amount', 'exactly 0 decimals for JPY'],
    ['two decimals in KWD', money('15.00', 'KWD'), 'amount', 'exactly 3 decimals for KWD'],
    ['an exponent', money('1e3', 'EUR'), 'amount', 'decimal string'],
    ['a thousands separator', money('1,234.50', 'EUR'), 'amount', 'decimal string'],
    ['a comma', money('1234,50', 'EUR'), 'amount', 'decimal string'],
    ['NaN', money('NaN', 'EUR'), 'amount', 'decimal string'],
    ['infinity', money('Infinity', 'EUR'), 'amount', 'decimal string'],
    ['hexadecimal', money('0x10', 'JPY'), 'amount', 'decimal string'],
    ['a leading plus', money('+1.00', 'EUR'), 'amount', 'decimal string'],
    ['a leading zero', money('01.00', 'EUR'), 'amount', 'exactly 2 decimals'],
    ['white space', money(' 1.00', 'EUR'), 'amount', 'decimal string'],
    ['a trailing line break', money('1.00\n', 'EUR'), 'amount', 'decimal string'],
    ['other digits', money('١.٠٠', 'EUR'), 'amount', 'decimal string'],
    ['an empty amount', money('', 'EUR'), 'amount', 'decimal string'],
    ['sixteen integer digits', money('1000000000000000.00', 'EUR'), 'amount', 'at most 15 digits'],
    ['a megabyte of digits', money('9'.repeat(1_000_000), 'JPY'), 'amount', 'decimal string'],
    ['a JSON number', money(12.5, 'EUR'), 'amount', 'not a JSON number'],
    ['no amount', { currency: 'EUR' }, 'amount', 'is required'],
    ['a null amount', money(null, 'EUR'), 'amount', 'must be text'],
    ['zero', money('0.00', 'EUR'), 'amount', 'greater than zero'],
    ['less than zero', money('-1.00', 'EUR'), 'amount', 'greater than zero'],
    ['a currency in small letters', money('1.00', 'eur'), 'currency', 'three capital letters'],
    ['a currency that does not exist', money('1.00', 'EUX'), 'currency', 'ISO 4217'],
    ['a currency of the past', money('1.00', 'DEM'), 'currency', 'ISO 4217'],
    ['no currency', { amount: '1.00' }, 'currency', 'is required'],
    ['an unknown field', { ...money('1.00', 'EUR'), unit: 'cent' }, 'unit', 'not a known field'],
    ['text instead of an object', '1.00 EUR', 'body', 'must be an object'],
  ])('should refuse %s, naming the field and the remedy', (_, value, path, remedy) => {
    expect(validate(PositiveMoney, value)).toEqual({ errors: [{ path, message: expect.stringContaining(remedy) }] });
  });

  it('should take zero where nothing asks for more', () => {
    expect(validate(NotNegativeMoney, money('0.00', 'EUR'))).toEqual({ data: { minorUnits: 0n, currency: 'EUR' } });
    expect(validate(NotNegativeMoney, money('-0.01', 'EUR'))).toEqual({
      errors: [{ path: 'amount', message: 'must not be negative' }],
    });
  });

  it('should take a loss where figures may be negative', () => {
    expect(validate(SignedMoney, money('-12.34', 'EUR'))).toEqual({ data: { minorUnits: -1234n, currency: 'EUR' } });
  });
});
