import { listAt, valueAt } from '../client/read.ts';
import type { Meter } from './meter.ts';

/** Complains of workflows that failed and of events that were given up, which no answer of the API tells. */
export const complainOfFailures = async (meter: Meter): Promise<void> => {
  for (const status of ['FAILED', 'TIMED_OUT']) {
    const executions = await meter.call('list executions', 'GET', `/control/executions?status=${status}`);
    for (const execution of listAt(executions, 'items')) {
      meter.complain(`${valueAt(execution, 'executionArn')} ended with ${status}: ${valueAt(execution, 'error')}`);
    }
  }
  const queues = await meter.call('list queues', 'GET', '/control/queues');
  for (const queue of listAt(queues, 'items')) {
    const count = Number(valueAt(queue, 'messageCount'));
    if (count > 0) meter.complain(`${count} dead letters are in ${valueAt(queue, 'name')}`);
  }
};
