import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreedLimit, decideLevel } from '../../../shared/domain/limit-request/decide.ts';
import { currentLevel, type LimitRequest } from '../../../shared/domain/limit-request/limit-request.ts';
import { type CreditPolicy, defaultPolicy } from '../../../shared/domain/policy/policy.ts';
import { roles } from '../../../shared/domain/policy/roles.ts';
import { moment } from '../../support/accounts.ts';
import { anAssessedRequest, ask, holders, open, say } from '../../support/limit-requests.ts';
import { eur } from '../../support/movements.ts';

const asked = (request: LimitRequest): readonly string[] =>
  currentLevel(request)?.approvers.map(({ email }) => email) ?? [];
const notesOf = (request: LimitRequest): string => request.notes.map(({ text }) => text).join(' ');
const allOf: CreditPolicy = {
  ...defaultPolicy,
  approvals: {
    ...defaultPolicy.approvals,
    limits: defaultPolicy.approvals.limits.map((level) => ({ ...level, decidedBy: 'ALL_OF' as const })),
  },
};

describe('the levels of a limit request', () => {
  it('should apply the smallest amount when every level approves for another one', () => {
    let request = anAssessedRequest();
    request = say(ask(request), 'ben@example.com', { approved: eur(280_000_00n) }).request;
    request = say(ask(request), 'mia@example.com', { approved: eur(260_000_00n) }).request;
    request = say(ask(request), 'fred@example.com', { approved: eur(270_000_00n) }).request;
    expect(open(request).kind).toBe('AGREED');
    expect(agreedLimit(request)).toEqual(eur(260_000_00n));
  });

  it('should end at any rejection', () => {
    const { request } = say(ask(anAssessedRequest()), 'ana@example.com', { verdict: 'REJECT', comment: 'Too much.' });
    expect(request).toMatchObject({ status: 'REJECTED', outcome: { code: 'REJECTED', by: 'ana@example.com' } });
    expect(request.levels.map(({ status }) => status)).toEqual(['REJECTED', 'CLOSED', 'CLOSED']);
  });

  it('should tell who decided when somebody else comes too late', () => {
    const before = ask(anAssessedRequest());
    const { request } = say(before, 'ana@example.com');
    const approver = { email: 'ben@example.com', onBehalfOf: null, role: 'credit-analysts' } as const;
    const late = { verdict: 'APPROVE', approved: null, comment: null, via: 'API' } as const;
    const approvalId = currentLevel(before)?.approvalId ?? '';
    expect(() => decideLevel(request, approvalId, approver, late, moment.now)).toThrow('ana@example.com approved it');
  });

  it('should wait for all of an all-of level, and take the smallest of their amounts', () => {
    const request = ask(anAssessedRequest({ limit: 40_000_00n, policy: allOf }));
    const first = say(request, 'ana@example.com', { approved: eur(35_000_00n) });
    expect(first.closes).toBe(false);
    expect(() => say(first.request, 'ana@example.com')).toThrow('decided already');
    const second = say(first.request, 'ben@example.com');
    expect(second.closes).toBe(true);
    expect(agreedLimit(second.request)).toEqual(eur(35_000_00n));
  });
});

describe('who is asked', () => {
  it('should never be the requester, nor who submitted in the name of another', () => {
    const request = anAssessedRequest({ requestedBy: 'ANA@example.com', submittedBy: 'ben@example.com' });
    const routed = ask(request);
    expect(asked(routed)).toEqual(['mia@example.com']);
    expect(notesOf(routed)).toContain('ana@example.com made the request');
    expect(notesOf(routed)).toContain('Level 1 is put to the credit-managers instead');
  });

  it('should be nobody twice: a higher role that decided below covers its own level', () => {
    const people = { ...holders, 'credit-analysts': [] };
    let request = say(ask(anAssessedRequest(), { people }), 'mia@example.com').request;
    const opened = open(request, { people });
    request = opened.request;
    expect(request.levels[1]).toMatchObject({ status: 'COVERED', coveredByLevel: 1 });
    expect(asked(request)).toEqual(['fred@example.com']);
  });

  it('should be another of the role rather than nobody, when one decided below', () => {
    const people = {
      ...holders,
      'credit-analysts': ['mia@example.com'],
      'credit-managers': ['mia@example.com', 'max@example.com'],
    };
    const request = say(ask(anAssessedRequest(), { people }), 'mia@example.com').request;
    expect(asked(ask(request, { people }))).toEqual(['max@example.com']);
  });

  it('should not count a decision made in a lower role for a higher level', () => {
    const people = { ...holders, 'credit-analysts': ['mia@example.com'] };
    const request = say(ask(anAssessedRequest(), { people }), 'mia@example.com').request;
    const routed = ask(request, { people });
    expect(asked(routed)).toEqual(['fred@example.com']);
    expect(currentLevel(routed)?.level).toBe(2);
  });

  it('should be who stands in for somebody away, unless that is the requester, away too or a decider', () => {
    const away = { 'ana@example.com': 'dora@example.com', 'ben@example.com': 'sam@example.com' };
    const request = ask(anAssessedRequest(), { delegates: away });
    expect(currentLevel(request)?.approvers).toEqual([
      { email: 'dora@example.com', onBehalfOf: 'ana@example.com', role: 'credit-analysts' },
    ]);
    expect(notesOf(request)).toContain('ben@example.com is away, and sam@example.com, who stands in, made the request');
    const chain = { ...away, 'dora@example.com': 'eva@example.com' };
    expect(asked(ask(anAssessedRequest(), { delegates: chain }))).toEqual(['mia@example.com']);
  });

  it('should not be a delegate who holds no role: a mistyped address is given no link', () => {
    const delegates = { 'ana@example.com': 'bne@example.com' };
    const request = ask(anAssessedRequest(), { delegates, strangers: ['bne@example.com'] });
    expect(asked(request)).toEqual(['ben@example.com']);
    expect(notesOf(request)).toContain('bne@example.com, who stands in, holds no role');
  });

  it('should not be a delegate of the requester, whose place nobody takes', () => {
    const request = anAssessedRequest({ requestedBy: 'mia@example.com' });
    const people = {
      'credit-analysts': ['mia@example.com'],
      'credit-managers': [],
      'finance-directors': ['fred@example.com'],
    };
    const delegates = { 'mia@example.com': 'dora@example.com' };
    expect(asked(ask(request, { people, delegates }))).toEqual(['fred@example.com']);
  });

  it('should end the request when nobody is left who may decide', () => {
    const opened = open(anAssessedRequest(), { people: {} });
    expect(opened).toMatchObject({ kind: 'NOBODY', request: { status: 'REJECTED', outcome: { code: 'NO_APPROVER' } } });
    expect(opened.request.outcome?.text).toContain('Nobody holds the role finance-directors');
  });
});

const addresses = ['ana', 'ben', 'mia', 'fred', 'sam', 'dora'].map((name) => `${name}@example.com`);

it('should come to an end whoever holds which role and is away, and nobody decides twice or for themselves', () => {
  const someone = fc.constantFrom(...addresses);
  const matrixRoles = fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      matrixRoles,
      fc.dictionary(fc.constantFrom(...roles), fc.uniqueArray(someone, { maxLength: 3 })),
      fc.dictionary(someone, someone),
      someone,
      fc.infiniteStream(fc.nat(5)),
      (levels, people, delegates, requestedBy, choices) => {
        const limits = levels.map((role, index) => ({
          level: index + 1,
          role,
          decidedBy: 'ONE_OF' as const,
          neededAbove: null,
          neededAboveIncreasePercent: null,
        }));
        const policy = { ...defaultPolicy, approvals: { ...defaultPolicy.approvals, limits } };
        let request = anAssessedRequest({ requestedBy, policy });
        for (let turn = 0; turn <= levels.length; turn += 1) {
          const opened = open(request, { people, delegates });
          request = opened.request;
          if (opened.kind !== 'ASKED') break;
          const all = asked(request);
          const [choice = 0] = [...choices.take(1)];
          request = say(request, all[choice % all.length] ?? '').request;
        }
        const deciders = request.levels.flatMap(({ decisions }) => decisions.map(({ by }) => by));
        expect(new Set(deciders).size).toBe(deciders.length);
        expect(deciders).not.toContain(requestedBy);
        const statuses = new Set(request.levels.map(({ status }) => status));
        if (request.status === 'REJECTED') expect(request.outcome?.code).toBe('NO_APPROVER');
        else expect([...statuses].every((status) => status === 'APPROVED' || status === 'COVERED')).toBe(true);
        const covered = request.levels.filter(({ status }) => status === 'COVERED');
        expect(covered.every(({ coveredByLevel, level }) => (coveredByLevel ?? level) < level)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
