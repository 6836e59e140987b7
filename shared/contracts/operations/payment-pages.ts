import type { Operation } from './operation.ts';

/** The page behind the link of a reminder, for customers: what is open, promises and disputes. */
export const paymentPageOperations = {
  showPaymentPage: {
    method: 'GET',
    path: '/pay/{token}',
    scopes: [],
    functionName: 'show-payment-page',
  },
  headPaymentPage: {
    method: 'HEAD',
    path: '/pay/{token}',
    scopes: [],
    functionName: 'show-payment-page',
  },
  actOnPaymentPage: {
    method: 'POST',
    path: '/pay/{token}',
    scopes: [],
    functionName: 'act-on-payment-page',
  },
} as const satisfies Record<string, Operation>;
