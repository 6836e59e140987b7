import { rmSync } from 'node:fs';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRun } from '../../../shared/store/daily-runs/items.ts';
import { openRun } from '../../../shared/store/daily-runs/open.ts';
import { executionArnOf } from '../../../shared/workflow/start-once.ts';
import { openDesk } from '../../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';
import { type Bench, startBench } from '../../support/step-functions-bench.ts';
import { workflowFile } from '../../support/workflow-file.ts';

let database: Database;
let bench: Bench;
let handler: (event: unknown) => Promise<void>;

/** The starter of the schedule on a table and a Step Functions of its own; what the workflow calls is no matter here. */
beforeAll(async () => {
  database = await startDatabase();
  const step = () => ({});
  bench = await startBench({
    machines: { 'daily-run': workflowFile('daily-run') },
    functions: {
      'plan-daily-run': () => ({ attempt: 1, shards: [] }),
      ...{ 'attend-shard': step, 'sweep-mails': step, 'escalate-tasks': step, 'remind-legal': step },
      ...{ 'take-snapshot': step, 'mail-reports': step },
      'finish-daily-run': () => ({ status: 'SUCCEEDED' }),
    },
  });
  lendToHandlers(database);
  const { protocol, hostname, port, path } = (await bench.client.config.endpoint?.()) ?? {};
  Object.assign(process.env, {
    TIME_ZONE: 'Asia/Shanghai',
    DAILY_RUN_ARN: bench.arnOf('daily-run'),
    AWS_ENDPOINT_URL_SFN: `${protocol}//${hostname}:${port}${path}`,
  });
  ({ handler } = await import('../../../functions/start-daily-run/handler.ts'));
});
afterAll(async () => {
  await bench.kill();
  rmSync(bench.dataDir, { recursive: true, force: true });
  await database.stop();
});

const fire = (scheduledAt: string) => handler({ scheduledAt, correlationId: `schedule of ${scheduledAt}` });
const executions = async (): Promise<readonly string[]> => {
  const answer = await bench.client.send(new ListExecutionsCommand({ stateMachineArn: bench.arnOf('daily-run') }));
  return (answer.executions ?? []).map(({ name = '' }) => name).toSorted();
};

describe('the schedule of the daily run', () => {
  it('should start the run of the date on which it was to fire, in the environment', async () => {
    // Five in the morning of 1 April in Shanghai.
    await fire('2026-03-31T21:00:00Z');
    expect(await executions()).toEqual(['2026-04-01']);
    expect(await findRun(database.table, '2026-04-01')).toMatchObject({
      status: 'RUNNING',
      startedBy: 'credence',
      startedAt: '2026-03-31T21:00:00.000Z',
      executionArn: executionArnOf(bench.arnOf('daily-run'), '2026-04-01'),
      correlationId: 'schedule of 2026-03-31T21:00:00Z',
    });
  });

  it('should start it once, however often it is delivered, at once and one after the other', async () => {
    const times = ['2026-04-01T21:00:00Z', '2026-04-01T21:00:00Z', '2026-04-01T21:00:00Z'];
    await Promise.all(times.map(fire));
    await fire('2026-04-01T21:00:00Z');
    await bench.advance(1_000);
    await fire('2026-04-01T21:00:00Z');
    expect(await executions()).toEqual(['2026-04-01', '2026-04-02']);
    expect(await findRun(database.table, '2026-04-02')).toMatchObject({ attempt: 1, version: 1 });
  });

  it('should start what was noted and never begun, because the process ended in between', async () => {
    const context = openDesk(database.table, { start: '2026-04-02T21:00:00Z', timeZone: 'Asia/Shanghai' }).at();
    const arnOf = (name: string) => executionArnOf(bench.arnOf('daily-run'), name);
    await openRun(context, { date: '2026-04-03', again: false, executionArnOf: arnOf });
    expect(await executions()).not.toContain('2026-04-03');
    await fire('2026-04-02T21:00:00Z');
    expect(await executions()).toContain('2026-04-03');
  });

  it('should refuse what does not come from it', async () => {
    await expect(handler({ detail: {} })).rejects.toThrow();
    await expect(handler({ scheduledAt: 'today', correlationId: 'x' })).rejects.toThrow();
  });
});
