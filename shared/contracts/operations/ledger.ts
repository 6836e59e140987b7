import type { Operation } from './operation.ts';

/** The ledger: receivables, credit notes, payments, imports and disputes. */
export const ledgerOperations = {
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
  listDisputes: {
    method: 'GET',
    path: '/v1/disputes',
    scopes: ['credit/read', 'credit/collect', 'credit/write'],
    functionName: 'list-disputes',
  },
  getDispute: {
    method: 'GET',
    path: '/v1/disputes/{disputeId}',
    scopes: ['credit/read', 'credit/collect', 'credit/write'],
    functionName: 'get-dispute',
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
} as const satisfies Record<string, Operation>;
