import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../../shared/domain/collection/events.ts';
import { ask, newHandoff, rolesToAsk } from '../../../../shared/domain/legal-handoff/ask.ts';
import { needsSignIn } from '../../../../shared/domain/legal-handoff/case.ts';
import { chaseApproval, legalReminderOn } from '../../../../shared/domain/legal-handoff/chase.ts';
import { evolveHandoff } from '../../../../shared/domain/legal-handoff/evolve.ts';
import { isToBeSealed } from '../../../../shared/domain/legal-handoff/handoff.ts';
import { defaultPolicy } from '../../../../shared/domain/policy/policy.ts';
import { money } from '../../../../shared/money.ts';

const NOW = '2026-04-16T06:00:00.000Z';
const { approvals } = defaultPolicy;
const eur = (minorUnits: bigint) => money(minorUnits, 'EUR');

const people = (holders: Readonly<Record<string, readonly string[]>>, away: readonly [string, string][] = []) => ({
  holders,
  delegates: new Map(away),
  strangers: new Set<string>(),
});
const usual = people({ 'credit-managers': ['mia@example.com'], 'finance-directors': ['fred@example.com'] });

const asked = (who = usual) =>
  newHandoff(
    {
      handoffId: 'H',
      caseId: 'C',
      customerId: 'K',
      key: 'C/1/legal-handoff',
      totals: [eur(1_00n)],
      now: NOW,
      correlationId: 'test',
    },
    { approvalId: 'A', roles: ['credit-managers', 'finance-directors'], people: who },
  );

const event = (one: Partial<CaseEvent> & { readonly type: CaseEvent['type'] }): CaseEvent =>
  ({ at: NOW, by: 'mia@example.com', ...one }) as CaseEvent;

describe('the roles that may be asked', () => {
  it('should be the one of the strategy, and those above it in the matrix', () => {
    expect(rolesToAsk('credit-managers', approvals)).toEqual(['credit-managers', 'finance-directors']);
    expect(rolesToAsk('finance-directors', approvals)).toEqual(['finance-directors']);
    expect(rolesToAsk('collection-leads', approvals)).toEqual([
      'collection-leads',
      'credit-managers',
      'finance-directors',
    ]);
  });
});

describe('the question', () => {
  it('should go to who stands in when the holder of the role is away', () => {
    const { approval } = asked(
      people({ 'credit-managers': ['mia@example.com'] }, [['mia@example.com', 'ben@example.com']]),
    );
    expect(approval?.approvers).toEqual([
      { email: 'ben@example.com', onBehalfOf: 'mia@example.com', role: 'credit-managers' },
    ]);
  });

  it('should stay as it is when there is nobody left to ask', () => {
    const { approval } = asked(people({}));
    if (!approval) throw new Error('nothing was asked');
    expect(approval).toMatchObject({ askedRole: null, approvers: [] });
    expect(ask(approval, ['credit-managers'], people({}), NOW)).toBe(approval);
  });

  it('should be chased at its times, and not before', () => {
    const { approval } = asked();
    if (!approval) throw new Error('nothing was asked');
    expect(chaseApproval(approval, approvals, usual, '2026-04-17T05:59:59.000Z')).toBeNull();
    const reminded = chaseApproval(approval, approvals, usual, '2026-04-17T06:00:00.000Z');
    expect(reminded?.reminded.map(({ email }) => email)).toEqual(['mia@example.com']);
    const next = chaseApproval(reminded?.approval ?? approval, approvals, usual, '2026-04-18T06:00:00.000Z');
    expect(next?.asked.map(({ email }) => email)).toEqual(['fred@example.com']);
    const top = next?.approval ?? approval;
    expect(chaseApproval(top, approvals, usual, '2026-04-19T06:00:00.000Z')?.reminded).toHaveLength(1);
    const weekly = { ...top, remindedAt: '2026-04-19T06:00:00.000Z' };
    expect(chaseApproval(weekly, approvals, usual, '2026-04-26T05:00:00.000Z')).toBeNull();
    expect(chaseApproval(weekly, approvals, usual, '2026-04-26T06:00:00.000Z')?.reminded).toHaveLength(1);
  });

  it('should ask for a sign-in above the amount of the policy, and for another currency', () => {
    const policy = { signInAbove: eur(1_000_00n) };
    expect(needsSignIn([eur(1_000_00n)], policy)).toBe(false);
    expect(needsSignIn([eur(1_000_01n)], policy)).toBe(true);
    expect(needsSignIn([money(1n, 'USD')], policy)).toBe(true);
    expect(needsSignIn([eur(10n ** 12n)], { signInAbove: null })).toBe(false);
  });
});

describe('a handoff', () => {
  it('should follow what happens to its case', () => {
    const approved = evolveHandoff(asked(), event({ type: 'HandoffApproved', comment: 'go on' }));
    expect(approved).toMatchObject({ status: 'APPROVED', decision: { verdict: 'APPROVE', comment: 'go on' } });
    expect(isToBeSealed(approved)).toBe(true);
    const taken = evolveHandoff(approved, event({ type: 'HandoffAcknowledged', matterNumber: 'M-1' }));
    expect(taken).toMatchObject({ status: 'ACKNOWLEDGED', matterNumber: 'M-1' });
    expect(isToBeSealed(taken)).toBe(true);
    const recalled = event({ type: 'HandoffReturned', outcome: 'RECALLED', why: 'Recalled: x' });
    expect(evolveHandoff(taken, recalled)).toMatchObject({ status: 'RECALLED', ended: { reason: 'Recalled: x' } });
    expect(evolveHandoff(taken, event({ type: 'CaseClosed', thanks: true, wasWithLegal: true })).status).toBe('CLOSED');
  });

  it('should be closed when its own cycle is settled, and not for another', () => {
    const handoff = asked();
    expect(evolveHandoff(handoff, event({ type: 'CycleSettled', cycle: 2 }))).toBe(handoff);
    expect(evolveHandoff(handoff, event({ type: 'CycleSettled', cycle: 1 })).status).toBe('CLOSED');
  });

  it('should stay as it ended whatever happens afterwards', () => {
    const refused = evolveHandoff(asked(), event({ type: 'HandoffReturned', outcome: 'NOT_APPROVED', why: 'no' }));
    expect(refused).toMatchObject({ status: 'NOT_APPROVED', decision: { verdict: 'REJECT' } });
    expect(evolveHandoff(refused, event({ type: 'CaseClosed', thanks: false, wasWithLegal: false }))).toBe(refused);
  });

  it('should remember an approval that found nothing left', () => {
    const nothing = event({ type: 'HandoffReturned', outcome: 'NOTHING_LEFT', why: 'Nothing is left.' });
    expect(evolveHandoff(asked(), nothing)).toMatchObject({ status: 'NOT_APPROVED', decision: { verdict: 'APPROVE' } });
  });
});

describe('the reminder to legal', () => {
  it('should count business days of the country', () => {
    expect(legalReminderOn('2026-04-16', { country: 'DE', days: 3 })).toBe('2026-04-21');
    // Good Friday and Easter Monday.
    expect(legalReminderOn('2026-04-02', { country: 'DE', days: 1 })).toBe('2026-04-07');
    expect(legalReminderOn('2026-04-16', { country: 'DE', days: 0 })).toBe('2026-04-16');
    const closedDays = [{ date: '2026-04-17', name: 'Closed' }];
    expect(legalReminderOn('2026-04-16', { country: 'DE', days: 3, closedDays })).toBe('2026-04-22');
  });
});
