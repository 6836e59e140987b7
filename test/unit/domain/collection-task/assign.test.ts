import { describe, expect, it } from 'vitest';
import { candidatesFor, leastLoaded, takersOf } from '../../../../shared/domain/collection-task/assign.ts';
import { dueAfter } from '../../../../shared/domain/collection-task/due.ts';

const staff = {
  collectors: ['carl@example.com', 'cora@example.com'],
  leads: ['lea@example.com'],
  managers: ['mia@example.com'],
  admins: ['pia@example.com'],
};
const nobody = { collectors: [], leads: [], managers: [], admins: [] };

describe('who gets a task', () => {
  it("should be the customer's own collector when that is one", () => {
    expect(candidatesFor(staff, { kind: 'CALL', collector: 'Cora@Example.com' })).toEqual(['cora@example.com']);
  });

  it('should be any collector when the own one is none, or there is none', () => {
    expect(candidatesFor(staff, { kind: 'CALL', collector: 'gone@example.com' })).toEqual(staff.collectors);
    expect(candidatesFor(staff, { kind: 'BOUNCED_MAIL', collector: null })).toEqual(staff.collectors);
  });

  it('should be a lead for an escalation, whoever the collector is', () => {
    expect(candidatesFor(staff, { kind: 'ESCALATION', collector: 'cora@example.com' })).toEqual(staff.leads);
  });

  it('should be somebody of the next role when nobody holds the role', () => {
    expect(candidatesFor({ ...staff, collectors: [] }, { kind: 'CALL', collector: null })).toEqual(staff.leads);
    const withoutLeads = { ...staff, collectors: [], leads: [] };
    expect(candidatesFor(withoutLeads, { kind: 'CALL', collector: null })).toEqual(staff.managers);
    expect(candidatesFor(withoutLeads, { kind: 'ESCALATION', collector: null })).toEqual(staff.managers);
    expect(candidatesFor(nobody, { kind: 'CALL', collector: null })).toEqual([]);
  });

  it('should be the one with the fewest open tasks, and by address when several have as few', () => {
    const load = new Map([['carl@example.com', 3]]);
    expect(leastLoaded(staff.collectors, load)).toBe('cora@example.com');
    expect(leastLoaded(staff.collectors, new Map())).toBe('carl@example.com');
    expect(leastLoaded([], new Map())).toBe('unassigned');
  });
});

describe('who takes over a task that was left', () => {
  it('should be a lead, and the same one when it was a lead that left it', () => {
    expect(takersOf(staff, 'cora@example.com')).toEqual(['lea@example.com']);
    expect(takersOf({ ...staff, leads: ['lea@example.com', 'leo@example.com'] }, 'leo@example.com')).toEqual([
      'leo@example.com',
    ]);
  });

  it('should be a credit manager, then whoever runs the platform, when there is no lead', () => {
    expect(takersOf({ ...staff, leads: [] }, 'cora@example.com')).toEqual(['mia@example.com']);
    expect(takersOf({ ...nobody, admins: staff.admins }, 'unassigned')).toEqual(['pia@example.com']);
    expect(takersOf(nobody, 'unassigned')).toEqual([]);
  });
});

describe('when a task is due', () => {
  const berlin = { timeZone: 'Europe/Berlin', country: 'DE' };

  it('should be at the end of the second business day after', () => {
    expect(dueAfter('2026-03-02', 2, berlin)).toEqual({ dueOn: '2026-03-04', dueAt: '2026-03-04T23:00:00.000Z' });
  });

  it('should pass over weekends and holidays, and mind the change of the clocks', () => {
    // Thursday before Easter: Friday and Monday are holidays in Germany.
    expect(dueAfter('2026-04-02', 2, berlin)).toEqual({ dueOn: '2026-04-08', dueAt: '2026-04-08T22:00:00.000Z' });
    expect(dueAfter('2026-03-07', 1, berlin).dueOn).toBe('2026-03-09');
  });

  it('should pass over days on which the house is closed there', () => {
    const closedDays = [
      { date: '2026-03-03', name: 'Carnival', country: 'DE' },
      { date: '2026-03-04', name: 'Elsewhere', country: 'FR' },
    ];
    expect(dueAfter('2026-03-02', 2, { ...berlin, closedDays }).dueOn).toBe('2026-03-05');
  });

  it('should be today when no day is given', () => {
    expect(dueAfter('2026-03-02', 0, berlin).dueOn).toBe('2026-03-02');
  });
});
