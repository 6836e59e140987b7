import { describe, expect, it } from 'vitest';
import { timelineEntry } from '../../../../shared/domain/collection/timeline.ts';
import { chasedCustomer, owed } from '../../../support/collection-cases.ts';
import { eur } from '../../../support/movements.ts';

/** A customer with one invoice due on 2 March, a Monday, and the clock there. */
const late = (setting: Parameters<typeof chasedCustomer>[0] = {}) => {
  const customer = chasedCustomer(setting);
  customer.setNow('2026-02-20T00:00:00.000Z');
  customer.owes(owed('I-1', '2026-03-02'));
  return customer;
};

describe('a customer who never pays', () => {
  it('should get exactly the steps of the strategy, on business days in their order', () => {
    const customer = late();
    customer.until('2026-05-31T00:00:00.000Z');
    expect(customer.story()).toEqual([
      '2026-03-03 FRIENDLY_REMINDER',
      '2026-03-09 FIRM_REMINDER',
      '2026-03-16 CALL_TASK',
      '2026-03-23 ESCALATION',
      '2026-04-01 FINAL_NOTICE',
      '2026-04-16 LEGAL_HANDOFF',
    ]);
    expect(customer.told('HoldPlaced').map(({ at }) => at.slice(0, 10))).toEqual(['2026-03-23']);
    expect(customer.next()).toMatchObject({ waitsFor: 'APPROVAL', step: null });
    customer.ask({ type: 'APPROVE_HANDOFF', by: 'mia' });
    expect(customer.state()).toMatchObject({ status: 'WITH_LEGAL', onHold: true });
    customer.ask({ type: 'ACKNOWLEDGE_HANDOFF', matterNumber: 'M-1', by: 'lex' });
    expect(customer.ask({ type: 'ACKNOWLEDGE_HANDOFF', matterNumber: 'M-1', by: 'lex' })).toEqual([]);
    customer.pays('I-1');
    expect(customer.told('CaseClosed')).toMatchObject([{ thanks: true, wasWithLegal: true }]);
    expect(customer.state()).toMatchObject({ status: 'CLOSED', onHold: false });
  });

  it('should be reminded before the due date when graded C to E, and not when graded better', () => {
    const weak = late({ grade: 'D' });
    weak.until('2026-03-04T00:00:00.000Z');
    expect(weak.story()).toEqual(['2026-02-27 REMINDER_BEFORE_DUE', '2026-03-03 FRIENDLY_REMINDER']);
    const strong = late({ grade: 'B' });
    strong.until('2026-03-04T00:00:00.000Z');
    expect(strong.story()).toEqual(['2026-03-03 FRIENDLY_REMINDER']);
  });

  it('should not be reminded of what will be due when it is due already', () => {
    const customer = chasedCustomer({ grade: 'E' });
    customer.setNow('2026-03-10T09:00:00.000Z');
    customer.owes(owed('I-1', '2026-02-02'));
    customer.until('2026-03-20T00:00:00.000Z');
    expect(customer.story()).toEqual([
      '2026-03-11 FRIENDLY_REMINDER',
      '2026-03-16 FIRM_REMINDER',
      '2026-03-19 CALL_TASK',
    ]);
  });
});

describe('the right day', () => {
  const first = (dueOn: string, setting: Parameters<typeof chasedCustomer>[0]) => {
    const customer = chasedCustomer(setting);
    customer.setNow(`${dueOn}T00:00:00.000Z`);
    customer.owes(owed('I-1', dueOn));
    customer.run();
    customer.until(new Date(Date.parse(dueOn) + 8 * 86_400_000).toISOString());
    return customer.sent.map(({ at }) => at)[0];
  };

  it.each<[string, string, string, string, string]>([
    ['2026-03-31', 'Asia/Shanghai', 'CN', '2026-04-01T00:00:00.000Z', 'eight in the morning there'],
    ['2026-03-31', 'America/Los_Angeles', 'US', '2026-04-01T15:00:00.000Z', 'not on the day that is not over there'],
    ['2026-03-31', 'Pacific/Kiritimati', 'KI', '2026-03-31T22:00:00.000Z', 'when it is the day after here as well'],
    ['2026-03-28', 'Europe/Berlin', 'DE', '2026-03-30T06:00:00.000Z', 'after the clocks were set forward'],
    ['2026-10-24', 'Europe/Berlin', 'DE', '2026-10-26T07:00:00.000Z', 'after they were set back'],
    ['2024-02-28', 'Europe/Berlin', 'DE', '2024-02-29T07:00:00.000Z', 'on 29 February'],
    ['2024-02-29', 'Europe/Berlin', 'DE', '2024-03-01T07:00:00.000Z', 'after 29 February'],
    ['2026-04-02', 'Europe/Berlin', 'DE', '2026-04-07T06:00:00.000Z', 'after Good Friday and Easter Monday'],
    ['2026-04-02', 'America/New_York', 'US', '2026-04-03T12:00:00.000Z', 'on Good Friday where people work'],
  ])('should be, for what is due on %s in %s, at %4$s: %5$s', (dueOn, timeZone, country, expected) => {
    expect(first(dueOn, { timeZone, country })).toBe(expected);
  });

  it('should be counted by the date of the environment', () => {
    const customer = { timeZone: 'Asia/Shanghai', country: 'CN', environmentTimeZone: 'America/Los_Angeles' };
    expect(first('2026-03-31', customer)).toBe('2026-04-01T07:00:00.000Z');
  });
});

describe('payment', () => {
  it('should close the case at once, with thanks to whom was written, and without where nothing was', () => {
    const customer = late();
    customer.until('2026-03-05T09:00:00.000Z');
    customer.pays('I-1');
    expect(customer.state()?.status).toBe('CLOSED');
    expect(customer.told('CaseClosed')).toMatchObject([{ at: '2026-03-05T09:00:00.000Z', thanks: true }]);
    const quick = late();
    quick.until('2026-03-03T00:30:00.000Z');
    quick.pays('I-1');
    expect(quick.told('CaseClosed')).toMatchObject([{ thanks: false }]);
  });

  it('should leave only what remains to be asked for', () => {
    const customer = late();
    customer.until('2026-03-05T09:00:00.000Z');
    customer.pays('I-1', 40);
    customer.until('2026-03-10T00:00:00.000Z');
    expect(customer.sent.at(-1)).toMatchObject({ kind: 'FIRM_REMINDER', items: [{ remaining: eur(60_00) }] });
  });

  it('should re-open the case in place when it bounces, hold included, and go on with the next step', () => {
    const customer = late();
    customer.until('2026-03-24T09:00:00.000Z');
    customer.pays('I-1');
    expect(customer.told('HoldLifted')).toHaveLength(1);
    customer.until('2026-04-10T09:00:00.000Z');
    customer.owes(owed('I-1', '2026-03-02'));
    customer.run();
    expect(customer.told('CaseReopened')).toHaveLength(1);
    expect(customer.state()).toMatchObject({ caseId: 'C1', onHold: true });
    expect(customer.story().at(-1)).toBe('2026-04-10 FINAL_NOTICE');
  });

  it('should re-open it in place also when nothing had been done yet', () => {
    const customer = late();
    customer.until('2026-03-03T00:30:00.000Z');
    customer.pays('I-1');
    customer.owes(owed('I-1', '2026-03-02'));
    customer.run();
    expect(customer.state()).toMatchObject({ caseId: 'C1', status: 'OPEN' });
  });

  it('should be the end of what was chased: later invoices are chased from the first step on', () => {
    const customer = late();
    customer.owes(owed('I-2', '2026-04-07'));
    customer.until('2026-04-08T00:30:00.000Z');
    customer.pays('I-1');
    expect(customer.told('CycleSettled')).toHaveLength(1);
    expect(customer.state()).toMatchObject({ caseId: 'C1', status: 'OPEN', onHold: false });
    customer.until('2026-04-15T00:00:00.000Z');
    expect(customer.story().slice(-2)).toEqual(['2026-04-08 FRIENDLY_REMINDER', '2026-04-14 FIRM_REMINDER']);
  });

  it('should go on with the step reached for what was chased together', () => {
    const customer = late();
    customer.owes(owed('I-2', '2026-03-05'));
    customer.until('2026-03-10T00:30:00.000Z');
    customer.pays('I-1');
    customer.until('2026-03-20T00:00:00.000Z');
    expect(customer.story().at(-1)).toBe('2026-03-19 CALL_TASK');
  });
});

describe('the last look', () => {
  const planned = () => {
    const customer = late();
    customer.until('2026-03-08T12:00:00.000Z');
    const key = customer.next()?.step?.key ?? '';
    customer.setNow('2026-03-09T09:00:00.000Z');
    return { customer, key };
  };

  it('should let a step go with what remains', () => {
    const { customer, key } = planned();
    expect(customer.look(key)).toMatchObject({ send: true, totals: [eur(100_00)] });
    customer.owes(owed('I-1', '2026-03-02', 30));
    expect(customer.look(key)).toMatchObject({ send: true, totals: [eur(30_00)] });
  });

  it('should stop a step when the facts have moved since it was planned', () => {
    const { customer, key } = planned();
    customer.owes(owed('I-1', '2026-03-02', 100, { disputed: true }));
    expect(customer.look(key)).toEqual({ send: false, because: 'DISPUTED' });
    customer.owes(owed('I-1', '2026-03-02', 0));
    expect(customer.look(key)).toEqual({ send: false, because: 'CLOSED' });
    customer.owes(owed('I-1', '2026-03-02'));
    customer.setNow('2026-03-09T19:00:00.000Z');
    expect(customer.look(key)).toEqual({ send: false, because: 'NOT_NOW' });
    customer.setNow('2026-03-09T09:00:00.000Z');
    expect(customer.look('C1/1/call')).toEqual({ send: false, because: 'SUPERSEDED' });
    customer.run();
    expect(customer.look(key)).toEqual({ send: false, because: 'TAKEN' });
    expect(customer.ask({ type: 'TAKE_STEP', key })).toEqual([]);
    expect(() => customer.ask({ type: 'TAKE_STEP', key: 'C1/1/call' })).toThrow(/not to be taken now: NOT_NOW/);
  });
});

describe('a message that did not arrive', () => {
  it('should be told once', () => {
    const customer = late();
    customer.until('2026-03-04T00:00:00.000Z');
    const bounce = { type: 'BOUNCE', key: 'C1/1/friendly-reminder', address: 'billing@example.com' } as const;
    expect(customer.ask(bounce)).toHaveLength(1);
    expect(customer.ask(bounce)).toEqual([]);
  });
});

describe('the timeline', () => {
  it('should tell the story in sentences', () => {
    const customer = late();
    customer.until('2026-03-23T12:00:00.000Z');
    customer.pays('I-1');
    expect(customer.events.map((event) => timelineEntry(event).text)).toEqual([
      'Friendly reminder about 100.00 EUR on 1 invoice.',
      'Firm reminder about 100.00 EUR on 1 invoice.',
      'Call task about 100.00 EUR on 1 invoice.',
      'Escalation to the team lead about 100.00 EUR on 1 invoice.',
      'The customer was put on credit hold.',
      'Closed: nothing is overdue any more.',
      'The credit hold was lifted.',
    ]);
  });
});
