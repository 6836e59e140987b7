import { describe, expect, it } from 'vitest';
import type { Json } from '../../../local/json.ts';
import { type PlayOptions, play } from '../../support/asl-player.ts';

const machine = (States: Record<string, unknown>, more: object = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(States)[0],
  States,
  ...more,
});

const output = async (States: Record<string, unknown>, input: Json = {}, options: PlayOptions = {}): Promise<Json> => {
  const { run } = await play(machine(States), input, options);
  expect(run).toMatchObject({ status: 'SUCCEEDED' });
  return run.output ?? null;
};

const failure = async (States: Record<string, unknown>, input: Json = {}, options: PlayOptions = {}) => {
  const { run } = await play(machine(States), input, options);
  expect(run.status).toBe('FAILED');
  return { error: run.error, cause: run.cause };
};

const inState = (name: string, text: string, id = 2) =>
  `An error occurred while executing the state '${name}' (entered at the event id #${id}). ${text}`;

describe('variables', () => {
  it('should see their values as they were when the state was entered', async () => {
    const result = await output({
      Seed: { Type: 'Pass', Assign: { x: 3, a: 6 }, Next: 'Swap' },
      Swap: { Type: 'Pass', Assign: { x: '{% $a %}', before: '{% $x %}' }, Output: '{% $x %}', Next: 'Show' },
      Show: { Type: 'Pass', Output: ['{% $states.input %}', '{% $x %}', '{% $before %}'], End: true },
    });
    expect(result).toEqual([3, 6, 3]);
  });

  it('should be read inside of a Map, and not leave it', async () => {
    const result = await output({
      Seed: { Type: 'Pass', Assign: { outer: 42 }, Next: 'Each' },
      Each: {
        Type: 'Map',
        Items: [1, 2],
        ItemProcessor: {
          StartAt: 'Inner',
          States: {
            Inner: { Type: 'Pass', Assign: { inner: '{% $outer %}' }, Next: 'Told' },
            Told: { Type: 'Succeed', Output: '{% $inner + $states.input %}' },
          },
        },
        Assign: { outer: '{% $count($states.result) %}' },
        Next: 'Show',
      },
      Show: {
        Type: 'Pass',
        Output: { each: '{% $states.input %}', outer: '{% $outer %}', leaked: '{% $exists($inner) %}' },
        End: true,
      },
    });
    expect(result).toEqual({ each: [43, 44], outer: 2, leaked: false });
  });

  it('should keep null', async () => {
    const result = await output(
      {
        Seed: { Type: 'Pass', Assign: { nothing: '{% $states.input.a %}' }, Next: 'Show' },
        Show: { Type: 'Pass', Output: ['{% $nothing %}', '{% $exists($nothing) %}'], End: true },
      },
      { a: null },
    );
    expect(result).toEqual([null, true]);
  });
});

describe('an expression', () => {
  const evaluate = (expression: string, input: Json = {}) =>
    output({ Do: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } }, input);

  it.each<[string, Json]>([
    ['$range(0, 10, 5)', [0, 5, 10]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$partition([1..5], 2)', [[1, 2], [3, 4], [5]]],
    ["$hash('abc', 'SHA-1')", 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ["$hash('abc', 'MD5')", '900150983cd24fb0d6963f7d28e17f72'],
    ['$random(7) = $random(7)', true],
    ['$random() < 1', true],
    ['$uuid()', '00000000-0000-4000-8000-000000000001'],
    ['$parse(\'{"a":[1]}\').a', [1]],
    ['$now()', '2026-03-31T08:00:00.000Z'],
    ["$now('[Y0001]')", '2026'],
    ['$millis()', Date.parse('2026-03-31T08:00:00Z')],
    ["$fromMillis($toMillis('2026-03-31T08:00:00Z') + 86400000)", '2026-04-01T08:00:00.000Z'],
    ['[$states.input.items[$ > 1]]', [2, 3]],
    ['$states.input.items[$ > 2][]', [3]],
    ['$string({"a": 1})', '{"a":1}'],
  ])('should give %s as %j', async (expression, expected) => {
    expect(await evaluate(expression, { items: [1, 2, 3] })).toEqual(expected);
  });

  it.each([
    ['$eval("1")', /threw an error during evaluation\. T1006/],
    ['$parse(null)', /T0410: Argument 1 of function "parse" does not match function signature/],
    ["$parse('{')", /threw an error during evaluation: /],
    ['$range(1, 5000, 1)', /at most 1000/],
    ['$range(1, 5, 0)', /must not be zero/],
    ['$partition([1], 0)', /positive integer/],
    ["$hash('a', 'CRC')", /must be one of MD5/],
    ["'a' + 1", /T2001/],
    ['($f := function($n) { 1 + $f($n + 1) }; $f(1))', /Stack overflow error/],
    ['$states.input.missing', /returned nothing \(undefined\)\.$/],
    ['$states.result', /returned nothing \(undefined\)\.$/],
    ['function($x) { $x }', /unexpected result type/],
  ])('should fail with %s', async (expression, cause) => {
    const failed = await failure({ Do: { Type: 'Pass', Output: { v: `{% ${expression} %}` }, End: true } });
    expect(failed.error).toBe('States.QueryEvaluationError');
    expect(failed.cause).toMatch(cause);
    expect(failed.cause).toContain(
      inState('Do', `The JSONata expression '${expression}' specified for the field 'Output/v'`),
    );
  });

  it.each<[unknown, string]>([
    [{ values: ['{% $gone %}', 1] }, 'Output/values[0]'],
    [{ a: { b: [[1, '{% $gone %}']] } }, 'Output/a/b[0][1]'],
  ])('should say where it stands in %j', async (Output, field) => {
    expect((await failure({ Do: { Type: 'Pass', Output, End: true } })).cause).toContain(
      `the field '${field}' returned`,
    );
  });

  it('should see the context object', async () => {
    const context = await output(
      {
        Do: { Type: 'Pass', Output: '{% $states.context %}', End: true },
      },
      { a: 1 },
    );
    expect(context).toEqual({
      Execution: {
        Id: 'arn:aws:states:eu-central-1:111122223333:execution:played:one',
        Input: { a: 1 },
        Name: 'one',
        RoleArn: 'arn:aws:iam::111122223333:role/played',
        StartTime: '2026-03-31T08:00:00.000Z',
        RedriveCount: 0,
      },
      State: { Name: 'Do', EnteredTime: '2026-03-31T08:00:00.000Z', RetryCount: 0 },
      StateMachine: { Id: 'arn:aws:states:eu-central-1:111122223333:stateMachine:played', Name: 'played' },
    });
  });
});

describe('a Choice', () => {
  const States = {
    Pick: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input = 1 %}', Output: 'one', Assign: { by: 'rule' }, Next: 'Done' },
        { Condition: '{% $states.input = 2 %}', Next: 'Done' },
      ],
    },
    Done: { Type: 'Pass', Output: ['{% $states.input %}', '{% $exists($by) ? $by : null %}'], End: true },
  };

  it('should take the first rule that holds, with its Output and Assign', async () => {
    expect(await output(States, 1)).toEqual(['one', 'rule']);
    expect(await output(States, 2)).toEqual([2, null]);
  });

  it('should fail when no rule holds and there is no Default', async () => {
    expect(await failure(States, 3)).toEqual({
      error: 'States.NoChoiceMatched',
      cause: inState('Pick', 'Failed to transition out of the state. The state does not point to a next state.'),
    });
  });

  it('should fail when a condition gives something else than a boolean', async () => {
    const Pick = { Type: 'Choice', Choices: [{ Condition: "{% 'yes' %}", Next: 'Done' }], Default: 'Done' };
    expect(await failure({ Pick, Done: { Type: 'Succeed' } })).toEqual({
      error: 'States.QueryEvaluationError',
      cause: inState(
        'Pick',
        "The JSONata expression ''yes'' specified for the field 'Choices[0]/Condition' returned an unexpected result type. " +
          `Expected 'boolean', but was 'string' for value: "yes"`,
      ),
    });
  });
});

describe('a Wait', () => {
  const took = async (wait: object, input: Json = {}) => {
    const played = await play(machine({ Wait: { Type: 'Wait', ...wait, End: true } }), input);
    return played.run.status === 'SUCCEEDED' ? played.took / 1000 : played.run;
  };

  it('should take seconds or last until a time', async () => {
    expect(await took({ Seconds: 90 })).toBe(90);
    expect(await took({ Seconds: '{% $states.input.days * 86400 %}' }, { days: 3 })).toBe(259_200);
    expect(await took({ Timestamp: '2026-03-31T10:00:30+02:00' })).toBe(30);
    expect(await took({ Timestamp: '{% $states.input.at %}' }, { at: '2026-03-31T08:00:01.500Z' })).toBe(1.5);
    expect(await took({ Timestamp: '2026-03-31T08:01Z' })).toBe(60);
    expect(await took({ Timestamp: '2020-01-01T00:00:00Z' })).toBe(0);
  });

  it.each([
    [{ Seconds: '{% -1 %}' }],
    [{ Seconds: '{% 1.5 %}' }],
    [{ Seconds: "{% '5' %}" }],
    [{ Timestamp: "{% '2026-04-01 08:00:00Z' %}" }],
    [{ Timestamp: "{% '2026-04-01T08:00:00' %}" }],
    [{ Timestamp: "{% '2026-02-30T08:00:00Z' %}" }],
    [{ Timestamp: '{% 5 %}' }],
  ])('should refuse %j', async (wait) => {
    expect(await took(wait)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('a Fail', () => {
  it('should name error and cause, or neither', async () => {
    const named = { Type: 'Fail', Error: '{% $states.input.e %}', Cause: 'because' };
    expect(await failure({ Stop: named }, { e: 'Refused' })).toEqual({ error: 'Refused', cause: 'because' });
    expect(await failure({ Stop: { Type: 'Fail' } })).toEqual({ error: undefined, cause: undefined });
  });

  it('should be a query failure when its error is nothing', async () => {
    expect(await failure({ Stop: { Type: 'Fail', Error: '{% $states.input.e %}' } })).toEqual({
      error: 'States.QueryEvaluationError',
      cause: inState(
        'Stop',
        "The JSONata expression '$states.input.e' specified for the field 'Error' returned nothing (undefined).",
      ),
    });
  });
});

describe('an execution', () => {
  it('should end when its machine takes too long, without an error', async () => {
    const { run, took, events } = await play(
      machine({ Wait: { Type: 'Wait', Seconds: 100, End: true } }, { TimeoutSeconds: 60 }),
      {},
    );
    expect(run).toMatchObject({ status: 'TIMED_OUT' });
    expect([run.error, run.cause, took]).toEqual([undefined, undefined, 60_000]);
    expect(events.map(({ type }) => type)).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionTimedOut']);
  });

  it('should fail with event 25,000 when it never ends', async () => {
    const { run, events } = await play(
      machine({
        Again: { Type: 'Pass', Next: 'Other' },
        Other: { Type: 'Choice', Choices: [{ Condition: false, Next: 'End' }], Default: 'Again' },
        End: { Type: 'Succeed' },
      }),
      {},
    );
    expect(run).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    expect(events.at(-1)).toMatchObject({ id: 25_000, type: 'ExecutionFailed' });
  });

  it('should fail when an output is larger than 256 KiB', async () => {
    const Grow = { Type: 'Pass', Output: "{% $pad('', 262145, '#') %}", End: true };
    expect(await failure({ Grow })).toEqual({
      error: 'States.DataLimitExceeded',
      cause: "The state/task 'Grow' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });
});
