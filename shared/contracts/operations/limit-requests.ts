import type { Operation } from './operation.ts';

/** Limit requests, their approval by people who signed in or opened the link of a mail, and absences. */
export const limitRequestOperations = {
  requestLimit: {
    method: 'POST',
    path: '/v1/limit-requests',
    scopes: ['credit/write'],
    functionName: 'request-limit',
  },
  getLimitRequest: {
    method: 'GET',
    path: '/v1/limit-requests/{requestId}',
    scopes: ['credit/read'],
    functionName: 'get-limit-request',
  },
  listLimitRequests: {
    method: 'GET',
    path: '/v1/limit-requests',
    scopes: ['credit/read'],
    functionName: 'list-limit-requests',
  },
  withdrawLimitRequest: {
    method: 'POST',
    path: '/v1/limit-requests/{requestId}/withdraw',
    scopes: ['credit/write'],
    functionName: 'withdraw-limit-request',
  },
  informLimitRequest: {
    method: 'POST',
    path: '/v1/limit-requests/{requestId}/information',
    scopes: ['credit/write'],
    functionName: 'inform-limit-request',
  },
  resumeLimitRequest: {
    method: 'POST',
    path: '/v1/limit-requests/{requestId}/resume',
    scopes: ['credit/admin'],
    functionName: 'resume-limit-request',
  },
  listApprovals: {
    method: 'GET',
    path: '/v1/approvals',
    scopes: ['credit/approve'],
    functionName: 'list-approvals',
  },
  decideApproval: {
    method: 'POST',
    path: '/v1/approvals/{approvalId}/decision',
    scopes: ['credit/approve'],
    functionName: 'decide-approval',
  },
  putAbsence: {
    method: 'PUT',
    path: '/v1/absences/{email}',
    scopes: ['credit/approve', 'credit/admin'],
    functionName: 'put-absence',
  },
  getAbsence: {
    method: 'GET',
    path: '/v1/absences/{email}',
    scopes: ['credit/approve', 'credit/admin'],
    functionName: 'get-absence',
  },
  deleteAbsence: {
    method: 'DELETE',
    path: '/v1/absences/{email}',
    scopes: ['credit/approve', 'credit/admin'],
    functionName: 'delete-absence',
  },
  showApproval: {
    method: 'GET',
    path: '/approve/{token}',
    scopes: [],
    functionName: 'show-approval',
  },
  headApproval: {
    method: 'HEAD',
    path: '/approve/{token}',
    scopes: [],
    functionName: 'show-approval',
  },
  decideByLink: {
    method: 'POST',
    path: '/approve/{token}',
    scopes: [],
    functionName: 'decide-by-link',
  },
} as const satisfies Record<string, Operation>;
