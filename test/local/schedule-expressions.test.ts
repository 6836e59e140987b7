import { describe, expect, it } from 'vitest';
import { readExpression, type ScheduleExpression } from '../../local/scheduler/expression.ts';

const created = Date.parse('2026-03-01T12:00:00Z');
const occurrencesOf = (expression: string, timeZone = 'UTC', more: Partial<ScheduleExpression> = {}) =>
  readExpression({ expression, timeZone, ...more })(created);

const nextOf = (
  expression: string,
  timeZone: string,
  from: string,
  count = 3,
  more: Partial<ScheduleExpression> = {},
) => {
  const { after } = occurrencesOf(expression, timeZone, more);
  const found: string[] = [];
  for (let at = after(Date.parse(from)); at !== undefined && found.length < count; at = after(at)) {
    found.push(new Date(at).toISOString().replace(':00.000Z', 'Z'));
  }
  return found;
};

describe('a cron expression', () => {
  it.each([
    ['cron(0 6 * * ? *)', ['2026-03-02T06:00Z', '2026-03-03T06:00Z', '2026-03-04T06:00Z']],
    ['cron(0/20 * * * ? *)', ['2026-03-01T12:20Z', '2026-03-01T12:40Z', '2026-03-01T13:00Z']],
    ['cron(15 5/6 ? * * *)', ['2026-03-01T17:15Z', '2026-03-01T23:15Z', '2026-03-02T05:15Z']],
    ['cron(0 9 ? * 2-6 *)', ['2026-03-02T09:00Z', '2026-03-03T09:00Z', '2026-03-04T09:00Z']],
    ['cron(0 9 ? * SUN *)', ['2026-03-08T09:00Z', '2026-03-15T09:00Z', '2026-03-22T09:00Z']],
    ['cron(0 9 ? * 1 *)', ['2026-03-08T09:00Z', '2026-03-15T09:00Z', '2026-03-22T09:00Z']],
    ['cron(0 9 ? * 6#1 *)', ['2026-03-06T09:00Z', '2026-04-03T09:00Z', '2026-05-01T09:00Z']],
    ['cron(0 9 ? * 6L *)', ['2026-03-27T09:00Z', '2026-04-24T09:00Z', '2026-05-29T09:00Z']],
    ['cron(0 9 L * ? *)', ['2026-03-31T09:00Z', '2026-04-30T09:00Z', '2026-05-31T09:00Z']],
    ['cron(0 9 15W * ? *)', ['2026-03-16T09:00Z', '2026-04-15T09:00Z', '2026-05-15T09:00Z']],
    ['cron(0 9 29 2 ? *)', ['2028-02-29T09:00Z', '2032-02-29T09:00Z', '2036-02-29T09:00Z']],
    ['cron(0 9 1 JAN,JUL ? 2027-2028)', ['2027-01-01T09:00Z', '2027-07-01T09:00Z', '2028-01-01T09:00Z']],
    ['cron(0 9 1 1 ? 2025)', []],
    ['cron(0 9 30 2 ? *)', []],
  ])('should be due as EventBridge Scheduler has it: %s', (expression, expected) => {
    expect(nextOf(expression, 'UTC', '2026-03-01T12:00:00Z')).toEqual(expected);
  });

  it('should keep its local time when the clocks change', () => {
    const spring = ['2026-03-28T05:00Z', '2026-03-29T04:00Z', '2026-03-30T04:00Z'];
    expect(nextOf('cron(0 6 * * ? *)', 'Europe/Berlin', '2026-03-27T12:00:00Z')).toEqual(spring);
    const autumn = ['2026-10-31T13:00Z', '2026-11-01T14:00Z', '2026-11-02T14:00Z'];
    expect(nextOf('cron(0 6 * * ? *)', 'America/Los_Angeles', '2026-10-30T18:00:00Z')).toEqual(autumn);
  });

  it('should leave out a local time that does not exist', () => {
    const days = ['2026-03-28T01:30Z', '2026-03-30T00:30Z', '2026-03-31T00:30Z'];
    expect(nextOf('cron(30 2 * * ? *)', 'Europe/Berlin', '2026-03-27T12:00:00Z')).toEqual(days);
    const midnights = ['2018-11-03T03:00Z', '2018-11-05T02:00Z', '2018-11-06T02:00Z'];
    expect(nextOf('cron(0 0 * * ? *)', 'America/Sao_Paulo', '2018-11-02T12:00:00Z')).toEqual(midnights);
  });

  it('should be due once when its local time comes twice, also in between', () => {
    const days = ['2026-10-25T00:30Z', '2026-10-26T01:30Z', '2026-10-27T01:30Z'];
    expect(nextOf('cron(30 2 * * ? *)', 'Europe/Berlin', '2026-10-24T12:00:00Z')).toEqual(days);
    expect(nextOf('cron(30 2 * * ? *)', 'Europe/Berlin', '2026-10-25T01:10:00Z')).toEqual(
      days.slice(1).concat('2026-10-28T01:30Z'),
    );
    const halves = ['2026-10-25T00:00Z', '2026-10-25T00:30Z', '2026-10-25T02:00Z'];
    expect(nextOf('cron(0/30 * * * ? *)', 'Europe/Berlin', '2026-10-24T23:40:00Z')).toEqual(halves);
  });

  it.each([
    ['2026-10-25T00:29:59Z', '2026-10-24T00:30:00.000Z'],
    ['2026-10-25T00:30:00Z', '2026-10-25T00:30:00.000Z'],
    // The clocks show 02:10 for the second time: 02:30 has been.
    ['2026-10-25T01:10:00Z', '2026-10-25T00:30:00.000Z'],
    ['2027-03-28T12:00:00Z', '2027-03-27T01:30:00.000Z'],
  ])('should tell when it was due last, at %s', (at, expected) => {
    const last = occurrencesOf('cron(30 2 * * ? *)', 'Europe/Berlin').upTo(Date.parse(at));
    expect(new Date(last ?? 0).toISOString()).toBe(expected);
  });

  it('should recur from its start date on until before its end date', () => {
    const dates = { startDate: '2026-03-05T09:00:00Z', endDate: '2026-03-07T09:00:00Z' };
    const { upTo } = occurrencesOf('cron(0 9 * * ? *)', 'UTC', dates);
    expect(nextOf('cron(0 9 * * ? *)', 'UTC', '2026-03-01T12:00:00Z', 9, dates)).toEqual([
      '2026-03-05T09:00Z',
      '2026-03-06T09:00Z',
    ]);
    expect(upTo(Date.parse('2026-03-05T08:00:00Z'))).toBeUndefined();
    expect(upTo(Date.parse('2027-01-01T00:00:00Z'))).toBe(Date.parse('2026-03-06T09:00:00Z'));
  });
});

describe('a rate', () => {
  it('should begin with the schedule, or with its start date, and take a day for 24 hours', () => {
    const first = occurrencesOf('rate(1 day)', 'Europe/Berlin');
    expect(first.after(created - 1)).toBe(created);
    expect(first.upTo(created - 1)).toBeUndefined();
    expect(nextOf('rate(1 day)', 'Europe/Berlin', '2026-03-27T12:00:00Z')).toEqual([
      '2026-03-28T12:00Z',
      '2026-03-29T12:00Z',
      '2026-03-30T12:00Z',
    ]);
    const startDate = '2026-03-02T00:10:00Z';
    expect(nextOf('rate(90 minutes)', 'UTC', '2026-03-01T12:00:00Z', 2, { startDate })).toEqual([
      '2026-03-02T00:10Z',
      '2026-03-02T01:40Z',
    ]);
  });
});

describe('a time', () => {
  it('should be due once, at the local time of its zone', () => {
    const time = occurrencesOf('at(2026-07-01T08:00:00)', 'Asia/Shanghai');
    const due = Date.parse('2026-07-01T00:00:00Z');
    expect([time.after(due - 1), time.after(due)]).toEqual([due, undefined]);
    expect([time.upTo(due - 1), time.upTo(due)]).toEqual([undefined, due]);
  });
});

describe('an expression that cannot be read', () => {
  it.each([
    ['daily', 'none of cron'],
    ['cron(0 6 * * ?)', 'must have 6 fields'],
    ['cron(0 6 * * * *)', 'must have ?'],
    ['cron(0 6 ? * ? *)', 'must have ?'],
    ['cron(? 6 * * 2 *)', 'must have ?'],
    ['cron(0 6 L-3 * ? *)', 'L-3'],
    ['cron(0 6 ? * L *)', "'L'"],
    ['cron(0 6 ? * +2 *)', 'means nothing'],
    ['cron(60 6 * * ? *)', '60'],
    ['cron(0 6 ? * 8 *)', 'none of 1 (SUN)'],
    ['cron(0 6 ? * 2-10 *)', 'none of 1 (SUN)'],
    ['rate(0 days)', 'rate(0 days)'],
    ['rate(1 month)', 'rate(1 month)'],
    ['at(2026-02-30T08:00:00)', 'at(2026-02-30T08:00:00)'],
    ['at(2026-03-31)', 'at(2026-03-31)'],
  ])('should be refused with a reason: %s', (expression, words) => {
    expect(() => occurrencesOf(expression)).toThrow(words);
  });

  it('should be refused for its time zone and its dates too', () => {
    expect(() => occurrencesOf('rate(1 day)', 'Europe/Nowhere')).toThrow("'Europe/Nowhere' is not known");
    expect(() => occurrencesOf('rate(1 day)', 'UTC', { startDate: 'soon' })).toThrow("StartDate 'soon'");
    expect(() => occurrencesOf('rate(1 day)', 'UTC', { endDate: '2026-01-01' })).toThrow('EndDate');
  });
});
