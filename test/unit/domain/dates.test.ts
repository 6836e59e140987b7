import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addDaysToInstant,
  businessDateOf,
  daysBetween,
  isBusinessDate,
  isTimeZone,
  momentAt,
  startOfBusinessDate,
} from '../../../shared/dates.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
];
const days = fc
  .integer({ min: Date.parse('1970-01-01') / 86_400_000, max: Date.parse('2099-12-31') / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

describe('a business date', () => {
  it('should be the day in the time zone of the environment', () => {
    expect(businessDateOf('2026-03-31T22:30:00Z', 'Europe/Berlin')).toBe('2026-04-01');
    expect(businessDateOf('2026-03-31T22:30:00Z', 'America/New_York')).toBe('2026-03-31');
    expect(businessDateOf('2026-03-31T10:30:00Z', 'Pacific/Kiritimati')).toBe('2026-04-01');
    expect(momentAt(Date.parse('2026-12-31T23:00:00Z'), 'Europe/Berlin')).toEqual({
      now: '2026-12-31T23:00:00.000Z',
      today: '2027-01-01',
    });
  });

  it('should change at midnight there, also on the days on which the clocks change', () => {
    expect(startOfBusinessDate('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
    expect(startOfBusinessDate('2026-03-30', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
    expect(startOfBusinessDate('2026-10-26', 'Europe/Berlin')).toBe('2026-10-25T23:00:00.000Z');
    expect(startOfBusinessDate('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
  });

  it('should begin with its first instant in every time zone', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (day, zone) => {
        const start = startOfBusinessDate(day, zone);
        expect(businessDateOf(start, zone)).toBe(day);
        const before = new Date(Date.parse(start) - 1).toISOString();
        expect(businessDateOf(before, zone) < day).toBe(true);
      }),
    );
  });

  it('should exist', () => {
    const real = ['2024-02-29', '2000-02-29', '2026-12-31', '2018-11-04', '0001-01-01'];
    const unreal = [
      '2026-02-29',
      '1900-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '20260101',
      ' 2026-01-01',
    ];
    expect(real.map(isBusinessDate)).toEqual(real.map(() => true));
    expect(unreal.map(isBusinessDate)).toEqual(unreal.map(() => false));
    fc.assert(fc.property(days, (day) => isBusinessDate(day)));
  });
});

describe('counting days', () => {
  it('should know leap years and clock changes', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2);
  });

  it('should lead there and back', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -20_000, max: 20_000 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
        expect(addDays(addDays(day, count), -count)).toBe(day);
      }),
    );
  });

  it('should add whole days of 24 hours to an instant', () => {
    expect(addDaysToInstant('2026-03-28T09:00:00.000Z', 14)).toBe('2026-04-11T09:00:00.000Z');
  });
});

describe('a time zone', () => {
  it('should be one that there is', () => {
    expect(zones.map(isTimeZone)).toEqual(zones.map(() => true));
    expect(['Europe/Atlantis', '', 'Berlin'].map(isTimeZone)).toEqual([false, false, false]);
  });
});
