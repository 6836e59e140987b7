import type { LevelDecision, LimitRequest } from '../../shared/domain/limit-request/limit-request.ts';
import { anAssessedRequest } from './limit-requests.ts';

interface Decided extends Partial<LimitRequest> {
  readonly decisions?: readonly Pick<LevelDecision, 'by' | 'verdict'>[];
}

/** A request that people have decided: the release of an order, approved by Ana, but for what the test says. */
export const decidedRequest = ({ decisions, ...changes }: Decided): LimitRequest => {
  const request = anAssessedRequest();
  const [level] = request.levels;
  if (!level) throw new Error('the request has no level');
  const made = (decisions ?? [{ by: 'ana@example.com', verdict: 'APPROVE' }]).map(
    (one): LevelDecision => ({
      onBehalfOf: null,
      role: level.role,
      at: request.createdAt,
      approved: null,
      comment: null,
      via: 'API',
      round: 1,
      ...one,
    }),
  );
  return {
    ...request,
    customerId: 'C-1',
    kind: 'ORDER_RELEASE',
    status: 'APPROVED',
    orderId: 'SO-1',
    levels: [{ ...level, status: 'APPROVED', decisions: made }],
    ...changes,
  };
};
