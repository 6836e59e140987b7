import type { Operation } from './operation.ts';

/** Exchange rates, and what tells about the API itself. */
export const serviceOperations = {
  putFxRates: {
    method: 'PUT',
    path: '/v1/fx-rates/{date}',
    scopes: ['credit/admin'],
    functionName: 'put-fx-rates',
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
