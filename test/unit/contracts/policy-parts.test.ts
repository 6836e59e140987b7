import { describe, expect, it } from 'vitest';
import { builtInDocument } from '../../../shared/domain/policy/built-in.ts';
import type { PolicyDocument } from '../../../shared/domain/policy/document.ts';
import { policyErrors } from '../../support/policy-errors.ts';

const good = builtInDocument('EUR');
const eur = (amount: string) => ({ amount, currency: 'EUR' });

describe('delegations', () => {
  type Delegations = PolicyDocument['approvals']['delegations'];
  const delegating = (...delegations: Delegations): PolicyDocument => ({
    ...good,
    approvals: { ...good.approvals, delegations },
  });

  it.each<[string, Delegations]>([
    ['to a role of another matter', [{ role: 'credit-analysts', to: 'collection-leads' }]],
    ['up the matrix', [{ role: 'credit-analysts', to: 'finance-directors' }]],
    [
      'in a chain',
      [
        { role: 'finance-directors', to: 'legal' },
        { role: 'legal', to: 'platform-admins' },
      ],
    ],
  ])('should be accepted %s', (_what, delegations) => {
    expect(policyErrors(delegating(...delegations))).toEqual([]);
  });

  it('should be refused from a role to itself, or twice from one role', () => {
    expect(policyErrors(delegating({ role: 'legal', to: 'legal' }))).toEqual([
      ['approvals.delegations[0].to', 'must be another role: nobody stands in for itself'],
    ]);
    expect(
      policyErrors(delegating({ role: 'legal', to: 'collectors' }, { role: 'legal', to: 'collection-leads' })),
    ).toEqual([['approvals.delegations[1].role', 'must be a role that has no delegate yet']]);
  });

  it('should be refused in a cycle, saying which', () => {
    const document = delegating(
      { role: 'credit-analysts', to: 'legal' },
      { role: 'legal', to: 'collectors' },
      { role: 'collectors', to: 'legal' },
    );
    expect(policyErrors(document)).toEqual([
      ['approvals.delegations[1].to', expect.stringContaining('legal -> collectors -> legal is a cycle')],
      ['approvals.delegations[2].to', expect.stringContaining('collectors -> legal -> collectors is a cycle')],
    ]);
  });

  it('should be refused down the matrix, which leaves an amount without an approver', () => {
    const without = 'nobody decides two levels, so that amounts above 250000.00 EUR would be left without an approver';
    expect(policyErrors(delegating({ role: 'finance-directors', to: 'credit-analysts' }))).toEqual([
      [
        'approvals.delegations[0].to',
        `must not lead to credit-analysts, who decide level 1 of approvals.limits: ${without}`,
      ],
    ]);
    const chain = delegating({ role: 'finance-directors', to: 'legal' }, { role: 'legal', to: 'credit-managers' });
    expect(policyErrors(chain)).toEqual([
      ['approvals.delegations[0].to', expect.stringContaining('must not lead to credit-managers, who decide level 2')],
    ]);
  });
});

describe('limits that are set by themselves', () => {
  const setting = (upTo: string, newCustomersUpTo = '1000.00'): PolicyDocument => ({
    ...good,
    limits: {
      ...good.limits,
      automatic: { grades: ['A'], upTo: [eur(upTo)], newCustomersUpTo: [eur(newCustomersUpTo)] },
    },
  });

  it('should be refused above what the first level of the matrix may approve', () => {
    expect(policyErrors(setting('50000.00'))).toEqual([]);
    expect(policyErrors(setting('50000.01', '60000.00'))).toEqual([
      ['limits.automatic.upTo[0].amount', expect.stringMatching(/^must be at most the 50000.00 above which/)],
      ['limits.automatic.newCustomersUpTo[0].amount', expect.stringMatching(/^must be at most the 50000.00/)],
    ]);
  });
});

describe('closed days and mails of warnings', () => {
  const closing = (closedDays: PolicyDocument['calendars']['closedDays']): PolicyDocument => ({
    ...good,
    calendars: { closedDays },
  });
  const days = (count: number, country?: string) =>
    Array.from({ length: count }, (_, index) => ({
      date: new Date(Date.UTC(2026, 6, 1 + index)).toISOString().slice(0, 10),
      name: 'Summer',
      ...(country === undefined ? {} : { country }),
    }));

  it('should be refused when a day is named twice for one place', () => {
    const day = { date: '2026-12-24', name: 'Closed' };
    expect(policyErrors(closing([day, { ...day, country: 'DE' }]))).toEqual([]);
    expect(policyErrors(closing([day, day]))).toEqual([
      ['calendars.closedDays[1].date', 'is there already for the same country'],
    ]);
  });

  it('should be refused when they leave no day of work for weeks', () => {
    expect(policyErrors(closing(days(50)))).toEqual([]);
    expect(policyErrors(closing(days(65, 'FR')))).toEqual([
      [
        'calendars.closedDays[64].date',
        'must leave a day of work every 60 days, holidays taken off: in FR there is none from 2026-07-01 to 2026-09-03',
      ],
    ]);
    expect(policyErrors(closing(days(65)))).toContainEqual([
      'calendars.closedDays[64].date',
      expect.stringMatching(/^must leave a day of work every 60 days, holidays taken off: in AD /),
    ]);
  });

  it('should be refused when somebody is to be told twice', () => {
    const mail = { warning: 'GradeDropped', to: 'CREDIT_ANALYST' } as const;
    expect(policyErrors({ ...good, warnings: { ...good.warnings, mails: [mail, mail] } })).toEqual([
      ['warnings.mails[1].to', 'is told of this warning already'],
    ]);
  });
});
