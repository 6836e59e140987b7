import { DecidedApprovalView } from '../decided-approval.ts';
import {
  ApprovalListView,
  ApprovalParams,
  DecideApprovalBody,
  InformationBody,
  LimitRequestListView,
  LimitRequestParams,
  LimitRequestView,
  ListApprovalsQuery,
  ListLimitRequestsQuery,
  RequestLimitBody,
  ResumeBody,
  WithdrawBody,
} from '../limit-requests.ts';
import { type Contract, shown } from './contract.ts';

/** Requests for limits and for the release of orders, and what approvers decide on them. */
export const limitRequestContracts = {
  requestLimit: {
    summary: 'Ask for a limit, for good or up to a date, or for the release of a referred order',
    topic: 'Limit requests',
    body: RequestLimitBody,
    idempotencyKey: true,
    namesCustomer: true,
    answers: [{ status: 202, description: 'Taken in; its approval begins', view: LimitRequestView }],
  },
  getLimitRequest: {
    summary: 'Show a limit request: where it stands, who was asked, who decided what',
    topic: 'Limit requests',
    params: LimitRequestParams,
    answers: [shown(LimitRequestView)],
  },
  listLimitRequests: {
    summary: 'List limit requests, all or those of a status, newest first',
    topic: 'Limit requests',
    query: ListLimitRequestsQuery,
    answers: [shown(LimitRequestListView)],
  },
  withdrawLimitRequest: {
    summary: 'Take a limit request back',
    topic: 'Limit requests',
    params: LimitRequestParams,
    body: WithdrawBody,
    optionalBody: true,
    idempotencyKey: true,
    answers: [shown(LimitRequestView, 'Withdrawn, also when it was before')],
  },
  informLimitRequest: {
    summary: 'Give the information for which an approver returned a limit request',
    topic: 'Limit requests',
    params: LimitRequestParams,
    body: InformationBody,
    idempotencyKey: true,
    answers: [shown(LimitRequestView, 'Recorded; the level is put to its approvers again')],
  },
  resumeLimitRequest: {
    summary: 'Let a limit request go on that stood still after a failure',
    topic: 'Limit requests',
    params: LimitRequestParams,
    body: ResumeBody,
    optionalBody: true,
    idempotencyKey: true,
    answers: [{ status: 202, description: 'It goes on', view: LimitRequestView }],
  },
  listApprovals: {
    summary: 'List the approvals that wait for the caller, oldest first',
    topic: 'Limit requests',
    query: ListApprovalsQuery,
    answers: [shown(ApprovalListView)],
  },
  decideApproval: {
    summary: 'Approve, reject or return what was put to the caller: a limit request, or a handoff to legal',
    topic: 'Limit requests',
    params: ApprovalParams,
    body: DecideApprovalBody,
    idempotencyKey: true,
    answers: [shown(DecidedApprovalView, 'The request, or the handoff, after the decision')],
  },
} as const satisfies Record<string, Contract>;
