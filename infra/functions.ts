import type { OperationId, operations } from '../shared/contracts/operations.ts';

/** What a function may do with the table: nothing; get and query; or also put, update and delete, each by key. */
export type TableAccess = 'none' | 'read' | 'write';

export interface FunctionSettings {
  readonly table: TableAccess;
  readonly memoryMegabytes: number;
  /** Below the 30 s after which an HTTP API gives up, so that the caller gets our answer and not the door's. */
  readonly timeoutSeconds: number;
  /** It looks up who holds a role. */
  readonly people?: true;
}

export type ApiFunctionName = (typeof operations)[OperationId]['functionName'];

/**
 * 1,024 MB is more than a handler holds, but buys over half a virtual CPU: what a start and the hashing of a decision
 * wait for. 10 s leaves room for every bounded retry of the store and still frees a caller that waits in vain.
 */
const api = (table: TableAccess): FunctionSettings => ({ table, memoryMegabytes: 1024, timeoutSeconds: 10 });

/** A whole virtual CPU (1,769 MB) and all the time that the door allows: a file is parsed and posted line by line. */
const fileImport: FunctionSettings = { table: 'write', memoryMegabytes: 1769, timeoutSeconds: 29 };

/** Reports go through many customers, as far as the time of the door allows, and say where they stopped. */
const report: FunctionSettings = { table: 'read', memoryMegabytes: 1769, timeoutSeconds: 29 };

/** The functions behind the HTTP operations, each with what it needs and no more. The compiler misses none. */
export const apiFunctions: Record<ApiFunctionName, FunctionSettings> = {
  'put-customer': api('write'),
  'get-customer': api('read'),
  'list-customers': api('read'),
  'change-customer-standing': api('write'),
  'get-customer-score': api('read'),
  'set-credit-limit': api('write'),
  'put-cover': api('write'),
  'delete-cover': api('write'),
  'put-rating': api('write'),
  'put-agreement': api('write'),
  'list-history': api('read'),
  // It makes documents: a whole virtual CPU, and time for the open items of a large customer.
  'get-credit-report': report,
  'get-statement': api('read'),
  'check-credit': api('write'),
  'get-decision': api('read'),
  'verify-decision': api('read'),
  'amend-reservation': api('write'),
  'get-reservation': api('read'),
  'release-reservation': api('write'),
  'post-receivable': api('write'),
  'get-receivable': api('read'),
  'list-receivables': api('read'),
  'write-off-receivable': api('write'),
  'post-credit-note': api('write'),
  'post-payment': api('write'),
  'reverse-payment': api('write'),
  'open-dispute': api('write'),
  'list-disputes': api('read'),
  'get-dispute': api('read'),
  'resolve-dispute': api('write'),
  'import-ledger': fileImport,
  'put-fx-rates': api('write'),
  'request-limit': api('write'),
  'get-limit-request': api('read'),
  'list-limit-requests': api('read'),
  'withdraw-limit-request': api('write'),
  'inform-limit-request': api('write'),
  'resume-limit-request': api('write'),
  'list-approvals': api('read'),
  'decide-approval': { ...api('write'), people: true },
  'put-absence': api('write'),
  'get-absence': api('read'),
  'delete-absence': api('write'),
  'list-collection-cases': api('read'),
  'get-collection-case': api('read'),
  'steer-collection-case': { ...api('write'), people: true },
  'list-collection-tasks': api('read'),
  'get-collection-task': api('read'),
  'complete-collection-task': { ...api('write'), people: true },
  'make-promise': { ...api('write'), people: true },
  'get-promise': api('read'),
  'list-legal-handoffs': api('read'),
  'get-legal-handoff': api('read'),
  'get-legal-bundle': api('read'),
  'answer-legal-handoff': { ...api('write'), people: true },
  'run-daily-job': api('write'),
  'get-job': api('read'),
  'get-policy': api('read'),
  'list-policy-versions': api('read'),
  'get-policy-version': api('read'),
  'restore-policy-version': api('write'),
  'get-policy-draft': api('read'),
  'put-policy-draft': api('write'),
  'delete-policy-draft': api('write'),
  'simulate-policy-draft': report,
  'start-shadow-policy': { ...report, table: 'write' },
  'get-shadow-policy': report,
  'end-shadow-policy': api('write'),
  'publish-policy': api('write'),
  // Read: however often a link is fetched, it can change nothing.
  'show-approval': api('read'),
  'decide-by-link': { ...api('write'), people: true },
  'show-payment-page': api('read'),
  'act-on-payment-page': { ...api('write'), people: true },
  'get-aging-report': report,
  'get-portfolio-report': report,
  'get-dso-report': report,
  'get-collections-report': report,
  'get-approvals-report': report,
  'get-overrides-report': report,
  'get-defaulters-report': report,
  'get-limit-reviews-report': report,
  'get-cash-forecast': report,
  'get-health': api('none'),
  'get-api-docs': api('none'),
};

/** A task of a workflow waits on the table, and on the directory of people; its machine waits 60 s for it and tries again. */
const task: FunctionSettings = { table: 'write', memoryMegabytes: 512, timeoutSeconds: 30 };

/** The functions that the state machines call. */
export const workflowFunctions = {
  'assess-limit-request': task,
  'open-approval-level': { ...task, people: true },
  'chase-approval': { ...task, people: true },
  'apply-limit-request': task,
  'park-limit-request': { ...task, people: true },
  'settle-approval': task,
  'announce-temporary-limit-end': task,
  'end-temporary-limit': task,
} as const satisfies Record<string, FunctionSettings>;
export type WorkflowFunctionName = keyof typeof workflowFunctions;

/** The functions that the state machine of collection cases calls. */
export const collectionFunctions = {
  'advance-collection': { ...task, people: true },
  'settle-collection': { ...task, people: true },
  // It makes documents: a whole virtual CPU, and time for those of a large customer.
  'seal-legal-handoff': { table: 'write', memoryMegabytes: 1769, timeoutSeconds: 60, people: true },
  'park-collection': { ...task, table: 'none' },
} as const satisfies Record<string, FunctionSettings>;

/** Five minutes of going through customers, or of one thing for all of them, which wait for the table most of the time. */
const longTask: FunctionSettings = { table: 'write', memoryMegabytes: 1024, timeoutSeconds: 300 };

/** The functions that the state machine of the daily run calls. */
export const dailyRunFunctions = {
  'plan-daily-run': { ...task, table: 'read' },
  'attend-shard': { ...longTask, people: true },
  'sweep-mails': { ...longTask, people: true },
  'escalate-tasks': { ...longTask, people: true },
  'remind-legal': { ...longTask, people: true },
  // The whole portfolio in one piece: a quarter of an hour, a whole virtual CPU and the memory that comes with it.
  'take-snapshot': { table: 'write', memoryMegabytes: 1769, timeoutSeconds: 900 },
  'mail-reports': { ...longTask, people: true },
  'finish-daily-run': task,
} as const satisfies Record<string, FunctionSettings>;

/** Starts the daily run when its schedule fires. */
export const dailyRunStarter: FunctionSettings = task;

/** Starts a workflow for each case that was opened. */
export const collectionStarter: FunctionSettings = task;

/** Starts a workflow for each request that was taken in. */
export const approvalStarter: FunctionSettings = task;

/**
 * The sender renders mails and waits for SES. 120 s hold a mail that is given every time-out, after another one whose
 * earlier sender is waited for.
 */
export const mailSender: FunctionSettings = {
  table: 'write',
  memoryMegabytes: 512,
  timeoutSeconds: 120,
  people: true,
};

/** One write for each thing that SES tells of a mail; a reminder that did not arrive becomes somebody's task. */
export const mailRecorder: FunctionSettings = {
  table: 'write',
  memoryMegabytes: 512,
  timeoutSeconds: 20,
  people: true,
};

/** One customer for each event that a grade does not wait with. */
export const customerGrader: FunctionSettings = task;

/** A few mails for each warning, to people whom it looks up. */
export const warningMailer: FunctionSettings = { ...task, people: true };

/** One movement for each event of another system. */
export const upstreamTaker: FunctionSettings = { table: 'write', memoryMegabytes: 512, timeoutSeconds: 30 };

/**
 * The publisher reads the stream, not the table. It waits on the bus, so 512 MB do; 30 s are enough for a batch of 100
 * with the SDK's own retries.
 */
export const publisher: FunctionSettings = { table: 'none', memoryMegabytes: 512, timeoutSeconds: 30 };

/** It computes, and nothing else. Cognito gives up on a trigger after 5 s. */
export const tokenShaper: FunctionSettings = { table: 'none', memoryMegabytes: 512, timeoutSeconds: 5 };
