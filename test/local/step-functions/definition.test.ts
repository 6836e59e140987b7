import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../../local/step-functions/asl/parse.ts';
import { play } from '../../support/asl-player.ts';

const machine = (States: Record<string, unknown>, more: object = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(States)[0],
  States,
  ...more,
});
const problemsOf = (definition: unknown): readonly string[] =>
  parseDefinition(typeof definition === 'string' ? definition : JSON.stringify(definition)).problems ?? [];
const done = { Type: 'Succeed' };
const task = (fields: object) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true, ...fields });
const map = (fields: object, States: object = { In: done }) => ({
  Type: 'Map',
  ItemProcessor: { StartAt: Object.keys(States)[0], States },
  End: true,
  ...fields,
});

describe('a definition', () => {
  it.each<[string, unknown, string]>([
    ['no JSON', '{', 'The definition is not JSON'],
    [
      'a path in JSONPath',
      { StartAt: 'A', States: { A: { Type: 'Pass', ResultPath: '$.a', End: true } } },
      "State 'A': ResultPath in the query language JSONPath is not supported; use JSONata",
    ],
    [
      'a choice in JSONPath',
      {
        StartAt: 'A',
        States: { A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'B' }] }, B: done },
      },
      "State 'A': Choices in the query language JSONPath",
    ],
    [
      'an intrinsic function',
      { StartAt: 'A', States: { A: { Type: 'Pass', Assign: { 'a.$': 'States.UUID()' }, End: true } } },
      '\'a.$\': "States.UUID()" is not a reference path',
    ],
    ['an unknown field', machine({ A: { ...done, ResultPath: '$' } }), "States.A: Field 'ResultPath' is not supported"],
    ['an item reader', machine({ A: map({ ItemReader: {} }) }), "States.A: Field 'ItemReader' is not supported"],
    ['a result writer', machine({ A: map({ ResultWriter: {} }) }), "Field 'ResultWriter' is not supported"],
    ['an unknown type', machine({ A: { Type: 'Sleep' } }), 'States.A.Type'],
    ['no way on', machine({ A: { Type: 'Pass' } }), "States.A: must have either Next or 'End': true"],
    [
      'two ways on',
      machine({ A: { Type: 'Pass', Next: 'B', End: true }, B: done }),
      "must have either Next or 'End': true",
    ],
    ['a way to nowhere', machine({ A: { Type: 'Pass', Next: 'B' } }), "State 'A': there is no state 'B' to go to"],
    ['no start', { ...machine({ A: done }), StartAt: 'B' }, "StartAt: there is no state 'B'"],
    ['a state that is never reached', machine({ A: done, B: done }), "State 'B' is not reachable"],
    [
      'a way out of a Map',
      machine({ A: map({}, { In: { Type: 'Pass', Next: 'A' } }) }),
      "State 'In': there is no state 'A' to go to",
    ],
    ['a name that is there twice', machine({ A: map({}, { A: done }) }), "State 'A' is there twice"],
    [
      'States.ALL among others',
      machine({ A: task({ Retry: [{ ErrorEquals: ['States.ALL', 'X'] }] }) }),
      'Retry: States.ALL must stand alone, and last',
    ],
    [
      'States.ALL before others',
      machine({
        A: task({
          Catch: [
            { ErrorEquals: ['States.ALL'], Next: 'B' },
            { ErrorEquals: ['X'], Next: 'B' },
          ],
        }),
        B: done,
      }),
      'Catch: States.ALL must stand alone',
    ],
    [
      'an expression that is not closed',
      machine({ A: { Type: 'Pass', Output: '{% 1', End: true } }),
      "Output: the JSONata expression '{% 1' is not closed",
    ],
    [
      'an expression that cannot be read',
      machine({ A: { Type: 'Pass', Output: { a: ['{% 1 + %}'] }, End: true } }),
      "Output/a/0: the JSONata expression '1 +' cannot be read",
    ],
    [
      'a condition that is no expression',
      machine({ A: { Type: 'Choice', Choices: [{ Condition: 'true', Next: 'B' }] }, B: done }),
      'States.A.Choices.0.Condition',
    ],
    [
      'a reserved variable',
      machine({ A: { Type: 'Pass', Assign: { states: 1 }, End: true } }),
      "The variable name 'states' is reserved",
    ],
    [
      'a variable that cannot be named',
      machine({ A: { Type: 'Pass', Assign: { 'a b': 1 }, End: true } }),
      "'a b' is not a name for a variable",
    ],
    [
      'a variable of an outer scope',
      machine({
        A: { Type: 'Pass', Assign: { v: 1 }, Next: 'B' },
        B: map({}, { In: { Type: 'Pass', Assign: { v: 2 }, End: true } }),
      }),
      "The variable name 'v' is used in an outer scope already",
    ],
    [
      'a heartbeat longer than the time-out',
      machine({ A: task({ TimeoutSeconds: 60, HeartbeatSeconds: 60 }) }),
      'HeartbeatSeconds must be less than TimeoutSeconds',
    ],
    ['a time-out of nothing', machine({ A: task({ TimeoutSeconds: 0 }) }), 'States.A.TimeoutSeconds'],
    [
      'a wait for two things',
      machine({ A: { Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true } }),
      'must have either Seconds or Timestamp',
    ],
    [
      'a time without an offset',
      machine({ A: { Type: 'Wait', Timestamp: '2026-01-01T00:00:00', End: true } }),
      'States.A.Timestamp',
    ],
    [
      'batches of an inline Map',
      machine({ A: map({ ItemBatcher: { MaxItemsPerBatch: 2 } }) }),
      'ItemBatcher needs an ItemProcessor whose Mode is DISTRIBUTED',
    ],
    [
      'a retry with an expression',
      machine({ A: task({ Retry: [{ ErrorEquals: ['X'], MaxAttempts: '{% 1 %}' }] }) }),
      'MaxAttempts',
    ],
  ])('should be refused for %s', (_what, definition, problem) => {
    expect(problemsOf(definition).join('\n')).toContain(problem);
  });

  it('should let the children of a distributed Map have variables of the same name', () => {
    const States = { In: { Type: 'Pass', Assign: { v: 2 }, End: true } };
    const ItemProcessor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'In',
      States,
    };
    expect(
      problemsOf(machine({ A: { Type: 'Pass', Assign: { v: 1 }, Next: 'B' }, B: map({ ItemProcessor }) })),
    ).toEqual([]);
  });

  it('should take states in JSONPath that mean the same in both languages', async () => {
    const { run } = await play(
      {
        StartAt: 'A',
        States: {
          A: {
            Type: 'Pass',
            Assign: { 'id.$': "$.order['id']", 'first.$': '$.lines[0].sku', 'name.$': '$$.Execution.Name', one: 1 },
            Next: 'B',
          },
          B: { Type: 'Pass', Assign: { 'again.$': '$id' }, Next: 'C' },
          C: {
            Type: 'Pass',
            QueryLanguage: 'JSONata',
            Output: ['{% $id %}', '{% $first %}', '{% $name %}', '{% $again %}', '{% $one %}'],
            Next: 'D',
          },
          D: { Type: 'Succeed' },
        },
      },
      { order: { id: 'A-1' }, lines: [{ sku: 'x' }] },
    );
    expect(run.output).toEqual(['A-1', 'x', 'one', 'A-1', 1]);
  });
});
