import { RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TemporaryLimitExecution } from '../../shared/contracts/workflows/temporary-limit.ts';
import { momentAt } from '../../shared/dates.ts';
import { temporaryLimitTimes } from '../../shared/domain/account/temporary-limit.ts';
import { loadAccount } from '../../shared/store/accounts.ts';
import type { Context } from '../../shared/store/context.ts';
import { listMails } from '../../shared/store/mails.ts';
import { findDefects } from '../support/audit.ts';
import { openDesk } from '../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../support/dynamodb.ts';
import { createCustomer, eur, invoice, pay } from '../support/movements.ts';
import type { Bench } from '../support/step-functions-bench.ts';
import { grantLimit } from '../support/temporary-limits.ts';
import { benchesOfTest } from '../support/workflow-definitions.ts';
import { workflowFile } from '../support/workflow-file.ts';

const TIME_ZONE = 'Europe/Berlin';
const DAY_MS = 86_400_000;

type Functions = NonNullable<Parameters<ReturnType<typeof benchesOfTest>['start']>[0]['functions']>;

let database: Database;
let functions: Functions;

beforeAll(async () => {
  database = await startDatabase();
  lendToHandlers(database);
  process.env['TIME_ZONE'] = TIME_ZONE;
  const [announce, end] = await Promise.all([
    import('../../functions/announce-temporary-limit-end/handler.ts'),
    import('../../functions/end-temporary-limit/handler.ts'),
  ]);
  functions = { 'announce-temporary-limit-end': announce.handler, 'end-temporary-limit': end.handler };
});

afterAll(async () => {
  expect(await findDefects(database)).toEqual([]);
  await database.stop();
});

const benches = benchesOfTest();
const machines = { 'temporary-limit': workflowFile('temporary-limit') };

const startBench = (at: string, replaced: Functions = {}): Promise<Bench> =>
  benches.start({ machines, functions: { ...functions, ...replaced }, startAt: Date.parse(at) });

const contextAt = (bench: Bench): Context => ({
  ...openDesk(database.table).at(),
  moment: momentAt(bench.clock.now(), TIME_ZONE),
});

/** A customer with a limit of 100.00 and a temporary one of 300.00 that begins now, and its execution. */
const grantAt = async (bench: Bench, customerId: string, validTo: string) => {
  const context = contextAt(bench);
  await createCustomer(context, customerId, { limit: 100_00 });
  const requestId = await grantLimit(context, customerId, 300_00, validTo);
  const times = temporaryLimitTimes({ validTo, grantedAt: context.moment.now, timeZone: TIME_ZONE });
  const input = TemporaryLimitExecution.parse({ requestId, customerId, correlationId: 'test', ...times });
  return { requestId, arn: await bench.start('temporary-limit', input, requestId) };
};

const moveTo = (bench: Bench, instant: string) => bench.clock.moveTo(Date.parse(instant));
const accountOf = (customer: string) => loadAccount(database.table, customer);

const mailsAbout = async (requestId: string): Promise<string[]> => {
  const { mails } = await listMails(database.table, 'PENDING', { limit: 200 });
  return mails
    .filter(({ about }) => about['requestId'] === requestId)
    .map(({ queuedAt, template }) => `${queuedAt} ${template}`)
    .reverse();
};

describe('the workflow of a temporary limit', () => {
  it('should give notice and then end it when its day is over, across the change to winter time', async () => {
    const bench = await startBench('2026-10-01T08:00:00Z');
    const { arn, requestId } = await grantAt(bench, 'A', '2026-10-25');
    await moveTo(bench, '2026-10-25T22:59:59Z');
    expect((await accountOf('A'))?.temporaryLimit).not.toBeNull();
    await moveTo(bench, '2026-10-25T23:00:00Z');
    expect(await bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: { outcome: 'ENDED', held: false } });
    expect((await accountOf('A'))?.temporaryLimit).toBeNull();
    expect(await mailsAbout(requestId)).toEqual([
      '2026-10-17T22:00:00.000Z temporary-limit-ending',
      '2026-10-25T23:00:00.000Z temporary-limit-ended',
    ]);
  });

  it('should end it with the day on which the clocks go forward, and hold who owes more than is left', async () => {
    const bench = await startBench('2027-03-01T08:00:00Z');
    const { arn } = await grantAt(bench, 'B', '2027-03-28');
    await invoice(contextAt(bench), 'B', 'IB', eur(180_00), { dueOn: '2027-05-01' });
    await moveTo(bench, '2027-03-28T21:59:59Z');
    expect(await accountOf('B')).toMatchObject({ holdReasons: [], temporaryLimit: { amount: 300_00n } });
    await moveTo(bench, '2027-03-28T22:00:00Z');
    expect(await bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: { outcome: 'ENDED', held: true } });
    expect(await accountOf('B')).toMatchObject({
      temporaryLimit: null,
      holdReasons: [expect.stringContaining('ended with 2027-03-28')],
    });
  });

  it('should hold nobody who has paid in time', async () => {
    const bench = await startBench('2026-06-01T08:00:00Z');
    const { arn } = await grantAt(bench, 'C', '2026-06-20');
    await invoice(contextAt(bench), 'C', 'IC', eur(180_00), { dueOn: '2026-07-01' });
    await moveTo(bench, '2026-06-19T08:00:00Z');
    await pay(contextAt(bench), 'C', 'PC', eur(80_00));
    await moveTo(bench, '2026-06-21T00:00:00Z');
    expect(await bench.describe(arn)).toMatchObject({ output: { outcome: 'ENDED', held: false } });
  });

  it('should give notice one day before, or none, when it was granted late', async () => {
    const bench = await startBench('2026-06-01T08:00:00Z');
    const late = await grantAt(bench, 'D', '2026-06-04');
    const today = await grantAt(bench, 'E', '2026-06-01');
    await bench.advance(5 * DAY_MS);
    expect(await mailsAbout(late.requestId)).toEqual([
      '2026-06-02T22:00:00.000Z temporary-limit-ending',
      '2026-06-04T22:00:00.000Z temporary-limit-ended',
    ]);
    expect(await mailsAbout(today.requestId)).toEqual(['2026-06-01T22:00:00.000Z temporary-limit-ended']);
    expect(await bench.describe(today.arn)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('should leave the one alone that took its place', async () => {
    const bench = await startBench('2026-06-01T08:00:00Z');
    const { arn, requestId } = await grantAt(bench, 'F', '2026-06-20');
    await bench.advance(DAY_MS);
    await grantLimit(contextAt(bench), 'F', 400_00, '2026-08-31');
    await moveTo(bench, '2026-06-21T00:00:00Z');
    expect(await bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: { outcome: 'GONE', held: false } });
    expect((await accountOf('F'))?.temporaryLimit).toMatchObject({ amount: 400_00n });
    expect(await mailsAbout(requestId)).toEqual([]);
  });

  it('should try again what passes by itself, and have one effect of an answer that was lost', async () => {
    let calls = 0;
    const bench = await startBench('2026-06-01T08:00:00Z', {
      'end-temporary-limit': async (event, call) => {
        calls += 1;
        const answer = await functions['end-temporary-limit']?.(event, call);
        if (calls < 3) throw Object.assign(new Error('later'), { name: 'Unavailable' });
        return answer;
      },
    });
    const { arn, requestId } = await grantAt(bench, 'G', '2026-06-01');
    await bench.advance(DAY_MS);
    expect(await bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: { outcome: 'GONE', held: false } });
    expect(calls).toBe(3);
    expect(await mailsAbout(requestId)).toHaveLength(1);
    const moments = bench.invocations.map(({ event }) => (event as { now: string }).now);
    expect(new Set(moments)).toEqual(new Set(['2026-06-01T22:00:00.000Z']));
  });

  it('should end on its day though its notice failed for good', async () => {
    const bench = await startBench('2026-06-01T08:00:00Z', {
      'announce-temporary-limit-end': () => {
        throw new TypeError('no such thing');
      },
    });
    const { arn, requestId } = await grantAt(bench, 'N', '2026-06-20');
    await moveTo(bench, '2026-06-21T00:00:00Z');
    expect(await bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: { outcome: 'ENDED', held: false } });
    expect((await accountOf('N'))?.temporaryLimit).toBeNull();
    expect(await mailsAbout(requestId)).toEqual(['2026-06-20T22:00:00.000Z temporary-limit-ended']);
  });

  it('should fail for all to see when something is broken, and go on from there when it is repaired', async () => {
    let isBroken = true;
    const bench = await startBench('2026-06-01T08:00:00Z', {
      'end-temporary-limit': (event, call) => {
        if (isBroken) throw new TypeError('no such thing');
        return functions['end-temporary-limit']?.(event, call);
      },
    });
    const { arn, requestId } = await grantAt(bench, 'H', '2026-06-20');
    await moveTo(bench, '2026-06-21T00:00:00Z');
    expect(await bench.describe(arn)).toMatchObject({ status: 'FAILED', error: 'TypeError' });
    isBroken = false;
    await bench.client.send(new RedriveExecutionCommand({ executionArn: arn }));
    expect(await bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: { outcome: 'ENDED', held: false } });
    expect(await mailsAbout(requestId)).toHaveLength(2);
  });
});
