import { unavailable } from '../../errors.ts';
import { CONTENTION_TRIES } from '../retry.ts';
import type { Table } from '../table.ts';
import { saveRequest } from './change.ts';
import { loadRequest } from './items.ts';

/** Notes by which execution of the workflow a request is moved on. */
export const recordExecution = async (table: Table, requestId: string, executionArn: string): Promise<void> => {
  for (let attempt = 0; attempt < CONTENTION_TRIES; attempt += 1) {
    const request = await loadRequest(table, requestId);
    if (request.executionArn === executionArn) return;
    if (await saveRequest(table, request, { ...request, executionArn })) return;
  }
  throw unavailable(`Too many changes of limit request '${requestId}' at the same time. Try again.`);
};
