import type { Operation } from './operation.ts';

/** Collections: cases, the tasks of people in them, and promises to pay. */
export const collectionOperations = {
  listCollectionCases: {
    method: 'GET',
    path: '/v1/collection-cases',
    scopes: ['credit/read', 'credit/collect'],
    functionName: 'list-collection-cases',
  },
  getCollectionCase: {
    method: 'GET',
    path: '/v1/collection-cases/{caseId}',
    scopes: ['credit/read', 'credit/collect'],
    functionName: 'get-collection-case',
  },
  pauseCollectionCase: {
    method: 'POST',
    path: '/v1/collection-cases/{caseId}/pause',
    scopes: ['credit/collect'],
    functionName: 'steer-collection-case',
  },
  resumeCollectionCase: {
    method: 'POST',
    path: '/v1/collection-cases/{caseId}/resume',
    scopes: ['credit/collect'],
    functionName: 'steer-collection-case',
  },
  escalateCollectionCase: {
    method: 'POST',
    path: '/v1/collection-cases/{caseId}/escalate',
    scopes: ['credit/collect'],
    functionName: 'steer-collection-case',
  },
  listCollectionTasks: {
    method: 'GET',
    path: '/v1/collection-tasks',
    scopes: ['credit/read', 'credit/collect'],
    functionName: 'list-collection-tasks',
  },
  getCollectionTask: {
    method: 'GET',
    path: '/v1/collection-tasks/{taskId}',
    scopes: ['credit/read', 'credit/collect'],
    functionName: 'get-collection-task',
  },
  completeCollectionTask: {
    method: 'POST',
    path: '/v1/collection-tasks/{taskId}/outcome',
    scopes: ['credit/collect'],
    functionName: 'complete-collection-task',
  },
  makePromise: {
    method: 'POST',
    path: '/v1/promises',
    scopes: ['credit/collect'],
    functionName: 'make-promise',
  },
  getPromise: {
    method: 'GET',
    path: '/v1/promises/{promiseId}',
    scopes: ['credit/read', 'credit/collect'],
    functionName: 'get-promise',
  },
} as const satisfies Record<string, Operation>;
