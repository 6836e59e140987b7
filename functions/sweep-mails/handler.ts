import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { RunStepInput, RunStepOutput } from '../../shared/contracts/workflows/daily-run.ts';
import { unavailable } from '../../shared/errors.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { rememberPeople } from '../../shared/people/remember.ts';
import { openTable } from '../../shared/store/table.ts';
import { sweepMails } from '../../shared/workflow/sweep-mails.ts';
import { taskError } from '../../shared/workflow/task-error.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/** What one mail may take, and the answer. */
const TIME_FOR_A_MAIL_MS = 20_000;

/** Gives up on mails that were never sent, and tells whom it concerns. Alarms count the lines `mail`, as those of the sender. */
export const handler = taskHandler({ input: RunStepInput, output: RunStepOutput, config }, async (task) => {
  const { log } = task;
  const { failed, givenUp, more } = await sweepMails(table, task.moment.now, config, rememberPeople(people), {
    hasTime: () => task.remainingMilliseconds() > TIME_FOR_A_MAIL_MS,
    onGivenUp: ({ correlationId, mailId, reason, state }) =>
      log.with({ correlationId }).error('mail', { mailId, state, reason }),
    onFailure: (mailId, error) => log.error('nobody told of a mail', { mailId, error }),
  });
  log.info('mails swept', { date: task.input.date, givenUp });
  // The state machine tries again, which goes on with those that are left.
  if (more) throw unavailable('There was no time for all mails.');
  if (failed.length > 0) throw taskError('MailsFailed', `nobody told of: ${failed.join(', ')}`);
  return {};
});
