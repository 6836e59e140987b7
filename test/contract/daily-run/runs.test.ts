import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishRun, runSoFar } from '../../../shared/store/daily-runs/finish.ts';
import { findRun } from '../../../shared/store/daily-runs/items.ts';
import { isMadeUpFor } from '../../../shared/store/daily-runs/made-up-for.ts';
import { openRun } from '../../../shared/store/daily-runs/open.ts';
import { planRun } from '../../../shared/store/daily-runs/plan.ts';
import { gradeCustomer } from '../../../shared/store/grading/grade.ts';
import { dueShardOf } from '../../../shared/store/keys.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { attend, breakOpenItems, customersOfShard, repairOpenItems } from '../../support/daily-runs.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { createCustomer, eur, invoice } from '../../support/movements.ts';

let database: Database;
let desk: Desk;

beforeAll(async () => {
  database = await startDatabase();
  desk = openDesk(database.table, { start: '2026-03-11T04:00:00Z' });
});
afterAll(() => database.stop());

const executionArnOf = (name: string): string => `arn:run:${name}`;
const open = (date: string, again = false) => openRun(desk.at(), { date, again, executionArnOf });

describe('the run of a date', () => {
  it('should be one, whoever starts it and however many at once', async () => {
    const runs = await Promise.all(Array.from({ length: 8 }, () => open('2026-03-01')));
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(1);
    expect(await findRun(database.table, '2026-03-01')).toMatchObject({
      status: 'RUNNING',
      attempt: 1,
      executionArn: 'arn:run:2026-03-01',
      version: 1,
    });
    expect((await open('2026-03-02')).runId).not.toBe(runs[0]?.runId);
  });

  it('should be refused when the date is still to come', async () => {
    await expect(open('2026-03-12')).rejects.toMatchObject({ code: 'unprocessable' });
    expect(await findRun(database.table, '2026-03-12')).toBeNull();
    await expect(finishRun(desk.at(), '2026-03-12', [])).rejects.toMatchObject({ code: 'not-found' });
  });

  it('should have ended once, whatever is told of it afterwards', async () => {
    await open('2026-03-03');
    const { run } = await finishRun(desk.at(), '2026-03-03', []);
    expect(run).toMatchObject({ status: 'SUCCEEDED', endedAt: desk.now() });
    const late = await finishRun(desk.at(), '2026-03-03', [{ step: 'TakeSnapshot', error: 'TypeError' }]);
    expect(late.run).toMatchObject({ status: 'SUCCEEDED', failures: [] });
    // A schedule that fires again, or somebody who asks again, finds it done.
    expect(await open('2026-03-03')).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
    expect(await open('2026-03-03', true)).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
  });

  it('should be tried again when its execution has been gone for half a day and somebody asks', async () => {
    await open('2026-03-10');
    desk.advance({ hours: 11 });
    expect(await open('2026-03-10', true)).toMatchObject({ attempt: 1 });
    desk.advance({ hours: 2 });
    expect(await open('2026-03-10')).toMatchObject({ attempt: 1 });
    expect(await open('2026-03-10', true)).toMatchObject({ attempt: 2, status: 'RUNNING', startedAt: desk.now() });
    expect(await open('2026-03-10', true)).toMatchObject({ attempt: 2 });
  });

  it('should be tried again when it failed and somebody asks, and not because a schedule fires twice', async () => {
    await open('2026-03-04');
    const failures = [{ step: 'Plan', error: 'TypeError' }];
    expect((await runSoFar(desk.at(), '2026-03-04', failures)).run.status).toBe('FAILED');
    expect((await findRun(database.table, '2026-03-04'))?.status).toBe('RUNNING');
    await finishRun(desk.at(), '2026-03-04', failures);
    expect(await open('2026-03-04')).toMatchObject({ status: 'FAILED', attempt: 1, failures });
    const again = await Promise.all([open('2026-03-04', true), open('2026-03-04', true)]);
    expect(again.map(({ attempt }) => attempt)).toEqual([2, 2]);
    expect(await findRun(database.table, '2026-03-04')).toMatchObject({
      status: 'RUNNING',
      executionArn: 'arn:run:2026-03-04-2',
      endedAt: null,
      failures: [],
    });
  });

  it('should know whether it is of its own day, by the clocks of the environment', () => {
    const run = { date: '2026-03-31', startedAt: '2026-03-31T23:30:00.000Z' };
    const at = (timeZone: string) => isMadeUpFor({ environment: { timeZone, country: 'DE' } }, run);
    expect([at('UTC'), at('America/Los_Angeles'), at('Asia/Shanghai')]).toEqual([false, false, true]);
  });
});

describe('the plan of a run', () => {
  it('should be the shards with anybody due, and the next time those that did not succeed', async () => {
    const [sound = ''] = customersOfShard('03', 1, 'P');
    const [broken = ''] = customersOfShard('04', 1, 'P');
    const [later = ''] = customersOfShard('05', 1, 'P');
    for (const customerId of [sound, broken, later]) {
      await createCustomer(desk.at(), customerId);
      const dueOn = customerId === later ? '2026-03-15' : '2026-03-10';
      await invoice(desk.at(), customerId, `${customerId}-I`, eur(10_00), { dueOn, issuedOn: '2026-03-01' });
    }
    // An invoice makes the grade due: whoever has been graded is not waited for.
    await gradeCustomer(desk.at(), later);
    await breakOpenItems(database.table, broken);
    const date = desk.today();
    await open(date);
    expect((await planRun(desk.at(), date)).shards).toEqual(['03', '04']);
    for (const shard of ['03', '04']) await attend(desk.at(), shard);
    const { run } = await finishRun(desk.at(), date, []);
    expect(run).toMatchObject({ status: 'PARTLY_FAILED', figures: { customersAttended: 1, customersFailed: 1 } });

    await repairOpenItems(database.table, broken);
    await open(date, true);
    expect(await planRun(desk.at(), date)).toMatchObject({ run: { attempt: 2 }, shards: ['04'] });
    await attend(desk.at(), '04', { attempt: 2 });
    expect((await finishRun(desk.at(), date, [])).run).toMatchObject({
      status: 'SUCCEEDED',
      attempt: 2,
      figures: { customersAttended: 2, customersFailed: 0 },
    });
    expect([sound, broken, later].map(dueShardOf)).toEqual(['03', '04', '05']);
  });
});
