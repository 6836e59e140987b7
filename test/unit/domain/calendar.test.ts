import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, clockChangeOn, instantsAt, toInstant, wallClockOf } from '../../../shared/dates.ts';
import { isBusinessDay, nextBusinessDay } from '../../../shared/domain/calendar/business-days.ts';
import { isHoliday } from '../../../shared/domain/calendar/holidays.ts';
import { minutesOf } from '../../../shared/domain/calendar/quiet-hours.ts';
import {
  customerCalendar,
  isSendingTime,
  nextSendingTime,
  type SendingHours,
} from '../../../shared/domain/calendar/sending-time.ts';

const office = { from: '08:00', to: '18:00' };
const hoursOf = (timeZone: string, country = 'XX', rest: Partial<SendingHours> = {}): SendingHours => ({
  ...office,
  timeZone,
  country,
  ...rest,
});

describe('a holiday', () => {
  it.each([
    ['2026-04-03', 'DE', 'Good Friday'],
    ['2026-12-25', 'DE', 'Christmas'],
    ['2027-12-27', 'GB', 'the substitute for a Christmas on Saturday'],
    ['2026-11-26', 'US', 'Thanksgiving'],
    ['2026-02-17', 'CN', 'Chinese New Year'],
    ['2026-05-28', 'SA', 'the second day of a feast of four'],
    ['2026-03-22', 'TR', 'the third day of one of 90 hours'],
    ['2026-04-22', 'IL', 'a day that began on the evening before'],
  ])('should be %s in %s: %s', (date, country) => {
    expect(isHoliday(date, country)).toBe(true);
  });

  it.each([
    ['2026-04-03', 'US'],
    ['2026-12-24', 'DE'],
    ['2026-05-04', 'CN'],
    ['2026-03-23', 'TR'],
    ['2026-01-01', 'XX'],
    ['2026-11-01', 'DE'],
    ['9999-12-25', 'CN'],
    ['0001-01-01', 'CN'],
  ])('should not be %s in %s', (date, country) => {
    expect(isHoliday(date, country)).toBe(false);
  });
});

describe('a business day', () => {
  it('should be Monday to Friday where the country is not known', () => {
    const week = Array.from({ length: 7 }, (_, day) => addDays('2026-01-05', day));
    expect(week.map((day) => isBusinessDay(day, 'XX'))).toEqual([true, true, true, true, true, false, false]);
    expect(week.map((day) => isBusinessDay(day, 'nowhere'))).toEqual([true, true, true, true, true, false, false]);
  });

  it('should keep to the weekend of the country', () => {
    const week = Array.from({ length: 7 }, (_, day) => addDays('2026-01-05', day));
    expect(week.map((day) => isBusinessDay(day, 'SA'))).toEqual([true, true, true, true, false, false, true]);
  });

  it('should come after weekends and holidays', () => {
    expect(nextBusinessDay('2026-04-02', 'DE')).toBe('2026-04-07');
    expect(nextBusinessDay('2026-04-02', 'US')).toBe('2026-04-03');
    expect(nextBusinessDay('2024-02-28', 'DE')).toBe('2024-02-29');
    expect(nextBusinessDay('2026-12-31', 'DE')).toBe('2027-01-04');
  });

  it('should come after the days on which the house is closed, everywhere or in the country', () => {
    const closedDays = [
      { date: '2026-03-03', name: 'Stocktaking' },
      { date: '2026-03-04', name: 'Carnival', country: 'DE' },
    ];
    expect(nextBusinessDay('2026-03-02', 'DE', closedDays)).toBe('2026-03-05');
    expect(nextBusinessDay('2026-03-02', 'US', closedDays)).toBe('2026-03-04');
    expect(isBusinessDay('2026-03-03', 'XX', closedDays)).toBe(false);
    expect(isBusinessDay('2026-03-03', 'XX')).toBe(true);
  });
});

describe('the next time to send', () => {
  it.each<[string, string, string, string, string]>([
    ['2026-03-31T09:00:00Z', 'Europe/Berlin', 'DE', '2026-03-31T09:00:00.000Z', 'now, within the hours'],
    ['2026-03-31T15:59:59.999Z', 'Europe/Berlin', 'DE', '2026-03-31T15:59:59.999Z', 'the last instant of the hours'],
    ['2026-03-31T16:00:00Z', 'Europe/Berlin', 'DE', '2026-04-01T06:00:00.000Z', 'tomorrow, when they are over'],
    ['2026-04-02T16:00:00Z', 'Europe/Berlin', 'DE', '2026-04-07T06:00:00.000Z', 'after Easter'],
    ['2026-03-27T17:30:00Z', 'Europe/Berlin', 'DE', '2026-03-30T06:00:00.000Z', 'after clocks were set forward'],
    ['2026-10-23T17:30:00Z', 'Europe/Berlin', 'DE', '2026-10-26T07:00:00.000Z', 'after clocks were set back'],
    ['2026-03-31T22:00:00Z', 'Asia/Shanghai', 'CN', '2026-04-01T00:00:00.000Z', 'in the east'],
    ['2026-03-31T22:00:00Z', 'America/Los_Angeles', 'US', '2026-03-31T22:00:00.000Z', 'in the west'],
    ['2026-04-01T01:00:00Z', 'America/Los_Angeles', 'US', '2026-04-01T15:00:00.000Z', 'in the west, on the next day'],
    ['2026-03-31T00:00:00Z', 'Asia/Kolkata', 'IN', '2026-03-31T02:30:00.000Z', 'half an hour off'],
    ['2026-03-30T00:00:00Z', 'Asia/Kathmandu', 'NP', '2026-03-30T02:15:00.000Z', 'a quarter of an hour off'],
    ['2026-03-30T10:00:00Z', 'Pacific/Kiritimati', 'KI', '2026-03-30T18:00:00.000Z', 'far in the east, a day ahead'],
    ['2026-03-30T10:00:00Z', 'Pacific/Pago_Pago', 'AS', '2026-03-30T19:00:00.000Z', 'far in the west'],
    ['2011-12-30T05:00:00Z', 'Pacific/Apia', 'WS', '2012-01-01T18:00:00.000Z', 'where a day was left out'],
    ['2026-05-27T06:00:00Z', 'Asia/Riyadh', 'SA', '2026-06-01T05:00:00.000Z', 'after a feast and a Sunday at work'],
    ['2024-02-28T18:00:00Z', 'Europe/Berlin', 'DE', '2024-02-29T07:00:00.000Z', 'on 29 February'],
  ])('should be, from %s in %s (%s), %s: %s', (instant, timeZone, country, expected) => {
    expect(nextSendingTime(instant, hoursOf(timeZone, country))).toBe(expected);
  });

  it('should begin with the first instant after an hour that the clocks left out', () => {
    // Cairo sets its clocks forward at midnight, on a Friday.
    const hours = hoursOf('Africa/Cairo', 'XX', { from: '00:30', to: '02:00' });
    expect(clockChangeOn('2026-04-24', 'Africa/Cairo')).toBe('2026-04-23T22:00:00.000Z');
    expect(nextSendingTime('2026-04-23T20:00:00Z', { ...hours, to: '01:30' })).toBe('2026-04-23T22:00:00.000Z');
    expect(instantsAt('2026-04-24', 30, 'Africa/Cairo')).toEqual([]);
  });

  it('should be two when clocks show a time twice', () => {
    expect(instantsAt('2026-10-25', 150, 'Europe/Berlin')).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ]);
  });

  const zones = [
    'Europe/Berlin',
    'America/Los_Angeles',
    'America/St_Johns',
    'America/Sao_Paulo',
    'Africa/Cairo',
    'Asia/Amman',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Pacific/Kiritimati',
  ];
  const times = ['00:00', '00:30', '01:15', '02:30', '08:00', '18:00', '23:45', '24:00'];
  const asked = fc.record({
    // A quarter of an hour is what all changes of clocks since 1970 are multiples of.
    quarter: fc.integer({ min: Date.parse('2005-01-01') / 900_000, max: Date.parse('2030-01-01') / 900_000 }),
    timeZone: fc.constantFrom(...zones),
    country: fc.constantFrom('DE', 'US', 'BR', 'EG', 'XX'),
    hours: fc
      .tuple(fc.constantFrom(...times), fc.constantFrom(...times))
      .filter(([from, to]) => minutesOf(to) - minutesOf(from) >= 60),
  });

  it('should be within the hours of a sending day, and no earlier one should be', () => {
    fc.assert(
      fc.property(asked, ({ quarter, timeZone, country, hours: [from, to] }) => {
        const hours = { timeZone, country, from, to };
        const found = nextSendingTime(toInstant(quarter * 900_000), hours);
        expect(isSendingTime(found, hours)).toBe(true);
        const { date } = wallClockOf(found, timeZone);
        expect([0, 6]).not.toContain(new Date(`${date}T12:00:00Z`).getUTCDay());
        for (let at = Date.parse(found) - 900_000; at >= quarter * 900_000; at -= 900_000) {
          expect(isSendingTime(toInstant(at), hours)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the calendar of a customer', () => {
  const environment = { timeZone: 'Europe/Berlin', country: 'DE' };

  it('should be the environment where the master data says nothing', () => {
    const calendar = customerCalendar({ environment, customer: {}, quietHours: office });
    expect(calendar.nextSendingTime('2026-04-03T10:00:00Z')).toBe('2026-04-07T06:00:00.000Z');
    const american = customerCalendar({ environment, customer: { country: 'US' }, quietHours: office });
    expect(american.nextSendingTime('2026-04-03T10:00:00Z')).toBe('2026-04-03T10:00:00.000Z');
  });

  it('should have the closed days of the house, where the customer is', () => {
    const closedDays = [{ date: '2026-03-03', name: 'Carnival', country: 'DE' }];
    const here = customerCalendar({ environment, customer: {}, quietHours: office, closedDays });
    expect(here.nextSendingTime('2026-03-03T10:00:00Z')).toBe('2026-03-04T07:00:00.000Z');
    const there = customerCalendar({ environment, customer: { country: 'US' }, quietHours: office, closedDays });
    expect(there.nextSendingTime('2026-03-03T10:00:00Z')).toBe('2026-03-03T10:00:00.000Z');
  });

  it('should begin a day when it has begun in both places', () => {
    const at = (timeZone: string) => customerCalendar({ environment, customer: { timeZone }, quietHours: office });
    expect(at('Asia/Shanghai').startOfForBoth('2026-04-01')).toBe('2026-03-31T22:00:00.000Z');
    expect(at('America/Los_Angeles').startOfForBoth('2026-04-01')).toBe('2026-04-01T07:00:00.000Z');
    expect(at('Asia/Shanghai').today('2026-03-31T20:00:00Z')).toBe('2026-03-31');
    expect(at('Asia/Shanghai').customersDate('2026-03-31T20:00:00Z')).toBe('2026-04-01');
  });
});
