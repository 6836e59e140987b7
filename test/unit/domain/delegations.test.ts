import { describe, expect, it } from 'vitest';
import { ask as askAgain, newHandoff, rolesToAsk, rolesToAskNext } from '../../../shared/domain/legal-handoff/ask.ts';
import { chaseApproval } from '../../../shared/domain/legal-handoff/chase.ts';
import { assessRequest } from '../../../shared/domain/limit-request/assess.ts';
import { chase } from '../../../shared/domain/limit-request/chase.ts';
import { currentLevel, type LimitRequest, withLevel } from '../../../shared/domain/limit-request/limit-request.ts';
import type { ApprovalPolicy } from '../../../shared/domain/policy/approvals.ts';
import { type CreditPolicy, defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import type { PolicyRule } from '../../../shared/domain/policy/rules.ts';
import { money } from '../../../shared/money.ts';
import { anAccount, moment } from '../../support/accounts.ts';
import { anAssessedRequest, ask, debtor, factsOf, holders, open, say } from '../../support/limit-requests.ts';
import { eur } from '../../support/movements.ts';

const LEX = 'lex@example.com';
const PIA = 'pia@example.com';

const delegating = (...delegations: ApprovalPolicy['delegations']): CreditPolicy => ({
  ...defaultPolicy,
  approvals: { ...defaultPolicy.approvals, delegations },
});
/** Managers who cannot be reached are replaced by legal, and legal by the platform admins. */
const policy = delegating({ role: 'credit-managers', to: 'legal' }, { role: 'legal', to: 'platform-admins' });
const withLex = { ...holders, 'credit-managers': [], legal: [LEX] };

const asked = (request: LimitRequest) =>
  currentLevel(request)?.approvers.map(({ email, role }) => `${role} ${email}`) ?? [];
const days = (count: number) => new Date(Date.parse(moment.now) + count * 86_400_000).toISOString();
const chasedBy = (request: LimitRequest, people: Readonly<Record<string, readonly string[]>>, now: string) =>
  chase(request, { holders: people, delegates: new Map(), strangers: new Set(), now });

/** A request whose first level is approved. */
const onSecondLevel = (people: Parameters<typeof ask>[1] = {}): LimitRequest =>
  say(ask(anAssessedRequest({ policy }), people), 'ana@example.com').request;

describe('a level of a role in which nobody is', () => {
  it('should be put to those to whom the policy delegates it, before the role of the next level', () => {
    const request = ask(onSecondLevel(), { people: withLex });
    expect(asked(request)).toEqual([`legal ${LEX}`]);
    expect(request.notes.map(({ text }) => text).join(' ')).toContain('Level 2 is put to the legal instead.');
  });

  it('should go on along the delegations, and then to the next level', () => {
    const admins = { ...withLex, legal: [], 'platform-admins': [PIA] };
    expect(asked(ask(onSecondLevel(), { people: admins }))).toEqual([`platform-admins ${PIA}`]);
    const nobody = { ...withLex, legal: [] };
    expect(asked(ask(onSecondLevel(), { people: nobody }))).toEqual(['finance-directors fred@example.com']);
  });

  it('should not count as decided by who stood in for another role below it', () => {
    const analysts = delegating({ role: 'credit-analysts', to: 'legal' });
    const people = { ...holders, 'credit-analysts': [], 'credit-managers': [], legal: [LEX] };
    const first = ask(anAssessedRequest({ policy: analysts }), { people });
    expect(asked(first)).toEqual([`legal ${LEX}`]);
    const second = open(say(first, LEX).request, { people });
    expect(second.request.levels[1]?.status).toBe('PENDING');
    expect(asked(second.request)).toEqual(['finance-directors fred@example.com']);
  });

  it('should go on as it did for a request that was assessed before there were delegations', () => {
    const request = onSecondLevel();
    const { delegations: _, ...rules } = request.rules ?? { matrix: [], remindAfterDays: 1, escalateAfterDays: 2 };
    const older = { ...request, rules } as LimitRequest;
    expect(asked(ask(older, { people: withLex }))).toEqual(['finance-directors fred@example.com']);
  });
});

describe('a level whose approvers do not answer', () => {
  it('should be escalated to the next level, and not to who stands in, while they can be reached', () => {
    const { escalatedTo } = chasedBy(ask(onSecondLevel()), { ...holders, legal: [LEX] }, days(3));
    expect(escalatedTo.map(({ role }) => role)).toEqual(['finance-directors']);
  });

  it('should be put to who stands in as soon as no mail reaches any of them', () => {
    const request = ask(onSecondLevel());
    const level = currentLevel(request);
    if (!level) throw new Error('nothing is open');
    const lost = { email: 'mia@example.com', reason: 'no such mailbox', at: moment.now, told: true };
    const cutOff = withLevel(request, { ...level, notReached: [lost] });
    const { escalatedTo, request: after } = chasedBy(cutOff, { ...holders, legal: [LEX] }, moment.now);
    expect(escalatedTo.map(({ role }) => role)).toEqual(['legal']);
    // Time goes on as for anybody else who was asked.
    const later = chasedBy(after, { ...holders, legal: [LEX] }, days(3));
    expect(later.escalatedTo.map(({ role }) => role)).toEqual(['finance-directors']);
  });
});

describe('a legal handoff that a role approves', () => {
  const { approvals } = policy;
  const who = (people: Readonly<Record<string, readonly string[]>>) => ({
    holders: people,
    delegates: new Map<string, string>(),
    strangers: new Set<string>(),
  });
  const roles = rolesToAsk('credit-managers', approvals);
  const handoff = (people: Readonly<Record<string, readonly string[]>>) =>
    newHandoff(
      {
        handoffId: 'H',
        caseId: 'C',
        customerId: 'K',
        key: 'C/1/legal-handoff',
        totals: [money(1_00n, 'EUR')],
        now: moment.now,
        correlationId: 'test',
      },
      { approvalId: 'A', roles: ['credit-managers', ...roles.slice(1)], people: who(people) },
    ).approval;

  it('should be put to who stands in where nobody is in the role', () => {
    expect(roles).toEqual(['credit-managers', 'legal', 'platform-admins', 'finance-directors']);
    expect(handoff(withLex)?.approvers.map(({ email }) => email)).toEqual([LEX]);
  });

  it('should be escalated past who stands in when nobody answers, and to them when nobody is reached', () => {
    const approval = handoff(holders);
    if (!approval) throw new Error('nobody was asked');
    expect(rolesToAskNext(approval, approvals, false)).toEqual(['finance-directors']);
    const people = who({ ...holders, legal: [LEX] });
    const slow = chaseApproval(approval, approvals, people, days(3));
    expect(slow?.asked.map(({ role }) => role)).toEqual(['finance-directors']);
    const lost = { email: 'mia@example.com', reason: 'no such mailbox', at: moment.now, told: false };
    const cutOff = chaseApproval({ ...approval, notReached: [lost] }, approvals, people, moment.now);
    expect(cutOff?.asked.map(({ role }) => role)).toEqual(['legal']);
    expect(askAgain(approval, ['credit-managers'], people, moment.now)).toBe(approval);
  });
});

describe('the level that a rule asks for', () => {
  const ruled = (when: PolicyRule['when'], requiredLevel: number): CreditPolicy => ({
    ...defaultPolicy,
    rules: [{ id: 'careful', when, set: { requiredLevel } }],
  });
  const levels = (limit: bigint, by: CreditPolicy) =>
    anAssessedRequest({ limit, policy: by }).levels.map(({ level }) => level);

  it('should be asked at least, and never lower what the matrix asks for', () => {
    expect(levels(1_000_00n, ruled({}, 2))).toEqual([1, 2]);
    expect(levels(300_000_00n, ruled({}, 2))).toEqual([1, 2, 3]);
    expect(levels(1_000_00n, ruled({ segments: ['elsewhere'] }, 2))).toEqual([1]);
  });

  it('should go by the requested amount where the rule does', () => {
    const above = ruled({ amountAbove: eur(10_000_00n) }, 3);
    expect(levels(10_000_00n, above)).toEqual([1]);
    expect(levels(10_000_01n, above)).toEqual([1, 2, 3]);
  });

  it('should keep a request from going straight through', () => {
    const account = anAccount({ creditLimit: 20_000_00n, grade: 'A' });
    const recommendation = { amount: eur(25_000_00n), reasons: [] };
    const request = { ...anAssessedRequest({ limit: 25_000_00n }), assessment: null };
    expect(assessRequest(request, factsOf({ account, recommendation })).levels).toEqual([]);
    const careful = factsOf({ account, recommendation, policy: ruled({ grades: ['A'] }, 1) });
    expect(assessRequest(request, careful).levels).toHaveLength(1);
  });

  it('should ask all levels of a matrix that has fewer', () => {
    const request = anAssessedRequest();
    const order: LimitRequest = { ...request, kind: 'ORDER_RELEASE', requested: eur(1_00), assessment: null };
    expect(assessRequest(order, factsOf({ account: debtor, policy: ruled({}, 3) })).levels).toHaveLength(2);
  });
});
