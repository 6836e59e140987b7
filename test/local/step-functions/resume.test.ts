import { RedriveExecutionCommand, SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import type { BenchOptions } from '../../support/step-functions-bench.ts';
import { benchesOfTest, invoke, machine } from '../../support/workflow-definitions.ts';

const { start, restart } = benchesOfTest();
const waiting = (more: object) => ({
  ...invoke('ask', more),
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
  Output: '{% $states.result %}',
});
const echo = (event: unknown) => event;

describe('after the process was killed', () => {
  it('should wait on, until the time it waited for', async () => {
    const options: BenchOptions = {
      machines: {
        waits: machine({
          First: invoke('echo', { Next: 'Wait', Assign: { kept: 'yes' } }),
          Wait: { Type: 'Wait', Seconds: 86_400, Next: 'Last' },
          Last: { Type: 'Pass', Output: ['{% $states.input %}', '{% $kept %}'], End: true },
        }),
      },
      functions: { echo },
    };
    const first = await start(options);
    const arn = await first.start('waits', { a: 1 });
    await first.advance(86_000_000);
    const second = await restart(first, options);
    expect((await second.describe(arn)).status).toBe('RUNNING');
    expect(second.invocations).toEqual([]);
    await second.advance(400_000);
    expect(await second.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: [{ a: 1 }, 'yes'] });
  });

  it('should take tokens that were given out before, and not ask again', async () => {
    const options: BenchOptions = {
      machines: { asks: machine({ Ask: waiting({ TimeoutSeconds: 864_000 }) }) },
      functions: { ask: () => 'sent' },
    };
    const first = await start(options);
    const arn = await first.start('asks');
    await first.service.settle();
    const token = (first.invocations[0]?.event as { token: string } | undefined)?.token;
    const second = await restart(first, options);
    await second.client.send(new SendTaskSuccessCommand({ taskToken: token, output: '"yes"' }));
    expect(await second.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: 'yes' });
    expect(second.invocations).toEqual([]);
  });

  it('should time out at the time that was set before', async () => {
    const options: BenchOptions = {
      machines: { asks: machine({ Ask: waiting({ TimeoutSeconds: 1000 }) }) },
      functions: { ask: () => 'sent' },
    };
    const first = await start(options);
    const arn = await first.start('asks');
    await first.advance(900_000);
    const second = await restart(first, options);
    await second.advance(101_000);
    expect(await second.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  it('should run a task again that was running, and none that was completed', async () => {
    const machines = {
      steps: machine({
        One: invoke('one', { Next: 'Two' }),
        Two: invoke('two', { Next: 'Three' }),
        Three: invoke('three'),
      }),
    };
    const first = await start({
      machines,
      functions: { one: (n: number) => n + 1, two: () => new Promise(() => {}), three: echo },
    });
    const arn = await first.start('steps', 1);
    while (first.invocations.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    const second = await restart(first, {
      machines,
      functions: { one: () => 'again', two: (n: number) => n * 10, three: echo },
    });
    expect(await second.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: 20 });
    expect(second.invocations.map(({ functionName }) => functionName)).toEqual(['two', 'three']);
  });

  it('should finish the iterations of Maps that were left, inline and distributed', async () => {
    for (const Mode of ['INLINE', 'DISTRIBUTED']) {
      const ItemProcessor = { ProcessorConfig: { Mode }, StartAt: 'Work', States: { Work: invoke('work') } };
      const machines = { many: machine({ Each: { Type: 'Map', MaxConcurrency: 2, ItemProcessor, End: true } }) };
      const stuck = (n: number) => (n < 3 ? n * 10 : new Promise(() => {}));
      const first = await start({ machines, functions: { work: stuck } });
      const arn = await first.start('many', [1, 2, 3, 4, 5]);
      while (first.invocations.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
      const second = await restart(first, { machines, functions: { work: (n: number) => n * 10 } });
      expect(await second.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: [10, 20, 30, 40, 50] });
      expect(second.invocations.map(({ event }) => event)).toEqual([3, 4, 5]);
    }
  });

  it('should go on with the definition that it was started with', async () => {
    const before = {
      moves: machine({
        Wait: { Type: 'Wait', Seconds: 60, Next: 'Old' },
        Old: { Type: 'Pass', Output: 'old', End: true },
      }),
    };
    const after = { moves: machine({ New: { Type: 'Pass', Output: 'new', End: true } }) };
    const first = await start({ machines: before });
    const arn = await first.start('moves');
    const second = await restart(first, { machines: after });
    await second.advance(60_000);
    expect(await second.describe(arn)).toMatchObject({ output: 'old' });
    expect(await second.describe(await second.start('moves'))).toMatchObject({ output: 'new' });
  });

  it('should redrive what has failed before', async () => {
    const machines = { frail: machine({ One: invoke('one', { Next: 'Two' }), Two: invoke('two') }) };
    const fail = () => {
      throw new Error('broken');
    };
    const first = await start({ machines, functions: { one: echo, two: fail } });
    const executionArn = await first.start('frail', 5);
    await first.service.settle();
    const second = await restart(first, { machines, functions: { one: echo, two: echo } });
    await second.client.send(new RedriveExecutionCommand({ executionArn }));
    expect(await second.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: 5 });
    expect(second.invocations.map(({ functionName }) => functionName)).toEqual(['two']);
  });
});

describe('a reset', () => {
  it('should forget every execution', async () => {
    const bench = await start({ machines: { waits: machine({ Wait: { Type: 'Wait', Seconds: 60, End: true } }) } });
    const arn = await bench.start('waits', {}, 'one');
    bench.service.clear();
    await expect(bench.describe(arn)).rejects.toThrow(/Execution Does Not Exist/);
    expect(await bench.advance(120_000)).toEqual([]);
    expect(await bench.start('waits', { other: true }, 'one')).toBe(arn);
  });
});

describe('a platform that ends', () => {
  it('should leave tasks to the next start that fail because of it, and still hear of tokens', async () => {
    let fail = (): void => {};
    const machines = {
      works: machine({ Work: invoke('work') }),
      asks: machine({ Ask: waiting({ TimeoutSeconds: 1000 }) }),
    };
    const first = await start({
      machines,
      functions: {
        ask: () => 'sent',
        work: () =>
          new Promise((_resolve, reject) => {
            fail = () => reject(new Error('The platform is stopping.'));
          }),
      },
    });
    const asks = await first.start('asks');
    await first.service.settle();
    const works = await first.start('works');
    first.service.drain();
    fail();
    const token = (first.invocations[0]?.event as { token: string } | undefined)?.token;
    await first.client.send(new SendTaskSuccessCommand({ taskToken: token, output: '"yes"' }));
    expect(await first.describe(asks)).toMatchObject({ status: 'SUCCEEDED' });
    const second = await restart(first, { machines, functions: { ask: () => 'sent', work: () => 'done' } });
    expect(await second.describe(works)).toMatchObject({ status: 'SUCCEEDED', output: 'done' });
  });
});
