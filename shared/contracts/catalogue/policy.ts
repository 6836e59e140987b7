import {
  ListPolicyVersionsQuery,
  PolicyDocumentBody,
  PolicyDraftView,
  PolicyVersionListView,
  PolicyVersionView,
  PublishPolicyBody,
} from '../policy.ts';
import { type Contract, shown, stored } from './contract.ts';

/** The credit policy: its active version, its history, its draft. */
export const policyContracts = {
  getPolicy: {
    summary: 'Show the version of the policy that is in force',
    topic: 'Policy',
    answers: [shown(PolicyVersionView)],
  },
  listPolicyVersions: {
    summary: 'List the versions of the policy, newest first: who, when and what changed',
    topic: 'Policy',
    query: ListPolicyVersionsQuery,
    answers: [shown(PolicyVersionListView)],
  },
  putPolicyDraft: {
    summary: 'Write the draft of the next version, in place of the one that waits',
    topic: 'Policy',
    body: PolicyDocumentBody,
    answers: stored(PolicyDraftView, 'Replaced, or the same as before'),
  },
  publishPolicy: {
    summary: 'Make the draft the next version and put it in force',
    topic: 'Policy',
    body: PublishPolicyBody,
    optionalBody: true,
    idempotencyKey: true,
    answers: [shown(PolicyVersionView, 'The version that is now in force')],
  },
} as const satisfies Record<string, Contract>;
