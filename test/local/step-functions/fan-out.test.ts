import { describe, expect, it } from 'vitest';
import type { Json } from '../../../local/json.ts';
import { type Answer, type PlayOptions, play } from '../../support/asl-player.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const machine = (States: Record<string, object>) => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(States)[0],
  States,
});
const task = (fields: object = {}) => ({
  Type: 'Task',
  Resource: INVOKE,
  Arguments: '{% $states.input %}',
  End: true,
  ...fields,
});
const processor = (States: Record<string, object>, Mode = 'INLINE') => ({
  ProcessorConfig: { Mode, ...(Mode === 'DISTRIBUTED' && { ExecutionType: 'STANDARD' }) },
  StartAt: Object.keys(States)[0],
  States,
});
const each = (fields: object = {}, inner: Record<string, object> = { Work: task() }, mode = 'INLINE') => ({
  Type: 'Map',
  Items: '{% $states.input %}',
  ItemProcessor: processor(inner, mode),
  End: true,
  ...fields,
});

const isOdd = (value: Json): boolean => Number(value) % 2 === 1;
/** Doubles even numbers and fails on odd ones. */
const doubleEven = ({ arguments: value }: { readonly arguments: Json }): Answer =>
  isOdd(value) ? { failure: { error: 'Odd', cause: String(value) } } : { output: 2 * Number(value) };

const ended = async (definition: object, input: Json, options: PlayOptions = {}) => {
  const { run } = await play(definition, input, options);
  return run.status === 'SUCCEEDED' ? run.output : [run.status, run.error, run.cause];
};

describe('a Parallel', () => {
  const branch = (States: Record<string, object>) => ({ StartAt: Object.keys(States)[0], States });

  it('should give every branch the Arguments, and the outputs in their order', async () => {
    const definition = machine({
      Both: {
        Type: 'Parallel',
        Arguments: { n: '{% $states.input.n + 1 %}' },
        Branches: [
          branch({
            Slow: { Type: 'Wait', Seconds: 60, Next: 'SlowDone' },
            SlowDone: { Type: 'Pass', Output: '{% $states.input.n %}', End: true },
          }),
          branch({ Fast: { Type: 'Pass', Output: 'fast', End: true } }),
        ],
        Assign: { both: '{% $states.result %}' },
        Next: 'Show',
      },
      Show: { Type: 'Pass', Output: ['{% $states.input %}', '{% $both %}'], End: true },
    });
    expect(await ended(definition, { n: 1 })).toEqual([
      [2, 'fast'],
      [2, 'fast'],
    ]);
  });

  it('should fail with the error of the first branch that fails, ending the others', async () => {
    const definition = machine({
      Both: {
        Type: 'Parallel',
        Branches: [
          branch({ Never: { Type: 'Wait', Seconds: 9_999_999, End: true } }),
          branch({
            Soon: { Type: 'Wait', Seconds: 5, Next: 'Stop' },
            Stop: { Type: 'Fail', Error: 'Broken', Cause: 'glass' },
          }),
        ],
        Catch: [{ ErrorEquals: ['Broken'], Next: 'Caught' }],
        End: true,
      },
      Caught: { Type: 'Wait', Seconds: 1, End: true },
    });
    const { run, took, events } = await play(definition, {});
    expect([run.output, took]).toEqual([{ Error: 'Broken', Cause: 'glass' }, 6000]);
    expect(events.map(({ type }) => type)).toContain('ParallelStateFailed');
  });
});

describe('an inline Map', () => {
  it('should run as many iterations at a time as it may', async () => {
    const wait = { Pause: { Type: 'Wait', Seconds: 10, End: true } };
    const took = async (fields: object, count: number) =>
      (
        await play(
          machine({ Each: each(fields, wait) }),
          Array.from({ length: count }, () => 0),
        )
      ).took / 1000;
    expect(await took({ MaxConcurrency: 1 }, 5)).toBe(50);
    expect(await took({ MaxConcurrency: '{% 2 %}' }, 5)).toBe(30);
    expect(await took({}, 40)).toBe(10);
    expect(await took({}, 41)).toBe(20);
  });

  it('should select items by index and value', async () => {
    const ItemSelector = {
      at: '{% $states.context.Map.Item.Index %}',
      of: '{% $states.context.Map.Item.Value %}',
      all: '{% $count($states.input) %}',
    };
    expect(
      await ended(machine({ Each: each({ ItemSelector }, { P: { Type: 'Pass', End: true } }) }), ['a', 'b']),
    ).toEqual([
      { at: 0, of: 'a', all: 2 },
      { at: 1, of: 'b', all: 2 },
    ]);
  });

  it('should know its item in every state of an iteration', async () => {
    const inner = {
      P: { Type: 'Pass', Next: 'Q' },
      Q: { Type: 'Pass', Output: '{% $states.context.Map.Item %}', End: true },
    };
    expect(await ended(machine({ Each: each({}, inner) }), ['a'])).toEqual([{ Index: 0, Value: 'a' }]);
  });

  it('should fail with the error of the iteration, and be retried as a whole', async () => {
    const definition = (fields: object) => machine({ Each: each({ MaxConcurrency: 1, ...fields }) });
    expect(await ended(definition({}), [2, 3, 4], { answer: doubleEven })).toEqual(['FAILED', 'Odd', '3']);
    const seen: Json[] = [];
    const Retry = [{ ErrorEquals: ['Odd'], MaxAttempts: 1 }];
    await ended(definition({ Retry }), [2, 3, 4], {
      answer: (call) => {
        seen.push(call.arguments);
        return doubleEven(call);
      },
    });
    expect(seen).toEqual([2, 3, 2, 3]);
  });

  it('should tell its iterations in the history', async () => {
    const { events } = await play(machine({ Each: each({ MaxConcurrency: 1 }) }), [2, 3], { answer: doubleEven });
    expect(events.map(({ type }) => type)).toEqual([
      ...['ExecutionStarted', 'MapStateEntered', 'MapStateStarted', 'MapIterationStarted', 'TaskStateEntered'],
      ...['TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited', 'MapIterationSucceeded'],
      ...['MapIterationStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskFailed'],
      ...['MapIterationFailed', 'MapStateFailed', 'ExecutionFailed'],
    ]);
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
  });
});

describe('a distributed Map', () => {
  const distributed = (fields: object = {}, inner: Record<string, object> = { Work: task() }) =>
    machine({ Each: each(fields, inner, 'DISTRIBUTED') });

  it('should give the outputs of its children in the order of the items', async () => {
    expect(await ended(distributed(), [2, 4, 6], { answer: doubleEven })).toEqual([4, 8, 12]);
    expect(await ended(distributed(), [])).toEqual([]);
  });

  it('should tolerate no failure by itself', async () => {
    expect(await ended(distributed(), [2, 3], { answer: doubleEven })).toEqual([
      'FAILED',
      'States.ExceedToleratedFailureThreshold',
      'The specified tolerated failure threshold was exceeded',
    ]);
  });

  it.each<[object, readonly number[], Json | 'exceeded']>([
    [{ ToleratedFailureCount: 1 }, [2, 3, 4], [4, 8]],
    [{ ToleratedFailureCount: '{% 1 %}' }, [3, 5, 4], 'exceeded'],
    [{ ToleratedFailurePercentage: 50 }, [1, 2, 3, 4], [4, 8]],
    [{ ToleratedFailurePercentage: 49.9 }, [1, 2, 3, 4], 'exceeded'],
    [{ ToleratedFailurePercentage: 100, ToleratedFailureCount: 1 }, [1, 3], 'exceeded'],
    [{ ToleratedFailurePercentage: 100 }, [1, 3], []],
  ])('should with %j over %j give %j', async (fields, items, expected) => {
    const output = await ended(distributed(fields), [...items], { answer: doubleEven });
    expect(output).toEqual(
      expected === 'exceeded' ? ['FAILED', 'States.ExceedToleratedFailureThreshold', expect.any(String)] : expected,
    );
  });

  it('should run every child as an execution of its own, without the variables around it', async () => {
    const inner = {
      Told: {
        Type: 'Pass',
        Output: {
          run: '{% $states.context.Execution.Input %}',
          sees: '{% $exists($outer) %}',
          map: '{% $exists($states.context.Map) %}',
        },
        End: true,
      },
    };
    const definition = machine({
      Seed: { Type: 'Pass', Assign: { outer: 1 }, Next: 'Each' },
      Each: each({}, inner, 'DISTRIBUTED'),
    });
    expect(await ended(definition, [7])).toEqual([{ run: 7, sees: false, map: false }]);
  });

  it('should batch items, and count them when they fail', async () => {
    const inner = { Told: { Type: 'Pass', End: true } };
    const ItemBatcher = { MaxItemsPerBatch: '{% 2 %}', BatchInput: { by: '{% $states.input[0] %}' } };
    expect(await ended(distributed({ ItemBatcher }, inner), [1, 2, 3])).toEqual([
      { BatchInput: { by: 1 }, Items: [1, 2] },
      { BatchInput: { by: 1 }, Items: [3] },
    ]);
    const bytes = await ended(distributed({ ItemBatcher: { MaxInputBytesPerBatch: 30 } }, inner), [
      'a'.repeat(10),
      'b',
      'c',
    ]);
    expect(bytes).toEqual(
      [{ Items: ['a'.repeat(10), 'b'] }, { Items: ['c'] }].map((batch) => expect.objectContaining(batch)),
    );
    const answer = (): Answer => ({ failure: { error: 'No' } });
    const failing = distributed({ ItemBatcher: { MaxItemsPerBatch: 2 }, ToleratedFailureCount: 2 });
    expect(await ended(failing, [1, 2], { answer })).toEqual([]);
    expect(await ended(failing, [1, 2, 3], { answer })).toMatchObject({ 1: 'States.ExceedToleratedFailureThreshold' });
  });

  it('should manage thousands of items', async () => {
    const items = Array.from({ length: 3000 }, (_, index) => 2 * index);
    const started = Date.now();
    expect(await ended(distributed(), items, { answer: doubleEven })).toEqual(items.map((item) => 2 * item));
    expect(Date.now() - started).toBeLessThan(20_000);
  });
});
