import type { Operation } from './operation.ts';

/** Reports on receivables, collections and approvals. */
export const reportOperations = {
  getAgingReport: {
    method: 'GET',
    path: '/v1/reports/aging',
    scopes: ['credit/read'],
    functionName: 'get-aging-report',
  },
  getPortfolioReport: {
    method: 'GET',
    path: '/v1/reports/portfolio',
    scopes: ['credit/read'],
    functionName: 'get-portfolio-report',
  },
  getDsoReport: {
    method: 'GET',
    path: '/v1/reports/dso',
    scopes: ['credit/read'],
    functionName: 'get-dso-report',
  },
  getCollectionsReport: {
    method: 'GET',
    path: '/v1/reports/collections',
    scopes: ['credit/read'],
    functionName: 'get-collections-report',
  },
  getApprovalsReport: {
    method: 'GET',
    path: '/v1/reports/approvals',
    scopes: ['credit/read'],
    functionName: 'get-approvals-report',
  },
  getLimitReviewsReport: {
    method: 'GET',
    path: '/v1/reports/limit-reviews',
    scopes: ['credit/read'],
    functionName: 'get-limit-reviews-report',
  },
  getOverridesReport: {
    method: 'GET',
    path: '/v1/reports/overrides',
    scopes: ['credit/read'],
    functionName: 'get-overrides-report',
  },
  getDefaultersReport: {
    method: 'GET',
    path: '/v1/reports/defaulters',
    scopes: ['credit/read'],
    functionName: 'get-defaulters-report',
  },
  getCashForecast: {
    method: 'GET',
    path: '/v1/reports/cash-forecast',
    scopes: ['credit/read'],
    functionName: 'get-cash-forecast',
  },
} as const satisfies Record<string, Operation>;
