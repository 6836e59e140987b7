import type { Operation } from './operation.ts';

/** The daily run: started by hand, and looked at. */
export const jobOperations = {
  runDailyJob: {
    method: 'POST',
    path: '/v1/jobs/daily-run',
    scopes: ['credit/admin'],
    functionName: 'run-daily-job',
  },
  getJob: {
    method: 'GET',
    path: '/v1/jobs/{runId}',
    scopes: ['credit/admin', 'credit/read'],
    functionName: 'get-job',
  },
} as const satisfies Record<string, Operation>;
