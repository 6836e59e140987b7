/**
 * Every HTTP operation of the platform: the one list from which the routes are deployed, the OpenAPI document is
 * written and the scopes are enforced. Plain data, so that the stacks can read it without loading a schema.
 */
export type Scope =
  | 'credit/check'
  | 'credit/read'
  | 'credit/write'
  | 'credit/approve'
  | 'credit/collect'
  | 'credit/policy'
  | 'credit/admin';

export type HttpMethod = 'GET' | 'PUT' | 'POST' | 'DELETE';

export interface Operation {
  readonly method: HttpMethod;
  /** Route in HTTP API notation, path parameters in braces. */
  readonly path: string;
  /** Scopes of which the bearer token must carry at least one; empty where no token is asked for. */
  readonly scopes: readonly Scope[];
  /** Folder under `functions/` whose handler serves the operation. */
  readonly functionName: string;
  readonly summary: string;
}

export const operations = {
  putCustomer: {
    method: 'PUT',
    path: '/v1/customers/{customerId}',
    scopes: ['credit/write'],
    functionName: 'put-customer',
    summary: 'Create a customer or replace its master data',
  },
  getCustomer: {
    method: 'GET',
    path: '/v1/customers/{customerId}',
    scopes: ['credit/read'],
    functionName: 'get-customer',
    summary: 'Show a credit profile',
  },
  listCustomers: {
    method: 'GET',
    path: '/v1/customers',
    scopes: ['credit/read'],
    functionName: 'list-customers',
    summary: 'List customers by name prefix, status or grade',
  },
  holdCustomer: {
    method: 'POST',
    path: '/v1/customers/{customerId}/hold',
    scopes: ['credit/write'],
    functionName: 'change-customer-standing',
    summary: 'Put a customer on credit hold',
  },
  unholdCustomer: {
    method: 'POST',
    path: '/v1/customers/{customerId}/unhold',
    scopes: ['credit/write'],
    functionName: 'change-customer-standing',
    summary: 'Lift the credit hold',
  },
  blacklistCustomer: {
    method: 'POST',
    path: '/v1/customers/{customerId}/blacklist',
    scopes: ['credit/write'],
    functionName: 'change-customer-standing',
    summary: 'Blacklist a customer',
  },
  unblacklistCustomer: {
    method: 'POST',
    path: '/v1/customers/{customerId}/unblacklist',
    scopes: ['credit/write'],
    functionName: 'change-customer-standing',
    summary: 'Take a customer off the blacklist',
  },
  setCreditLimit: {
    method: 'PUT',
    path: '/v1/customers/{customerId}/limit',
    scopes: ['credit/admin'],
    functionName: 'set-credit-limit',
    summary: 'Take over a credit limit from another system, without approval',
  },
  putCover: {
    method: 'PUT',
    path: '/v1/customers/{customerId}/covers/{coverId}',
    scopes: ['credit/write'],
    functionName: 'put-cover',
    summary: 'Record a credit insurance or guarantee',
  },
  deleteCover: {
    method: 'DELETE',
    path: '/v1/customers/{customerId}/covers/{coverId}',
    scopes: ['credit/write'],
    functionName: 'delete-cover',
    summary: 'Remove a cover',
  },
  putRating: {
    method: 'PUT',
    path: '/v1/customers/{customerId}/ratings/{source}',
    scopes: ['credit/write'],
    functionName: 'put-rating',
    summary: 'Record an outside rating',
  },
  putAgreement: {
    method: 'PUT',
    path: '/v1/customers/{customerId}/agreements/{agreementId}',
    scopes: ['credit/write'],
    functionName: 'put-agreement',
    summary: 'Record a credit agreement',
  },
  listHistory: {
    method: 'GET',
    path: '/v1/customers/{customerId}/history',
    scopes: ['credit/read'],
    functionName: 'list-history',
    summary: 'List every change and movement, newest first, hash-chained',
  },
  getStatement: {
    method: 'GET',
    path: '/v1/customers/{customerId}/statement',
    scopes: ['credit/read'],
    functionName: 'get-statement',
    summary: 'Show open items with their remaining amounts (JSON or CSV)',
  },
  checkCredit: {
    method: 'POST',
    path: '/v1/credit-checks',
    scopes: ['credit/check'],
    functionName: 'check-credit',
    summary: 'Decide whether an order may go out on credit, and hold its amount if asked',
  },
  getDecision: {
    method: 'GET',
    path: '/v1/credit-checks/{decisionId}',
    scopes: ['credit/check', 'credit/read'],
    functionName: 'get-decision',
    summary: 'Show a stored decision',
  },
  verifyDecision: {
    method: 'GET',
    path: '/v1/credit-checks/{decisionId}/verify',
    scopes: ['credit/check', 'credit/read'],
    functionName: 'verify-decision',
    summary: 'Recompute the hash of a decision and its place in the chain of the customer',
  },
  amendReservation: {
    method: 'PUT',
    path: '/v1/reservations/{orderId}',
    scopes: ['credit/check'],
    functionName: 'amend-reservation',
    summary: 'Change the amount of a reserved order; the difference is re-checked',
  },
  getReservation: {
    method: 'GET',
    path: '/v1/reservations/{orderId}',
    scopes: ['credit/check', 'credit/read'],
    functionName: 'get-reservation',
    summary: 'Show the reservation of an order',
  },
  releaseReservation: {
    method: 'DELETE',
    path: '/v1/reservations/{orderId}',
    scopes: ['credit/check'],
    functionName: 'release-reservation',
    summary: 'Release the reservation of a cancelled order',
  },
  postReceivable: {
    method: 'PUT',
    path: '/v1/receivables/{invoiceId}',
    scopes: ['credit/write'],
    functionName: 'post-receivable',
    summary: 'Post an invoice',
  },
  getReceivable: {
    method: 'GET',
    path: '/v1/receivables/{invoiceId}',
    scopes: ['credit/read'],
    functionName: 'get-receivable',
    summary: 'Show a receivable',
  },
  listReceivables: {
    method: 'GET',
    path: '/v1/customers/{customerId}/receivables',
    scopes: ['credit/read'],
    functionName: 'list-receivables',
    summary: 'List the receivables of a customer',
  },
  writeOffReceivable: {
    method: 'POST',
    path: '/v1/receivables/{invoiceId}/write-off',
    scopes: ['credit/admin'],
    functionName: 'write-off-receivable',
    summary: 'Write off what remains of a receivable',
  },
  postCreditNote: {
    method: 'PUT',
    path: '/v1/credit-notes/{creditNoteId}',
    scopes: ['credit/write'],
    functionName: 'post-credit-note',
    summary: 'Post a credit note',
  },
  postPayment: {
    method: 'PUT',
    path: '/v1/payments/{paymentId}',
    scopes: ['credit/write'],
    functionName: 'post-payment',
    summary: 'Post a payment and apply it to receivables',
  },
  reversePayment: {
    method: 'POST',
    path: '/v1/payments/{paymentId}/reverse',
    scopes: ['credit/write'],
    functionName: 'reverse-payment',
    summary: 'Reverse a bounced payment; its receivables are open again',
  },
  openDispute: {
    method: 'POST',
    path: '/v1/disputes',
    scopes: ['credit/collect', 'credit/write'],
    functionName: 'open-dispute',
    summary: 'Record that a customer disputes receivables',
  },
  resolveDispute: {
    method: 'POST',
    path: '/v1/disputes/{disputeId}/resolve',
    scopes: ['credit/collect', 'credit/write'],
    functionName: 'resolve-dispute',
    summary: 'Close a dispute',
  },
  importLedger: {
    method: 'POST',
    path: '/v1/imports',
    scopes: ['credit/write'],
    functionName: 'import-ledger',
    summary: 'Import invoices or payments from a CSV file',
  },
  putFxRates: {
    method: 'PUT',
    path: '/v1/fx-rates/{date}',
    scopes: ['credit/admin'],
    functionName: 'put-fx-rates',
    summary: 'Publish the exchange rates of a day',
  },
  getHealth: {
    method: 'GET',
    path: '/health',
    scopes: [],
    functionName: 'get-health',
    summary: 'Tell that the API answers',
  },
  getOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    scopes: [],
    functionName: 'get-api-docs',
    summary: 'The OpenAPI document',
  },
  getDocs: {
    method: 'GET',
    path: '/docs',
    scopes: [],
    functionName: 'get-api-docs',
    summary: 'The readable API reference',
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
