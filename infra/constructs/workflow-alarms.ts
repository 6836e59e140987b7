import { type Alarms, counted } from './alarms.ts';
import type { Collection } from './collection.ts';
import type { LimitApproval } from './limit-approval.ts';
import type { Workflow } from './workflow.ts';

/** Executions that ended before their work was done. None of them goes on by itself. */
export const watchExecutions = (alarms: Alarms, { stateMachine, workflowName }: Workflow): void => {
  const runbook = 'workflow-ended-early';
  alarms.raise(`${workflowName}-failed`, {
    metric: stateMachine.metricFailed(counted),
    what: `An execution of ${workflowName} failed where nothing in it could take it up.`,
    runbook,
  });
  alarms.raise(`${workflowName}-timed-out`, {
    metric: stateMachine.metricTimedOut(counted),
    what: `An execution of ${workflowName} ran longer than AWS or its definition allows.`,
    runbook,
  });
  alarms.raise(`${workflowName}-aborted`, {
    metric: stateMachine.metricAborted(counted),
    what: `Somebody stopped an execution of ${workflowName}.`,
    runbook,
  });
};

/** Requests that stand still, executions that ended early, and news that nobody acted on. */
export const watchLimitApproval = (alarms: Alarms, approval: LimitApproval): void => {
  watchExecutions(alarms, approval.approval);
  watchExecutions(alarms, approval.temporaryLimit);
  alarms.raise('limit-requests-parked', {
    metric: approval.parked.metric(counted),
    what: 'A limit request stands still after a failure and waits for a repair.',
    runbook: 'limit-request-parked',
  });
  alarms.raiseOnDeadLetters('lost-approval-news', approval.lostNews, {
    what: 'A limit request was not started, or a decision did not wake its workflow.',
    runbook: 'news-of-approvals-lost',
  });
};

/** Cases that stand still, executions that ended early, and news that nobody acted on. */
export const watchCollection = (alarms: Alarms, collection: Collection): void => {
  watchExecutions(alarms, collection.workflow);
  alarms.raise('collection-cases-parked', {
    metric: collection.parked.metric(counted),
    what: 'A collection case stands still after a failure; its workflow tries again every three hours.',
    runbook: 'collection-case-parked',
  });
  alarms.raiseOnDeadLetters('lost-collection-news', collection.lostNews, {
    what: 'A collection case was not started, or did not hear of a payment at once.',
    runbook: 'news-of-collections-lost',
  });
};
