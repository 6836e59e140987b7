import { SFNClient } from '@aws-sdk/client-sfn';

/** Step Functions answers in some 100 ms; with three tries a call ends within a function's time. */
export const createWorkflowClient = (): SFNClient =>
  new SFNClient({
    maxAttempts: 3,
    requestHandler: { requestTimeout: 3_000, throwOnRequestTimeout: true, connectionTimeout: 1_000 },
  });
