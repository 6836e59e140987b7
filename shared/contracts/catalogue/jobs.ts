import { JobParams, JobView, RunDailyJobBody } from '../jobs.ts';
import { type Contract, shown } from './contract.ts';

/** What the platform does every day by itself. */
export const jobContracts = {
  runDailyJob: {
    summary: 'Run what is due on a day, of which there is one run',
    topic: 'Jobs',
    body: RunDailyJobBody,
    optionalBody: true,
    idempotencyKey: true,
    answers: [{ status: 202, description: 'The run of that date, begun now or before', view: JobView }],
  },
  getJob: {
    summary: 'Show a run: how far it is, or what came of it',
    topic: 'Jobs',
    params: JobParams,
    answers: [shown(JobView)],
  },
} as const satisfies Record<string, Contract>;
