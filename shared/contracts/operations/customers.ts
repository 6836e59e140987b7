import type { Operation } from './operation.ts';

/** Customers: master data, standing, limit, covers, history and statement. */
export const customerOperations = {
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
  reportInsolvency: {
    method: 'POST',
    path: '/v1/customers/{customerId}/insolvency',
    scopes: ['credit/write'],
    functionName: 'change-customer-standing',
  },
  endInsolvency: {
    method: 'POST',
    path: '/v1/customers/{customerId}/insolvency-end',
    scopes: ['credit/write'],
    functionName: 'change-customer-standing',
  },
  getCustomerScore: {
    method: 'GET',
    path: '/v1/customers/{customerId}/score',
    scopes: ['credit/read'],
    functionName: 'get-customer-score',
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
  getCreditReport: {
    method: 'GET',
    path: '/v1/customers/{customerId}/credit-report',
    scopes: ['credit/read'],
    functionName: 'get-credit-report',
  },
  getStatement: {
    method: 'GET',
    path: '/v1/customers/{customerId}/statement',
    scopes: ['credit/read'],
    functionName: 'get-statement',
  },
} as const satisfies Record<string, Operation>;
