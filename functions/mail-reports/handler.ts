import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { RunStepInput, RunStepOutput } from '../../shared/contracts/workflows/daily-run.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { rememberPeople } from '../../shared/people/remember.ts';
import { runSoFar } from '../../shared/store/daily-runs/finish.ts';
import { isMadeUpFor } from '../../shared/store/daily-runs/made-up-for.ts';
import { mailReports } from '../../shared/store/portfolio/mail-reports.ts';
import { openTable } from '../../shared/store/table.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/** What is left to queue the mails when the figures for them take their time. */
const TIME_FOR_MAILS_MS = 60_000;

/** Mails the digest, and the reports that are due on this day. Nobody is mailed about a day that is made up for later. */
export const handler = taskHandler({ input: RunStepInput, output: RunStepOutput, config }, async (task) => {
  const { date, failures } = task.input;
  const context = await taskContext(task, table, config);
  const soFar = await runSoFar(context, date, failures);
  if (isMadeUpFor(context, soFar.run)) return {};
  const hasTime = () => task.remainingMilliseconds() > TIME_FOR_MAILS_MS;
  const { mails } = await mailReports(context, rememberPeople(people), date, soFar, hasTime);
  task.log.info('reports mailed', { date, mails });
  return {};
});
