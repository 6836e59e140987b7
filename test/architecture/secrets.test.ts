import { globSync, readFileSync } from 'node:fs';
import { normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadedBy } from '../support/transitive-imports.ts';

const handlers = globSync('functions/*/handler.ts').map(normalize);

/** Functions that load a file of the project. */
const loadersOf = (file: string): string[] =>
  handlers.filter((handler) => loadedBy(handler).has(file)).map((handler) => handler.split('/')[1] ?? '');

/** Source files in which a name stands. */
const filesThatName = (name: string): string[] =>
  globSync('{functions,shared}/**/*.{ts,tsx}')
    .map(normalize)
    .filter((file) => new RegExp(`\\b${name}\\b`).test(readFileSync(file, 'utf8')))
    .toSorted();

describe('what opens a decision', () => {
  it('should be minted by the sender of mail only', () => {
    const [home, ...users] = filesThatName('mintLink').toSorted(
      (a, b) => Number(b.startsWith('shared/')) - Number(a.startsWith('shared/')),
    );
    expect(home).toBe('shared/store/approval-links.ts');
    expect(users.filter((file) => !file.startsWith('functions/send-mail/'))).toEqual([]);
    expect(users.length).toBeGreaterThan(0);
  });
});

describe('the token of a waiting task', () => {
  it('should be read and used by the functions that settle waits only', () => {
    expect(loadersOf('shared/store/limit-requests/workflow-tasks.ts')).toEqual(['settle-approval']);
    expect(loadersOf('shared/store/collection/wait.ts')).toEqual(['settle-collection']);
    expect(loadersOf('shared/workflow/complete-task.ts').toSorted()).toEqual(['settle-approval', 'settle-collection']);
    const users = ['SendTaskSuccessCommand', 'SendTaskFailureCommand', 'SendTaskHeartbeatCommand'].flatMap(
      filesThatName,
    );
    expect(users).toEqual(['shared/workflow/complete-task.ts']);
  });
});

describe('the start of a workflow', () => {
  it('should be known to the functions that start one, and for the daily run to the one by which people do', () => {
    expect(filesThatName('StartExecutionCommand')).toEqual(['shared/workflow/start-once.ts']);
    expect(loadersOf('shared/workflow/start-once.ts').toSorted()).toEqual([
      'run-daily-job',
      'start-collection',
      'start-daily-run',
      'start-limit-approval',
    ]);
  });
});
