import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type FunctionRuntime, startFunctionRuntime } from '../../local/functions/runtime.ts';

let runtime: FunctionRuntime | undefined;
afterEach(() => runtime?.stop());

/** A function with a time-out of one second, from the text of its source. */
const startWith = (source: string): FunctionRuntime => {
  const folder = mkdtempSync(join(tmpdir(), 'credence-load-'));
  const entry = join(folder, 'handler.mjs');
  writeFileSync(entry, source);
  runtime = startFunctionRuntime({
    functions: [
      {
        name: 'slow',
        arn: 'arn',
        entry,
        exportName: 'handler',
        timeoutSeconds: 1,
        memoryMegabytes: 128,
        environment: {},
      },
    ],
    environment: {},
    logFile: join(folder, 'functions.log'),
    report: () => {},
  });
  return runtime;
};

const sleep = (milliseconds: number) => `await new Promise((resolve) => setTimeout(resolve, ${milliseconds}));`;

describe('the time of a function', () => {
  it('should not be used up when the function takes long to load', async () => {
    const source = `${sleep(1500)} export const handler = async (event, context) => context.getRemainingTimeInMillis();`;
    const outcome = await startWith(source).invoke('slow', {});
    expect(outcome).toEqual({ kind: 'result', payload: expect.any(Number) });
    expect(outcome.kind === 'result' && Number(outcome.payload)).toBeGreaterThan(500);
  });

  it('should be up when the function itself takes too long', async () => {
    const outcome = await startWith(`export const handler = async () => { ${sleep(3000)} };`).invoke('slow', {});
    expect(outcome).toEqual({ kind: 'timeout' });
  });
});
