import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { AttendShardInput, AttendShardOutput } from '../../shared/contracts/workflows/daily-run.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { rememberPeople } from '../../shared/people/remember.ts';
import { attendShard, giveUpShard } from '../../shared/store/daily-runs/attend-shard.ts';
import { openTable } from '../../shared/store/table.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/** A page of customers takes seconds; a minute is left for one in which every write is tried again. */
const TIME_FOR_A_PAGE_MS = 60_000;

/** Goes through the customers of a shard who must be looked at, for as long as there is time. */
export const handler = taskHandler({ input: AttendShardInput, output: AttendShardOutput, config }, async (task) => {
  const { date, giveUp, shard } = task.input;
  const context = await taskContext(task, table, config);
  if (giveUp !== null) {
    const { status } = await giveUpShard(context, task.input, giveUp);
    task.log.error('shard given up', { date, shard, status, failure: giveUp });
    return { more: false };
  }
  const { figures, status } = await attendShard(context, rememberPeople(people), task.input, {
    hasTime: () => task.remainingMilliseconds() > TIME_FOR_A_PAGE_MS,
    onFailure: (customerId, error) => task.log.error('customer not attended to', { date, shard, customerId, error }),
  });
  task.log.info('shard attended to', { date, shard, status, ...figures });
  return { more: status === 'RUNNING' };
});
