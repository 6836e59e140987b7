import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  RedriveExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { START, TIMED_OUT } from '../../support/step-functions-bench.ts';
import { benchesOfTest, invoke, machine, waits } from '../../support/workflow-definitions.ts';

const { start } = benchesOfTest();

describe('an execution', () => {
  it('should run the functions of its tasks and be described, with its history', async () => {
    const bench = await start({
      machines: { doubles: machine({ Double: invoke('double', { TimeoutSeconds: 30 }) }) },
      functions: { double: ({ n }: { n: number }) => ({ n: 2 * n }) },
    });
    const executionArn = await bench.start('doubles', { n: 21 }, 'by-hand');
    expect(executionArn).toBe('arn:aws:states:eu-central-1:111122223333:execution:doubles:by-hand');
    await bench.service.settle();
    const described = await bench.client.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({
      name: 'by-hand',
      status: 'SUCCEEDED',
      input: '{"n":21}',
      output: '{"n":42}',
      stateMachineArn: bench.arnOf('doubles'),
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
    });
    expect(Math.abs((described.startDate?.getTime() ?? 0) - START)).toBeLessThan(60_000);
    const { events } = await bench.client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events?.map(({ type }) => type)).toEqual([
      ...['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded'],
      ...['TaskStateExited', 'ExecutionSucceeded'],
    ]);
    expect(events?.[2]).toMatchObject({
      id: 3,
      previousEventId: 2,
      taskScheduledEventDetails: {
        resourceType: 'lambda',
        resource: 'invoke',
        region: 'eu-central-1',
        timeoutInSeconds: 30,
      },
    });
  });

  it('should be the same when it is started twice under one name, as long as it runs', async () => {
    const bench = await start({ machines: waits });
    const both = await Promise.all([bench.start('waits', { a: 1 }, 'one'), bench.start('waits', { a: 1 }, 'one')]);
    expect(new Set(both).size).toBe(1);
    await expect(bench.start('waits', { a: 2 }, 'one')).rejects.toThrow(
      expect.objectContaining({ name: 'ExecutionAlreadyExists' }),
    );
    await bench.advance(3_600_000);
    expect((await bench.describe(both[0])).status).toBe('SUCCEEDED');
    await expect(bench.start('waits', { a: 1 }, 'one')).rejects.toThrow(/Execution Already Exists: 'arn:.*:one'/);
    await bench.advance(91 * 86_400_000);
    expect(await bench.start('waits', { a: 1 }, 'one')).toBe(both[0]);
    expect((await bench.describe(both[0])).status).toBe('RUNNING');
  });

  it('should wait by the clock of the platform', async () => {
    const bench = await start({ machines: waits });
    const arn = await bench.start('waits', {}, 'slow');
    expect(await bench.advance(3_599_000)).toEqual([]);
    expect((await bench.describe(arn)).status).toBe('RUNNING');
    expect(await bench.advance(5000)).toMatchObject([{ kind: 'wait', key: 'waits/slow' }]);
    expect((await bench.describe(arn)).status).toBe('SUCCEEDED');
  });

  it('should have done all that falls due when the clock has been moved, at its time', async () => {
    const bench = await start({
      machines: {
        chain: machine({
          Before: { Type: 'Wait', Seconds: 86_400, Next: 'First' },
          First: invoke('note', { Next: 'Between', Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60 }] }),
          Between: { Type: 'Wait', Timestamp: '2026-05-01T00:00:00Z', Next: 'Second' },
          Second: invoke('note'),
        }),
      },
      functions: {
        note: (_event, { at }) => {
          if (at < 86_460_000) throw Object.assign(new Error('later'), { name: 'Busy' });
          return at;
        },
      },
    });
    const arn = await bench.start('chain');
    const fired = await bench.advance(60 * 86_400_000);
    expect(fired.map(({ kind }) => kind)).toEqual(['wait', 'retry', 'wait']);
    const may = Date.parse('2026-05-01T00:00:00Z') - START;
    expect(bench.invocations.map(({ at }) => Math.round(at / 1000))).toEqual([86_400, 86_460, may / 1000]);
    expect(await bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: may });
  });

  it('should not be timed out by a clock that is moved while its function runs', async () => {
    let finish = (): void => {};
    const bench = await start({
      machines: { slow: machine({ Work: invoke('work', { TimeoutSeconds: 10 }) }) },
      functions: {
        work: () =>
          new Promise((resolve) => {
            finish = () => resolve('done');
          }),
      },
    });
    const arn = await bench.start('slow');
    const moved = bench.advance(86_400_000);
    await sleep(50);
    finish();
    await moved;
    expect(await bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: 'done' });
  });

  it('should fail with what its function threw, or ran out of time', async () => {
    const bench = await start({
      machines: {
        fails: machine({ Work: invoke('fail') }),
        hangs: machine({ Work: invoke('hang') }),
        gone: machine({ Work: { ...invoke('fail'), Arguments: { FunctionName: '{% $states.input.f %}' } } }),
      },
      functions: {
        fail: () => {
          throw Object.assign(new Error('no such customer'), { name: 'UnknownCustomer' });
        },
        hang: () => TIMED_OUT,
      },
    });
    const failed = await bench.describe(await bench.start('fails'));
    expect(failed).toMatchObject({ status: 'FAILED', error: 'UnknownCustomer' });
    expect(JSON.parse(failed.cause ?? '')).toEqual({
      errorType: 'UnknownCustomer',
      errorMessage: 'no such customer',
      trace: [],
    });
    expect(await bench.describe(await bench.start('hangs'))).toMatchObject({
      error: 'Sandbox.Timedout',
      cause: expect.stringContaining('Task timed out after 3.00 seconds'),
    });
    expect(await bench.describe(await bench.start('gone', { f: 'nobody' }))).toMatchObject({
      error: 'Lambda.ResourceNotFoundException',
    });
  });

  it('should be called with a function ARN directly, with the events of that integration', async () => {
    const bench = await start({
      machines: {
        direct: machine({
          Work: { Type: 'Task', Resource: 'arn:aws:lambda:eu-central-1:111122223333:function:echo', End: true },
        }),
      },
      functions: { echo: (event: unknown) => event },
    });
    const arn = await bench.start('direct', { a: 1 });
    expect(await bench.describe(arn)).toMatchObject({ output: { a: 1 } });
    expect(await bench.eventTypes(arn)).toEqual([
      ...['ExecutionStarted', 'TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionStarted'],
      ...['LambdaFunctionSucceeded', 'TaskStateExited', 'ExecutionSucceeded'],
    ]);
  });

  it('should be stopped', async () => {
    const bench = await start({ machines: waits });
    const executionArn = await bench.start('waits');
    await bench.client.send(new StopExecutionCommand({ executionArn, error: 'Enough', cause: 'by hand' }));
    expect(await bench.describe(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'by hand' });
    expect(await bench.advance(86_400_000)).toEqual([]);
    expect(await bench.eventTypes(executionArn)).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionAborted']);
  });

  it('should start another one through the SDK integration', async () => {
    const bench = await start({
      machines: {
        ...waits,
        starter: machine({
          Start: {
            Type: 'Task',
            Resource: 'arn:aws:states:::aws-sdk:sfn:startExecution',
            Arguments: { StateMachineArn: '{% $states.input.arn %}', Name: 'inner', Input: { by: 'starter' } },
            End: true,
          },
        }),
      },
    });
    const { output } = await bench.describe(await bench.start('starter', { arn: bench.arnOf('waits') }));
    expect(output).toEqual({
      ExecutionArn: expect.stringMatching(/:execution:waits:inner$/),
      StartDate: expect.stringMatching(/^2026-03-31T/),
    });
    await bench.advance(7_200_000);
    const again = await bench.describe(await bench.start('starter', { arn: bench.arnOf('waits') }));
    expect(again).toMatchObject({ status: 'FAILED', error: 'Sfn.ExecutionAlreadyExistsException' });
  });
});

describe('a redrive', () => {
  it('should go on where an execution failed, after the repair', async () => {
    let broken = true;
    const bench = await start({
      machines: {
        three: machine({
          Before: invoke('step', { Next: 'Both' }),
          Both: {
            Type: 'Parallel',
            Branches: [
              { StartAt: 'Fine', States: { Fine: invoke('step') } },
              { StartAt: 'Frail', States: { Frail: invoke('frail') } },
            ],
            Next: 'After',
          },
          After: invoke('step'),
        }),
      },
      functions: {
        step: (event: unknown) => event,
        frail: async () => {
          await sleep(20);
          if (broken) throw new Error('broken');
          return 'repaired';
        },
      },
    });
    const executionArn = await bench.start('three', 7);
    expect((await bench.describe(executionArn)).status).toBe('FAILED');
    broken = false;
    const calls = bench.invocations.length;
    await bench.client.send(new RedriveExecutionCommand({ executionArn }));
    expect(await bench.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: [7, 'repaired'] });
    expect(bench.invocations.slice(calls).map(({ functionName }) => functionName)).toEqual(['frail', 'step']);
    expect(await bench.client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ redriveCount: 1 });
    await expect(bench.client.send(new RedriveExecutionCommand({ executionArn }))).rejects.toThrow(
      expect.objectContaining({ name: 'ExecutionNotRedrivable' }),
    );
  });

  it('should run only the failed children of a distributed Map again', async () => {
    let broken = true;
    const bench = await start({
      machines: {
        many: machine({
          Each: {
            Type: 'Map',
            ItemProcessor: {
              ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
              StartAt: 'Work',
              States: { Work: invoke('work') },
            },
            MaxConcurrency: 1,
            ToleratedFailureCount: 1,
            End: true,
          },
        }),
      },
      functions: {
        work: (n: number) => {
          if (broken && n > 1) throw new Error('broken');
          return n * 10;
        },
      },
    });
    const executionArn = await bench.start('many', [1, 2, 3]);
    expect((await bench.describe(executionArn)).error).toBe('States.ExceedToleratedFailureThreshold');
    broken = false;
    const calls = bench.invocations.length;
    await bench.client.send(new RedriveExecutionCommand({ executionArn }));
    expect(await bench.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: [10, 20, 30] });
    expect(bench.invocations.slice(calls).map(({ event }) => event)).toEqual([2, 3]);
  });
});
