import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly MaxAttempts?: number;
  readonly MaxDelaySeconds?: number;
  readonly BackoffRate?: number;
  readonly JitterStrategy?: string;
}

interface State {
  readonly Type: string;
  readonly Comment?: string;
  readonly TimeoutSeconds?: number | string;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly ItemProcessor?: { readonly States: Record<string, State> };
  readonly Branches?: readonly { readonly States: Record<string, State> }[];
}

const root = join(import.meta.dirname, '../..');

/** The tasks of a definition, also those within its Maps and Parallels. */
const tasksIn = (states: Record<string, State>): [string, State][] =>
  Object.entries(states).flatMap(([name, state]): [string, State][] => [
    ...(state.Type === 'Task' ? [[name, state] satisfies [string, State]] : []),
    ...tasksIn(state.ItemProcessor?.States ?? {}),
    ...(state.Branches ?? []).flatMap((branch) => tasksIn(branch.States)),
  ]);

const tasks = globSync('workflows/*.asl.json', { cwd: root }).flatMap((file) =>
  tasksIn(JSON.parse(readFileSync(join(root, file), 'utf8')).States).map(
    ([name, task]) => [basename(file, '.asl.json'), name, task] as const,
  ),
);

/** A day of trying again is longer than any repair of AWS, and shorter than anybody's patience. */
const LONGEST_RETRYING_SECONDS = 24 * 3600;

describe('the tasks of the workflows', () => {
  it('should be there', () => {
    expect(new Set(tasks.map(([file]) => file))).toEqual(
      new Set(['collection', 'daily-run', 'limit-approval', 'temporary-limit']),
    );
  });

  it.each(tasks)('should end in time: %s %s', (_file, _name, { TimeoutSeconds }) => {
    const isText = typeof TimeoutSeconds === 'string';
    expect(isText ? TimeoutSeconds.startsWith('{%') : Number(TimeoutSeconds) > 0).toBe(true);
  });

  it.each(tasks)(
    'should be tried again a bounded number of times, not all at once: %s %s',
    (_file, _name, { Retry = [] }) => {
      expect(Retry.length).toBeGreaterThan(0);
      for (const retrier of Retry) {
        const { BackoffRate, JitterStrategy, MaxAttempts = 0, MaxDelaySeconds = 0 } = retrier;
        expect(JitterStrategy).toBe('FULL');
        expect(BackoffRate).toBeGreaterThan(1);
        expect(MaxAttempts).toBeGreaterThan(0);
        expect(MaxDelaySeconds).toBeGreaterThan(0);
        expect(MaxAttempts * MaxDelaySeconds).toBeLessThan(LONGEST_RETRYING_SECONDS);
      }
    },
  );

  it.each(tasks)('should not take a defect for something that passes: %s %s', (_file, _name, { Retry = [] }) => {
    const names = Retry.flatMap(({ ErrorEquals }) => ErrorEquals);
    expect(names.filter((name) => ['States.ALL', 'States.TaskFailed', 'States.Runtime'].includes(name))).toEqual([]);
  });

  it.each(tasks)('should catch every failure, or say why the execution fails: %s %s', (_file, _name, task) => {
    const caught = (task.Catch ?? []).flatMap(({ ErrorEquals }) => ErrorEquals);
    if (!caught.includes('States.ALL')) expect(task.Comment).toMatch(/the execution fails here/);
  });
});
