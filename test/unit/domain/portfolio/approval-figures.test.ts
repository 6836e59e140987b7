import { describe, expect, it } from 'vitest';
import type {
  LevelDecision,
  LimitRequest,
  RequestLevel,
} from '../../../../shared/domain/limit-request/limit-request.ts';
import { addRequest, noApprovalFigures } from '../../../../shared/domain/portfolio/approval-figures.ts';
import { anAssessedRequest } from '../../../support/limit-requests.ts';

const decision = (changes: Partial<LevelDecision>): LevelDecision => ({
  verdict: 'APPROVE',
  by: 'ana@example.com',
  onBehalfOf: null,
  role: 'credit-analysts',
  at: '2026-03-02T12:30:00.000Z',
  approved: null,
  comment: null,
  via: 'LINK',
  round: 1,
  ...changes,
});

const decided = (...decisions: readonly LevelDecision[]): LimitRequest => {
  const request = anAssessedRequest();
  const [first, ...rest] = request.levels as readonly [RequestLevel, ...RequestLevel[]];
  const level = { ...first, openedAt: '2026-03-02T09:30:00.000Z', round: 1, decisions };
  return { ...request, levels: [level, ...rest] };
};

describe('the figures of approvals', () => {
  it('should count requests by kind, state and outcome, with the time that they took', () => {
    const open = anAssessedRequest();
    const closed: LimitRequest = {
      ...open,
      status: 'APPROVED',
      createdAt: '2026-03-02T09:00:00.000Z',
      outcome: { code: 'STRAIGHT_THROUGH', text: 'x', at: '2026-03-02T10:30:00.000Z', by: null },
    };
    expect([open, closed].reduce(addRequest, noApprovalFigures)).toMatchObject({
      requests: 2,
      kinds: { PERMANENT: 2 },
      statuses: { [open.status]: 1, APPROVED: 1 },
      outcomes: { STRAIGHT_THROUGH: 1 },
      ended: 1,
      minutes: 90,
      people: {},
    });
  });

  it('should count what each level and person decided, from when the level was opened', () => {
    const request = decided(
      decision({ verdict: 'RETURN', at: '2026-03-02T10:00:00.000Z' }),
      decision({ at: '2026-03-02T12:30:00.000Z' }),
      decision({ by: 'ben@example.com', at: '2026-03-02T09:30:00.000Z' }),
    );
    const { levels, people } = addRequest(noApprovalFigures, request);
    expect(people).toEqual({
      'ana@example.com': { verdicts: { RETURN: 1, APPROVE: 1 }, minutes: 210 },
      'ben@example.com': { verdicts: { APPROVE: 1 }, minutes: 0 },
    });
    expect(levels).toEqual({
      '1 credit-analysts': { level: 1, role: 'credit-analysts', verdicts: { RETURN: 1, APPROVE: 2 }, minutes: 210 },
    });
  });

  it('should not guess how long a decision of an earlier round took', () => {
    const request = decided(decision({ round: 0, at: '2026-03-05T10:00:00.000Z' }));
    expect(addRequest(noApprovalFigures, request).people['ana@example.com']?.minutes).toBe(0);
  });
});
