import { SendTaskFailureCommand, SendTaskHeartbeatCommand, SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import { hideTokens } from '../../../local/step-functions/task-token.ts';
import { type Bench, startBench } from '../../support/step-functions-bench.ts';

const approval = (fields: object = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
      Catch: [{ ErrorEquals: ['States.ALL'], Output: { caught: '{% $states.errorOutput %}' }, Next: 'Caught' }],
      End: true,
      ...fields,
    },
    Caught: { Type: 'Pass', End: true },
  },
});

let bench: Bench;
afterEach(() => bench.kill());

/** Starts an approval; gives its execution and the token that its function was given. */
const ask = async (fields: object = {}, handler: (event: { token: string }) => unknown = () => 'sent') => {
  bench = await startBench({ machines: { approval: approval(fields) }, functions: { ask: handler } });
  const arn = await bench.start('approval');
  await bench.service.settle();
  const [call] = bench.invocations;
  return { arn, taskToken: (call?.event as { token: string } | undefined)?.token ?? '' };
};
const named = (name: string) => expect.objectContaining({ name });
const succeed = (taskToken: string, output: unknown) =>
  bench.client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));

describe('a task that waits for its token', () => {
  it('should end with what is sent for it, whenever that is', async () => {
    const { arn, taskToken } = await ask();
    expect((await bench.describe(arn)).status).toBe('RUNNING');
    await bench.advance(30 * 86_400_000);
    await succeed(taskToken, { decision: 'APPROVE' });
    expect(await bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: { decision: 'APPROVE' } });
    expect(await bench.eventTypes(arn)).toEqual([
      ...['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded'],
      ...['TaskStateExited', 'ExecutionSucceeded'],
    ]);
  });

  it('should be ended once only', async () => {
    const { taskToken } = await ask();
    const sent = await Promise.allSettled([succeed(taskToken, 1), succeed(taskToken, 2)]);
    expect(sent.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(succeed(taskToken, 3)).rejects.toThrow(named('TaskTimedOut'));
  });

  it('should fail with the error that is sent, or with nulls', async () => {
    const first = await ask();
    await bench.client.send(
      new SendTaskFailureCommand({ taskToken: first.taskToken, error: 'Rejected', cause: 'too much' }),
    );
    expect(await bench.describe(first.arn)).toMatchObject({
      output: { caught: { Error: 'Rejected', Cause: 'too much' } },
    });
    await bench.kill();
    const second = await ask();
    await bench.client.send(new SendTaskFailureCommand({ taskToken: second.taskToken }));
    expect(await bench.describe(second.arn)).toMatchObject({ output: { caught: { Error: null, Cause: null } } });
  });

  it('should time out, after which its token is worth nothing', async () => {
    const { arn, taskToken } = await ask({ TimeoutSeconds: '{% 14 * 86400 %}' });
    expect(await bench.advance(15 * 86_400_000)).toMatchObject([{ kind: 'time-out' }]);
    expect(await bench.describe(arn)).toMatchObject({ output: { caught: { Error: 'States.Timeout', Cause: '' } } });
    await expect(succeed(taskToken, 1)).rejects.toThrow(named('TaskTimedOut'));
  });

  it('should be kept alive by heartbeats, and end when they stay away', async () => {
    const { arn, taskToken } = await ask({ TimeoutSeconds: 86_400, HeartbeatSeconds: 600 });
    for (let beat = 0; beat < 5; beat += 1) {
      await bench.advance(500_000);
      await bench.client.send(new SendTaskHeartbeatCommand({ taskToken }));
    }
    expect((await bench.describe(arn)).status).toBe('RUNNING');
    expect(await bench.advance(601_000)).toMatchObject([{ kind: 'heartbeat' }]);
    expect(await bench.describe(arn)).toMatchObject({ output: { caught: { Error: 'States.Timeout', Cause: '' } } });
    await expect(bench.client.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toThrow(named('TaskTimedOut'));
  });

  it('should fail when its function fails, and give another token to the retry', async () => {
    const seen: string[] = [];
    const { arn } = await ask({ Retry: [{ ErrorEquals: ['Unsent'], MaxAttempts: 1 }] }, ({ token }) => {
      seen.push(token);
      if (seen.length === 1) throw Object.assign(new Error('no mail'), { name: 'Unsent' });
      return 'sent';
    });
    await bench.advance(1000);
    const [first = '', second = ''] = seen;
    await expect(succeed(first, 1)).rejects.toThrow(named('TaskTimedOut'));
    await succeed(second, 2);
    expect(await bench.describe(arn)).toMatchObject({ output: 2 });
  });

  it('should end when its own function sends the token before it returns', async () => {
    const { arn } = await ask({}, async ({ token }) => {
      await succeed(token, 'early');
      return 'late';
    });
    expect(await bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: 'early' });
  });
});

describe('a token', () => {
  it('should be refused when it never was one, is forged, or goes with no JSON', async () => {
    const { taskToken } = await ask();
    await expect(succeed('nonsense', 1)).rejects.toThrow(named('InvalidToken'));
    const forged = `${taskToken.slice(0, -43)}${'A'.repeat(43)}`;
    await expect(succeed(forged, 1)).rejects.toThrow(named('TaskTimedOut'));
    const broken = new SendTaskSuccessCommand({ taskToken, output: '{' });
    await expect(bench.client.send(broken)).rejects.toThrow(named('InvalidOutput'));
    await succeed(taskToken, 1);
  });

  it('should differ every time and be hidden where people look', async () => {
    const { taskToken } = await ask();
    expect(taskToken.length).toBeLessThan(1024);
    expect(hideTokens(`{"token":"${taskToken}"}`)).toBe('{"token":"(task token)"}');
  });
});
