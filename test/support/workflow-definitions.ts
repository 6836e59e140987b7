import { afterEach } from 'vitest';
import { type Bench, type BenchOptions, startBench } from './step-functions-bench.ts';

/** A state machine that begins with the first of its states. */
export const machine = (States: Record<string, object>, more: object = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(States)[0],
  States,
  ...more,
});

/** A task that invokes a function with the state's input; the end, unless it says what is next. */
export const invoke = (FunctionName: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName, Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  ...('Next' in more ? {} : { End: true }),
  ...more,
});

export const waits = { waits: machine({ Wait: { Type: 'Wait', Seconds: 3600, End: true } }) };

/** Starts benches that end with the test, and starts one again on what another has kept. */
export const benchesOfTest = () => {
  const benches: Bench[] = [];
  afterEach(async () => {
    for (const bench of benches.splice(0)) await bench.kill();
  });
  const start = async (options: BenchOptions): Promise<Bench> => {
    const bench = await startBench(options);
    benches.push(bench);
    return bench;
  };
  /** Ends the first one as if it were killed. */
  const restart = async (bench: Bench, options: BenchOptions): Promise<Bench> => {
    benches.splice(benches.indexOf(bench), 1);
    await bench.kill();
    return start({ ...options, dataDir: bench.dataDir });
  };
  return { start, restart };
};
