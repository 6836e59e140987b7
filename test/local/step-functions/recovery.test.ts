import { describe, expect, it } from 'vitest';
import type { Json } from '../../../local/json.ts';
import { type Answer, type PlayOptions, play } from '../../support/asl-player.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const task = (fields: object) => ({ Type: 'Task', Resource: INVOKE, Arguments: {}, End: true, ...fields });
const machine = (States: Record<string, object>) => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(States)[0],
  States,
});
const withCaught = (Task: object) => machine({ Task, Caught: { Type: 'Pass', End: true } });
const catchAll = (...ErrorEquals: string[]) => ({ Catch: [{ ErrorEquals, Next: 'Caught' }] });

/** Answers one after the other; the last one again and again. */
const answers = (...list: Answer[]): Required<Pick<PlayOptions, 'answer'>> => ({
  answer: () => (list.length > 1 ? list.shift() : list[0]) ?? 'silence',
});
const fails = (error: string, cause = 'why'): Answer => ({ failure: { error, cause } });

const outputOf = async (definition: object, options: PlayOptions, input: Json = {}) => {
  const { run } = await play(definition, input, options);
  return run.status === 'SUCCEEDED' ? run.output : `${run.status} ${run.error}`;
};

describe('a Retry', () => {
  it('should wait longer each time, at most as long as it may', async () => {
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 3, MaxAttempts: 4, BackoffRate: 3, MaxDelaySeconds: 20 }];
    const { calls, run } = await play(machine({ Task: task({ Retry }) }), {}, answers(fails('Busy')));
    expect(calls.map(({ at }) => at / 1000)).toEqual([0, 3, 12, 32, 52]);
    expect(run).toMatchObject({ status: 'FAILED', error: 'Busy', cause: 'why' });
  });

  it('should by itself try three times, after 1, 2 and 4 seconds', async () => {
    const { calls } = await play(
      machine({ Task: task({ Retry: [{ ErrorEquals: ['States.ALL'] }] }) }),
      {},
      answers(fails('Busy')),
    );
    expect(calls.map(({ at }) => at / 1000)).toEqual([0, 1, 3, 7]);
  });

  it('should spread its delays when it is told to', async () => {
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, MaxAttempts: 1, JitterStrategy: 'FULL' }];
    const { calls } = await play(
      machine({ Task: task({ Retry }) }),
      {},
      { ...answers(fails('Busy')), random: () => 0.25 },
    );
    expect(calls.map(({ at }) => at / 1000)).toEqual([0, 2.5]);
  });

  it('should count for each Retrier by itself, and go to Catch when one is used up', async () => {
    const Retry = [
      { ErrorEquals: ['A', 'B'], IntervalSeconds: 1, MaxAttempts: 2 },
      { ErrorEquals: ['C'], IntervalSeconds: 5 },
    ];
    const { calls, run } = await play(
      withCaught(task({ Retry, ...catchAll('States.ALL') })),
      {},
      answers(fails('A'), fails('B'), fails('C'), fails('B')),
    );
    expect(calls.map(({ at }) => at / 1000)).toEqual([0, 1, 3, 8]);
    expect(run.output).toEqual({ Error: 'B', Cause: 'why' });
  });

  it('should evaluate the Arguments anew, with the number of the retry', async () => {
    const Arguments = { retry: '{% $states.context.State.RetryCount %}' };
    const Retry = [{ ErrorEquals: ['States.TaskFailed'] }];
    const { calls } = await play(machine({ Task: task({ Arguments, Retry }) }), {}, answers(fails('X'), { output: 1 }));
    expect(calls.map((call) => call.arguments)).toEqual([{ retry: 0 }, { retry: 1 }]);
  });

  it('should not be made with MaxAttempts 0', async () => {
    const Retry = [{ ErrorEquals: ['Fatal'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }];
    const { calls } = await play(machine({ Task: task({ Retry }) }), {}, answers(fails('Fatal')));
    expect(calls).toHaveLength(1);
  });
});

describe('a Catch', () => {
  it('should take the first Catcher that names the error, with its Output and Assign', async () => {
    const Catch = [
      { ErrorEquals: ['Other'], Next: 'Caught' },
      {
        ErrorEquals: ['Mine'],
        Assign: { kept: '{% $states.errorOutput.Error %}' },
        Output: { input: '{% $states.input %}', error: '{% $states.errorOutput %}' },
        Next: 'Caught',
      },
    ];
    const definition = machine({
      Task: task({ Catch }),
      Caught: { Type: 'Pass', Output: ['{% $states.input %}', '{% $kept %}'], End: true },
    });
    expect(await outputOf(definition, answers(fails('Mine')), { a: 1 })).toEqual([
      { input: { a: 1 }, error: { Error: 'Mine', Cause: 'why' } },
      'Mine',
    ]);
  });

  it('should catch what the state itself fails with', async () => {
    const definition = withCaught(task({ Arguments: '{% $gone %}', ...catchAll('States.QueryEvaluationError') }));
    expect(await outputOf(definition, {})).toMatchObject({ Error: 'States.QueryEvaluationError' });
    const late = withCaught(task({ Output: '{% $gone %}', ...catchAll('States.ALL') }));
    expect(await outputOf(late, answers({ output: 1 }))).toMatchObject({ Error: 'States.QueryEvaluationError' });
  });

  it('should end the execution when it fails itself', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Output: { v: '{% $gone %}' }, Next: 'Caught' }];
    const { run } = await play(withCaught(task({ Catch })), {}, answers(fails('Mine')));
    expect(run.error).toBe('States.QueryEvaluationError');
    expect(run.cause).toContain("'Catch[0]/Output/v' returned nothing");
  });

  it.each([
    ['States.ALL', 'Mine', true],
    ['States.ALL', 'States.DataLimitExceeded', true],
    ['States.ALL', 'States.Timeout', true],
    ['States.ALL', 'States.Runtime', false],
    ['States.TaskFailed', 'Mine', true],
    ['States.TaskFailed', 'States.Timeout', false],
    ['Mine', 'mine', false],
  ])('should by %s catch %s: %s', async (name, error, caught) => {
    const output = await outputOf(withCaught(task(catchAll(name))), answers(fails(error)));
    expect(output).toEqual(caught ? { Error: error, Cause: 'why' } : `FAILED ${error}`);
  });

  it('should see nulls when the task says nothing', async () => {
    const silent: Answer = { failure: {} };
    expect(await outputOf(withCaught(task(catchAll('States.ALL'))), answers(silent))).toEqual({
      Error: null,
      Cause: null,
    });
  });

  it('should see a result that is too large', async () => {
    const large: Answer = { output: '#'.repeat(262_144) };
    expect(await outputOf(withCaught(task(catchAll('States.ALL'))), answers(large))).toEqual({
      Error: 'States.DataLimitExceeded',
      Cause: `The state/task '${INVOKE}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    });
  });
});

describe('a time-out', () => {
  it('should be a number or an expression', async () => {
    for (const TimeoutSeconds of [60, '{% $states.input.minutes * 60 %}']) {
      const { run, took, events } = await play(machine({ Task: task({ TimeoutSeconds }) }), { minutes: 1 });
      expect([run.status, run.error, run.cause, took]).toEqual(['FAILED', 'States.Timeout', undefined, 60_000]);
      expect(events.map(({ type }) => type).slice(-2)).toEqual(['TaskTimedOut', 'ExecutionFailed']);
    }
  });

  it('should be caught with an empty cause, and retried', async () => {
    const Retry = [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }];
    const played = await play(withCaught(task({ TimeoutSeconds: 10, Retry, ...catchAll('States.Timeout') })), {});
    expect(played.run.output).toEqual({ Error: 'States.Timeout', Cause: '' });
    expect(played.took).toBe(21_000);
  });

  it.each([['{% 0 %}'], ['{% 1.5 %}'], ["{% 'soon' %}"], ['{% $gone %}']])(
    'should refuse %s',
    async (TimeoutSeconds) => {
      expect(await outputOf(machine({ Task: task({ TimeoutSeconds }) }), {})).toBe(
        'FAILED States.QueryEvaluationError',
      );
    },
  );

  it('should come with a missed heartbeat of a task that waits for its token', async () => {
    const Resource = `${INVOKE}.waitForTaskToken`;
    const Arguments = { token: '{% $states.context.Task.Token %}' };
    for (const name of ['States.Timeout', 'States.HeartbeatTimeout', 'States.ALL']) {
      const waiting = task({ Resource, Arguments, TimeoutSeconds: 600, HeartbeatSeconds: 60, ...catchAll(name) });
      const { run, took, calls } = await play(withCaught(waiting), {});
      expect(run.output).toEqual({ Error: 'States.Timeout', Cause: '' });
      expect(took).toBe(60_000);
      expect(calls[0]?.arguments).toEqual({ token: calls[0]?.token });
    }
  });
});
