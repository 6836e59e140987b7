import type { Operation } from './operation.ts';

/** The credit policy: its active version, its history, its draft. */
export const policyOperations = {
  getPolicy: {
    method: 'GET',
    path: '/v1/policy',
    scopes: ['credit/read', 'credit/policy'],
    functionName: 'get-policy',
  },
  listPolicyVersions: {
    method: 'GET',
    path: '/v1/policy/versions',
    scopes: ['credit/read', 'credit/policy'],
    functionName: 'list-policy-versions',
  },
  getPolicyVersion: {
    method: 'GET',
    path: '/v1/policy/versions/{version}',
    scopes: ['credit/read', 'credit/policy'],
    functionName: 'get-policy-version',
  },
  restorePolicyVersion: {
    method: 'POST',
    path: '/v1/policy/versions/{version}/restore',
    scopes: ['credit/policy'],
    functionName: 'restore-policy-version',
  },
  getPolicyDraft: {
    method: 'GET',
    path: '/v1/policy/draft',
    scopes: ['credit/read', 'credit/policy'],
    functionName: 'get-policy-draft',
  },
  putPolicyDraft: {
    method: 'PUT',
    path: '/v1/policy/draft',
    scopes: ['credit/policy'],
    functionName: 'put-policy-draft',
  },
  deletePolicyDraft: {
    method: 'DELETE',
    path: '/v1/policy/draft',
    scopes: ['credit/policy'],
    functionName: 'delete-policy-draft',
  },
  simulatePolicy: {
    method: 'POST',
    path: '/v1/policy/draft/simulate',
    scopes: ['credit/policy'],
    functionName: 'simulate-policy-draft',
  },
  startShadowPolicy: {
    method: 'POST',
    path: '/v1/policy/draft/shadow',
    scopes: ['credit/policy'],
    functionName: 'start-shadow-policy',
  },
  getShadowPolicy: {
    method: 'GET',
    path: '/v1/policy/shadow',
    scopes: ['credit/read', 'credit/policy'],
    functionName: 'get-shadow-policy',
  },
  endShadowPolicy: {
    method: 'DELETE',
    path: '/v1/policy/shadow',
    scopes: ['credit/policy'],
    functionName: 'end-shadow-policy',
  },
  publishPolicy: {
    method: 'POST',
    path: '/v1/policy/draft/publish',
    scopes: ['credit/policy'],
    functionName: 'publish-policy',
  },
} as const satisfies Record<string, Operation>;
