import type { Operation } from './operation.ts';

/** Credit checks, and the reservations that they make. */
export const orderOperations = {
  checkCredit: {
    method: 'POST',
    path: '/v1/credit-checks',
    scopes: ['credit/check'],
    functionName: 'check-credit',
  },
  getDecision: {
    method: 'GET',
    path: '/v1/credit-checks/{decisionId}',
    scopes: ['credit/check', 'credit/read'],
    functionName: 'get-decision',
  },
  verifyDecision: {
    method: 'GET',
    path: '/v1/credit-checks/{decisionId}/verify',
    scopes: ['credit/check', 'credit/read'],
    functionName: 'verify-decision',
  },
  amendReservation: {
    method: 'PUT',
    path: '/v1/reservations/{orderId}',
    scopes: ['credit/check'],
    functionName: 'amend-reservation',
  },
  getReservation: {
    method: 'GET',
    path: '/v1/reservations/{orderId}',
    scopes: ['credit/check', 'credit/read'],
    functionName: 'get-reservation',
  },
  releaseReservation: {
    method: 'DELETE',
    path: '/v1/reservations/{orderId}',
    scopes: ['credit/check'],
    functionName: 'release-reservation',
  },
} as const satisfies Record<string, Operation>;
