import { describe, expect, it } from 'vitest';
import { addDaysToInstant } from '../../../shared/dates.ts';
import { chase, nextDueAt } from '../../../shared/domain/limit-request/chase.ts';
import { currentLevel, type LimitRequest, withLevel } from '../../../shared/domain/limit-request/limit-request.ts';
import { nextStepOf } from '../../../shared/domain/limit-request/next-step.ts';
import { moment } from '../../support/accounts.ts';
import { anAssessedRequest, ask, holders, say } from '../../support/limit-requests.ts';

const daysOn = (days: number): string => addDaysToInstant(moment.now, days);
const chaseAt = (request: LimitRequest, days: number) =>
  chase(request, { holders, delegates: new Map(), strangers: new Set(), now: daysOn(days) });
const emails = (people: readonly { readonly email: string }[]): readonly string[] => people.map(({ email }) => email);

/** A mail did not reach an approver of the level under way. */
const withLost = (request: LimitRequest, email: string): LimitRequest => {
  const level = currentLevel(request);
  if (!level) throw new Error('no level is under way');
  const lost = { email, reason: 'Bounced', at: daysOn(0.1), told: false };
  return withLevel(request, { ...level, notReached: [...level.notReached, lost] });
};

describe('a level that nobody decides', () => {
  const request = ask(anAssessedRequest());

  it('should be reminded after a day, once, and escalated after two', () => {
    expect(nextDueAt(request)).toBe(daysOn(1));
    expect(chaseAt(request, 0.99).request).toBe(request);
    const reminded = chaseAt(request, 1);
    expect(emails(reminded.reminded)).toEqual(['ana@example.com', 'ben@example.com']);
    expect(nextDueAt(reminded.request)).toBe(daysOn(2));
    expect(chaseAt(reminded.request, 1.5).request).toBe(reminded.request);
    const escalated = chaseAt(reminded.request, 2);
    expect(escalated.reminded).toEqual([]);
    expect(emails(escalated.escalatedTo)).toEqual(['mia@example.com']);
    expect(nextDueAt(escalated.request)).toBe(daysOn(3));
  });

  it('should go up role by role, and only be reminded in the last one', () => {
    let goes = request;
    for (const day of [1, 2, 3, 4]) goes = chaseAt(goes, day).request;
    expect(emails(currentLevel(goes)?.approvers ?? [])).toHaveLength(4);
    expect(currentLevel(goes)?.askedRole).toBe('finance-directors');
    const last = chaseAt(goes, 5);
    expect(emails(last.reminded)).toEqual(['fred@example.com']);
    expect(nextDueAt(last.request)).toBe(daysOn(14));
  });

  it('should be decided by whoever was asked first, also after the escalation', () => {
    const escalated = chaseAt(chaseAt(request, 1).request, 2).request;
    expect(say(escalated, 'ana@example.com').closes).toBe(true);
  });

  it('should not be decided any more when its time is over, however late the workflow is', () => {
    expect(() => say(request, 'ana@example.com', {}, daysOn(14))).toThrow('nobody had decided in time');
    expect(say(request, 'ana@example.com', {}, daysOn(13.99)).closes).toBe(true);
  });

  it('should end the request after 14 days', () => {
    const { request: expired } = chaseAt(request, 14);
    expect(expired).toMatchObject({ status: 'EXPIRED', outcome: { code: 'EXPIRED', by: null } });
    expect(nextStepOf(expired, daysOn(14))).toBe('END');
  });
});

describe('an approver whom no mail reaches', () => {
  it('should be told to the platform admins, once, while others may decide', () => {
    const lost = withLost(ask(anAssessedRequest()), 'ana@example.com');
    expect(nextStepOf(lost, daysOn(0.2))).toBe('CHASE');
    const chased = chaseAt(lost, 0.2);
    expect(emails(chased.notReached)).toEqual(['ana@example.com']);
    expect(chased.escalatedTo).toEqual([]);
    expect(nextStepOf(chased.request, daysOn(0.2))).toBe('AWAIT_DECISION');
    expect(emails(chaseAt(chased.request, 1).reminded)).toEqual(['ben@example.com']);
  });

  it('should have the next role asked at once when nobody else is left', () => {
    const both = withLost(withLost(ask(anAssessedRequest()), 'ana@example.com'), 'ben@example.com');
    const chased = chaseAt(both, 0.2);
    expect(emails(chased.escalatedTo)).toEqual(['mia@example.com']);
    expect(emails(chased.notReached)).toEqual(['ana@example.com', 'ben@example.com']);
    expect(nextDueAt(chased.request)).toBe(daysOn(1.2));
  });

  it('should not stop the request when nobody can be asked instead', () => {
    const people = { 'credit-analysts': ['ana@example.com'] };
    const lost = withLost(ask(anAssessedRequest({ limit: 20_000_00n }), { people }), 'ana@example.com');
    const facts = { holders: people, delegates: new Map(), strangers: new Set<string>(), now: daysOn(0.2) };
    const { request } = chase(lost, facts);
    expect(request.notes.at(-1)?.text).toContain('could not be escalated');
    expect(currentLevel(request)?.askedRole).toBe('credit-analysts');
    expect(nextDueAt(request)).toBe(daysOn(1));
    expect(chase(request, facts).request).toBe(request);
  });
});

describe('a request that was returned for information', () => {
  const returned = say(ask(anAssessedRequest()), 'ana@example.com', {
    verdict: 'RETURN',
    comment: 'Accounts?',
  }).request;

  it('should wait for it until its end, and then be put to people again', () => {
    expect(nextStepOf(returned, daysOn(1))).toBe('AWAIT_INFORMATION');
    expect(nextDueAt(returned)).toBe(returned.expiresAt);
    const informed = { ...returned, information: [{ by: 'sam@example.com', at: daysOn(2), text: 'Here.' }] };
    expect(nextStepOf(informed, daysOn(2))).toBe('OPEN_LEVEL');
    const again = ask(informed, { now: daysOn(2) });
    expect(currentLevel(again)).toMatchObject({ round: 2, status: 'PENDING', openedAt: daysOn(2) });
    expect(emails(currentLevel(again)?.approvers ?? [])).toContain('ana@example.com');
  });

  it('should expire when nothing comes', () => {
    expect(nextStepOf(returned, daysOn(14))).toBe('CHASE');
    expect(chaseAt(returned, 14).request.outcome?.text).toContain('did not come in time');
  });
});
