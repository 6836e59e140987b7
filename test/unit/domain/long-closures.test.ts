import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/dates.ts';
import { nextBusinessDay } from '../../../shared/domain/calendar/business-days.ts';
import { countriesWithHolidays, isHoliday } from '../../../shared/domain/calendar/holidays.ts';
import { longClosures, MOST_HOLIDAYS } from '../../../shared/domain/calendar/long-closures.ts';
import { isSendingDay, nextSendingTime } from '../../../shared/domain/calendar/sending-time.ts';
import { dayOfWeek, isWeekend } from '../../../shared/domain/calendar/weekends.ts';

const dates = (from: string, count: number) => Array.from({ length: count }, (_, day) => addDays(from, day));
const closing = (days: readonly string[]) => days.map((date) => ({ date, name: 'Closed' }));
const sendingAfter = (date: string, country: string, closedDays: ReturnType<typeof closing>) =>
  nextSendingTime(`${date}T00:00:00.000Z`, { from: '08:00', to: '18:00', timeZone: 'UTC', country, closedDays });

describe('a long closure', () => {
  it('should be found when holidays fill what the closed days leave open', () => {
    const holidays = ['2026-12-25', '2027-01-01'];
    const winter = closing(dates('2026-11-20', 75).filter((date) => !holidays.includes(date)));
    expect(longClosures(winter)).toContainEqual({
      country: 'DE',
      from: '2026-11-20',
      to: '2027-02-02',
      closedOn: '2027-02-02',
    });
    expect(() => sendingAfter('2026-11-20', 'DE', winter)).toThrow(RangeError);
    expect(() => nextBusinessDay('2026-11-20', 'DE', winter)).toThrow(RangeError);
  });

  it('should be found where the weekend is another one, and there alone', () => {
    const fridays = closing(dates('2026-06-01', 70).filter((date) => dayOfWeek(date) <= 4));
    const countries = longClosures(fridays).map(({ country }) => country);
    expect(countries).toEqual(expect.arrayContaining(['AF', 'EG', 'SA']));
    expect(countries).not.toContain('DE');
    expect(() => sendingAfter('2026-06-01', 'SA', fridays)).toThrow(RangeError);
    expect(sendingAfter('2026-06-01', 'DE', fridays)).toBe('2026-06-05T08:00:00.000Z');
  });

  it('should be one just when sending finds no day any more', () => {
    const of = (count: number) => closing(dates('2026-06-01', count));
    // The weekend before is off as well: 60 days, and 61.
    for (const [count, isFound] of [
      [57, false],
      [58, false],
      [59, true],
    ] as const) {
      const found = longClosures(of(count)).filter(({ country }) => country === 'ZZ' || country === 'JP');
      const throws = dates('2026-05-25', 14).some((date) => {
        try {
          sendingAfter(date, 'JP', of(count));
          return false;
        } catch {
          return true;
        }
      });
      expect(throws).toBe(isFound);
      expect(found.map(({ country }) => country)).toEqual(isFound ? ['JP'] : []);
    }
  });

  it('should be looked for in a country alone that the days name, known or not', () => {
    const closed = dates('2026-06-01', 70).map((date) => ({ date, name: 'Closed', country: 'ZZ' }));
    expect(longClosures(closed).map(({ country }) => country)).toEqual(['ZZ']);
  });
});

describe('the countries that are looked at', () => {
  it('should have every weekend that there is', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const weekend = (country: string) =>
      dates('2026-06-01', 5)
        .filter((date) => isWeekend(date, country))
        .join();
    const looked = new Set([...countriesWithHolidays(), 'AF'].map(weekend));
    for (const a of letters) for (const b of letters) expect(looked).toContain(weekend(`${a}${b}`));
  });

  it('should have far fewer holidays than would matter where few days are closed', () => {
    for (const country of countriesWithHolidays()) {
      const days = dates('2026-01-01', 365).map((date): number => (isHoliday(date, country) ? 1 : 0));
      const most = Math.max(...days.map((_, day) => days.slice(day, day + 61).reduce((sum, one) => sum + one, 0)));
      expect(most, country).toBeLessThanOrEqual(MOST_HOLIDAYS - 5);
    }
  });

  it('should leave the usual summer to the house', () => {
    const summer = closing(dates('2026-08-03', 26));
    expect(longClosures(summer)).toEqual([]);
    expect(isSendingDay('2026-08-31', 'DE', summer)).toBe(true);
  });
});
