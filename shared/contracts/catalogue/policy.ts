import {
  ListPolicyVersionsQuery,
  PolicyDocumentBody,
  PolicyDraftView,
  PolicyVersionDetailView,
  PolicyVersionListView,
  PolicyVersionParams,
  PolicyVersionView,
  PublishPolicyBody,
  RestorePolicyVersionBody,
} from '../policy.ts';
import { ShadowPolicyView, SimulatePolicyBody, SimulationView } from '../simulation.ts';
import { type Contract, removed, shown, stored } from './contract.ts';

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
  getPolicyVersion: {
    summary: 'Show a version of the policy, and what differs from the one before',
    topic: 'Policy',
    params: PolicyVersionParams,
    answers: [shown(PolicyVersionDetailView)],
  },
  restorePolicyVersion: {
    summary: 'Put an older version of the policy in force again, as a new version',
    topic: 'Policy',
    params: PolicyVersionParams,
    body: RestorePolicyVersionBody,
    idempotencyKey: true,
    answers: [shown(PolicyVersionView, 'The version that is now in force')],
  },
  getPolicyDraft: {
    summary: 'Show the draft that waits, and what differs from the version that it was written for',
    topic: 'Policy',
    mayBeMissing: true,
    answers: [shown(PolicyDraftView)],
  },
  putPolicyDraft: {
    summary: 'Write the draft of the next version, in place of the one that waits',
    topic: 'Policy',
    body: PolicyDocumentBody,
    answers: stored(PolicyDraftView, 'Replaced, or the same as before'),
  },
  deletePolicyDraft: {
    summary: 'Discard the draft that waits',
    topic: 'Policy',
    answers: [removed],
  },
  simulatePolicy: {
    summary: 'Decide the recorded checks of a period again by the draft, without effect',
    topic: 'Policy',
    body: SimulatePolicyBody,
    answers: [shown(SimulationView)],
  },
  startShadowPolicy: {
    summary: 'Let the draft decide beside the policy in force, without effect',
    topic: 'Policy',
    answers: [shown(ShadowPolicyView)],
  },
  getShadowPolicy: {
    summary: 'Show what the draft in shadow has decided since it began',
    topic: 'Policy',
    mayBeMissing: true,
    answers: [shown(ShadowPolicyView)],
  },
  endShadowPolicy: {
    summary: 'End the shadow',
    topic: 'Policy',
    answers: [removed],
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
