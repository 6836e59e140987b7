import { readCollectionConfig } from '../../shared/config.ts';
import { CaseOpenedNews, type CollectionInput } from '../../shared/contracts/workflows/collection.ts';
import { createLogger } from '../../shared/http/logger.ts';
import { recordCaseExecution } from '../../shared/store/collection/items.ts';
import { openTable } from '../../shared/store/table.ts';
import { executionArnOf, startOnce } from '../../shared/workflow/start-once.ts';
import { createWorkflowClient } from '../../shared/workflow/workflow-client.ts';

const config = readCollectionConfig();
const log = createLogger(config);
const table = openTable(config.tableName);
const workflows = createWorkflowClient();

/** Starts the workflow of a case that was opened. The news of it comes at least once; it is started once for each run. */
export const handler = async (event: unknown): Promise<void> => {
  const { correlationId, data } = CaseOpenedNews.parse(event).detail;
  const { caseId, run } = data;
  const name = `${caseId}-${run}`;
  const input: CollectionInput = { caseId, run, correlationId };
  const isStarted = await startOnce(workflows, config.collectionArn, name, input);
  // Whoever started it before may not have come to note it in the case.
  await recordCaseExecution(table, caseId, executionArnOf(config.collectionArn, name));
  log.info('collection started', { caseId, run, correlation_id: correlationId, isStarted });
};
