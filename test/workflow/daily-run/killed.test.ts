import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { keys } from '../../../shared/store/keys.ts';
import { type Approvals, approvalsOn } from '../../support/approvals.ts';
import { dailyRunsOn } from '../../support/daily-run-platform.ts';
import { type PlatformProcess, startProcess } from '../../support/e2e/platform-process.ts';
import { temporaryDir } from '../../support/fixture-platform.ts';

const RESTARTS = 180_000;
const dataDir = temporaryDir();
let running: PlatformProcess;
let isRunning = false;
let platform: Approvals;
let runs: ReturnType<typeof dailyRunsOn>;

const start = async (): Promise<void> => {
  running = await startProcess(dataDir, ['--empty']);
  platform = approvalsOn(running.endpoints);
  runs = dailyRunsOn(platform);
  isRunning = true;
};
const kill = async (): Promise<void> => {
  await running.kill();
  isRunning = false;
};
// Also after a test that has ended while it was down.
beforeEach(async () => {
  if (!isRunning) await start();
}, RESTARTS);
afterAll(async () => {
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const stored = async (date: string) =>
  [...(await platform.items()).values()].filter(({ pk }) => pk === keys.dailyRun(date).pk);

/** Kills the process in the very moment in which the table says that the run has come so far. */
const killWhen = async (date: string, wished: (items: Awaited<ReturnType<typeof stored>>) => boolean) => {
  const giveUpAt = performance.now() + 20_000;
  while (!wished(await stored(date))) {
    if (performance.now() > giveUpAt) throw new Error(`the run of ${date} never came so far`);
    await sleep(1);
  }
  await kill();
};

const shardsIn = (items: Awaited<ReturnType<typeof stored>>, status?: string) =>
  items.filter(({ entityType, ...item }) => entityType === 'SHARDRUN' && (!status || item['status'] === status));

const moments: readonly [string, number, (items: Awaited<ReturnType<typeof stored>>) => boolean][] = [
  ['it has just been noted', 0, (items) => items.length > 0],
  ['its first shard was begun', 1, (items) => shardsIn(items).length > 0],
  ['its first shard has ended', 2, (items) => shardsIn(items, 'SUCCEEDED').length > 0],
  ['half of its shards have ended', 3, (items) => shardsIn(items, 'SUCCEEDED').length >= 4],
  [
    'it has just ended',
    4,
    (items) => items.some(({ entityType, status }) => entityType === 'DAILYRUN' && status !== 'RUNNING'),
  ],
];

describe('a daily run whose process is killed', () => {
  it.each(moments)(
    'should come to the same end when %s',
    async (_, number, wished) => {
      const customerIds: string[] = [];
      for (let count = 0; count < 8; count += 1) customerIds.push(await runs.debtor(3));
      const date = await platform.day(-number);
      // Its answer may never come.
      const asked = runs.run(date).catch(() => undefined);
      await killWhen(date, wished);
      await asked;
      await start();
      const { runId } = await runs.run(date);
      expect(await runs.untilRun(runId)).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
      for (const customerId of customerIds) {
        expect(await runs.toldOverdue(customerId)).toHaveLength(1);
        expect(await runs.casesOpened(customerId)).toBe(1);
      }
    },
    RESTARTS,
  );
});
