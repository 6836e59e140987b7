import type { Scope } from '../domain/identity/scopes.ts';

export type { Scope };

export type HttpMethod = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';

export interface Operation {
  readonly method: HttpMethod;
  /** Route in HTTP API notation, path parameters in braces. */
  readonly path: string;
  /** Scopes of which the bearer token must carry at least one; empty where no token is asked for. */
  readonly scopes: readonly Scope[];
  /** Folder under `functions/` whose handler serves the operation. */
  readonly functionName: string;
}

/**
 * Every HTTP operation of the platform: the one list from which the routes are deployed, the OpenAPI document is
 * written and the scopes are enforced. Plain data, so that the stacks can read it without loading a schema.
 */
export const operations = {
  putCustomer: {
    method: 'PUT',
    path: '/v1/customers/{customerId}',
    scopes: ['credit/write'],
    functionName: 'put-customer',
  },
  getCustomer: {
    method: 'GET',
    path: '/v1/customers/{customerId}',
    scopes: ['credit/read'],
    functionName: 'get-customer',
  },
  listCustomers: {
    method: 'GET',
    path: '/v1/customers',
    scopes: ['credit/read'],
    functionName: 'list-customers',
  },
  holdCustomer: {
    method: 'POST',
    path: '/v1/customers/{customerId}/hold',
    scopes: ['credit/write'],
    functionName: 'change-customer-standing',
  },
  unholdCustomer: {
    method: 'POST',
    path: '/v1/customers/{customerId}/unhold',
    scopes: ['credit/write'],
    functionName: 'change-customer-standing',
  },
  blacklistCustomer: {
    method: 'POST',
    path: '/v1/customers/{customerId}/blacklist',
    scopes: ['credit/write'],
    functionName: 'change-customer-standing',
  },
  unblacklistCustomer: {
    method: 'POST',
    path: '/v1/customers/{customerId}/unblacklist',
    scopes: ['credit/write'],
    functionName: 'change-customer-standing',
  },
  setCreditLimit: {
    method: 'PUT',
    path: '/v1/customers/{customerId}/limit',
    scopes: ['credit/admin'],
    functionName: 'set-credit-limit',
  },
  putCover: {
    method: 'PUT',
    path: '/v1/customers/{customerId}/covers/{coverId}',
    scopes: ['credit/write'],
    functionName: 'put-cover',
  },
  deleteCover: {
    method: 'DELETE',
    path: '/v1/customers/{customerId}/covers/{coverId}',
    scopes: ['credit/write'],
    functionName: 'delete-cover',
  },
  putRating: {
    method: 'PUT',
    path: '/v1/customers/{customerId}/ratings/{source}',
    scopes: ['credit/write'],
    functionName: 'put-rating',
  },
  putAgreement: {
    method: 'PUT',
    path: '/v1/customers/{customerId}/agreements/{agreementId}',
    scopes: ['credit/write'],
    functionName: 'put-agreement',
  },
  listHistory: {
    method: 'GET',
    path: '/v1/customers/{customerId}/history',
    scopes: ['credit/read'],
    functionName: 'list-history',
  },
  getStatement: {
    method: 'GET',
    path: '/v1/customers/{customerId}/statement',
    scopes: ['credit/read'],
    functionName: 'get-statement',
  },
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
  postReceivable: {
    method: 'PUT',
    path: '/v1/receivables/{invoiceId}',
    scopes: ['credit/write'],
    functionName: 'post-receivable',
  },
  getReceivable: {
    method: 'GET',
    path: '/v1/receivables/{invoiceId}',
    scopes: ['credit/read'],
    functionName: 'get-receivable',
  },
  listReceivables: {
    method: 'GET',
    path: '/v1/customers/{customerId}/receivables',
    scopes: ['credit/read'],
    functionName: 'list-receivables',
  },
  writeOffReceivable: {
    method: 'POST',
    path: '/v1/receivables/{invoiceId}/write-off',
    scopes: ['credit/admin'],
    functionName: 'write-off-receivable',
  },
  postCreditNote: {
    method: 'PUT',
    path: '/v1/credit-notes/{creditNoteId}',
    scopes: ['credit/write'],
    functionName: 'post-credit-note',
  },
  postPayment: {
    method: 'PUT',
    path: '/v1/payments/{paymentId}',
    scopes: ['credit/write'],
    functionName: 'post-payment',
  },
  reversePayment: {
    method: 'POST',
    path: '/v1/payments/{paymentId}/reverse',
    scopes: ['credit/write'],
    functionName: 'reverse-payment',
  },
  openDispute: {
    method: 'POST',
    path: '/v1/disputes',
    scopes: ['credit/collect', 'credit/write'],
    functionName: 'open-dispute',
  },
  resolveDispute: {
    method: 'POST',
    path: '/v1/disputes/{disputeId}/resolve',
    scopes: ['credit/collect', 'credit/write'],
    functionName: 'resolve-dispute',
  },
  importLedger: {
    method: 'POST',
    path: '/v1/imports',
    scopes: ['credit/write'],
    functionName: 'import-ledger',
  },
  putFxRates: {
    method: 'PUT',
    path: '/v1/fx-rates/{date}',
    scopes: ['credit/admin'],
    functionName: 'put-fx-rates',
  },
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
  getPolicy: {
    method: 'GET',
    path: '/v1/policy',
    scopes: ['credit/read', 'credit/policy'],
    functionName: 'get-policy',
  },
  listPolicyVersions: {
    method: 'GET',
    path: '/v1/policy/versions',
    scopes: ['credit/read', 'credit/policy'],
    functionName: 'list-policy-versions',
  },
  putPolicyDraft: {
    method: 'PUT',
    path: '/v1/policy/draft',
    scopes: ['credit/policy'],
    functionName: 'put-policy-draft',
  },
  publishPolicy: {
    method: 'POST',
    path: '/v1/policy/draft/publish',
    scopes: ['credit/policy'],
    functionName: 'publish-policy',
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
  getHealth: {
    method: 'GET',
    path: '/health',
    scopes: [],
    functionName: 'get-health',
  },
  getOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    scopes: [],
    functionName: 'get-api-docs',
  },
  getDocs: {
    method: 'GET',
    path: '/docs',
    scopes: [],
    functionName: 'get-api-docs',
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
