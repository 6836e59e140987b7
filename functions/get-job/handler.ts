import { readTableConfig } from '../../shared/config.ts';
import { jobView } from '../../shared/contracts/job-view.ts';
import { JobParams } from '../../shared/contracts/jobs.ts';
import { notFound } from '../../shared/errors.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { findRun, listShards } from '../../shared/store/daily-runs/items.ts';
import { dateOfRun } from '../../shared/store/daily-runs/run-id.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Shows a daily run: how far it is, or what came of it. */
export const handler = apiHandler({ operations: ['getJob'], params: JobParams, config }, async ({ params }) => {
  const date = dateOfRun(params.runId);
  const run = date === null ? null : await findRun(table, date);
  if (!run) throw notFound('job', params.runId);
  return ok(jobView(run, await listShards(table, run.date)));
});
