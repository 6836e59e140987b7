import type { Operation } from './operation.ts';

/** Cases that are handed over to legal: the sealed bundle, and what legal makes of it. */
export const legalHandoffOperations = {
  listLegalHandoffs: {
    method: 'GET',
    path: '/v1/legal-handoffs',
    scopes: ['credit/read', 'credit/collect'],
    functionName: 'list-legal-handoffs',
  },
  getLegalHandoff: {
    method: 'GET',
    path: '/v1/legal-handoffs/{handoffId}',
    scopes: ['credit/read', 'credit/collect'],
    functionName: 'get-legal-handoff',
  },
  getLegalHandoffBundle: {
    method: 'GET',
    path: '/v1/legal-handoffs/{handoffId}/bundle',
    scopes: ['credit/read', 'credit/collect'],
    functionName: 'get-legal-bundle',
  },
  getLegalHandoffPart: {
    method: 'GET',
    path: '/v1/legal-handoffs/{handoffId}/bundle/{part}',
    scopes: ['credit/read', 'credit/collect'],
    functionName: 'get-legal-bundle',
  },
  acknowledgeLegalHandoff: {
    method: 'POST',
    path: '/v1/legal-handoffs/{handoffId}/acknowledge',
    scopes: ['credit/collect'],
    functionName: 'answer-legal-handoff',
  },
  rejectLegalHandoff: {
    method: 'POST',
    path: '/v1/legal-handoffs/{handoffId}/reject',
    scopes: ['credit/collect'],
    functionName: 'answer-legal-handoff',
  },
  recallLegalHandoff: {
    method: 'POST',
    path: '/v1/legal-handoffs/{handoffId}/recall',
    scopes: ['credit/collect'],
    functionName: 'answer-legal-handoff',
  },
} as const satisfies Record<string, Operation>;
