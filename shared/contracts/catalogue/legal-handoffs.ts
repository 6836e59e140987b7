import {
  AcknowledgeHandoffBody,
  BundleManifestView,
  BundlePartParams,
  LegalHandoffListView,
  LegalHandoffParams,
  LegalHandoffView,
  ListLegalHandoffsQuery,
  RecallHandoffBody,
  RejectHandoffBody,
} from '../legal-handoffs.ts';
import { type Contract, shown } from './contract.ts';

/** Cases that are handed over to legal. */
export const legalHandoffContracts = {
  listLegalHandoffs: {
    summary: 'List legal handoffs, all or those of a status, newest first',
    topic: 'Legal handoffs',
    query: ListLegalHandoffsQuery,
    answers: [shown(LegalHandoffListView)],
  },
  getLegalHandoff: {
    summary: 'Show a legal handoff: who approved it, what was sealed, what legal made of it',
    topic: 'Legal handoffs',
    params: LegalHandoffParams,
    answers: [shown(LegalHandoffView)],
  },
  getLegalHandoffBundle: {
    summary: 'Fetch the manifest of a sealed bundle, or statement and dunning log as one PDF',
    topic: 'Legal handoffs',
    params: LegalHandoffParams,
    answers: [{ status: 200, description: 'The manifest', view: BundleManifestView, otherTypes: ['application/pdf'] }],
  },
  getLegalHandoffPart: {
    summary: 'Fetch a part of a sealed bundle, byte by byte as it was sealed; its hash is the ETag',
    topic: 'Legal handoffs',
    params: BundlePartParams,
    answers: [{ status: 200, description: 'The part', otherTypes: ['application/json', 'application/pdf'] }],
  },
  acknowledgeLegalHandoff: {
    summary: 'Take a legal handoff over, under the matter number of legal',
    topic: 'Legal handoffs',
    params: LegalHandoffParams,
    body: AcknowledgeHandoffBody,
    idempotencyKey: true,
    answers: [shown(LegalHandoffView, 'Taken over, also when it was before')],
  },
  rejectLegalHandoff: {
    summary: 'Send a legal handoff back to collections, with the reason',
    topic: 'Legal handoffs',
    params: LegalHandoffParams,
    body: RejectHandoffBody,
    idempotencyKey: true,
    answers: [shown(LegalHandoffView, 'The case is back with collections')],
  },
  recallLegalHandoff: {
    summary: 'Take a legal handoff back from legal, with the reason',
    topic: 'Legal handoffs',
    params: LegalHandoffParams,
    body: RecallHandoffBody,
    idempotencyKey: true,
    answers: [shown(LegalHandoffView, 'The case is back with collections, and legal is told')],
  },
} as const satisfies Record<string, Contract>;
