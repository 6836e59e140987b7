import { describe, expect, it } from 'vitest';
import {
  AttendShardInput,
  FinishDailyRunOutput,
  PlanDailyRunInput,
  RunStepInput,
} from '../../../shared/contracts/workflows/daily-run.ts';
import { benchesOfTest } from '../../support/workflow-definitions.ts';
import { workflowFile } from '../../support/workflow-file.ts';

const benches = benchesOfTest();
const machines = { 'daily-run': workflowFile('daily-run') };

type Answers = Readonly<Record<string, (event: never) => unknown>>;

const failing = (name: string) => () => {
  throw Object.assign(new Error('broken'), { name });
};

/** What the functions answer where a test does not say otherwise; what they are given must fit their contracts. */
const answers: Answers = {
  'plan-daily-run': (event) => {
    PlanDailyRunInput.parse(event);
    return { attempt: 1, shards: ['03', '07'] };
  },
  'attend-shard': (event) => {
    AttendShardInput.parse(event);
    return { more: false };
  },
  ...Object.fromEntries(
    ['sweep-mails', 'escalate-tasks', 'remind-legal', 'take-snapshot', 'mail-reports'].map((name) => [
      name,
      (event: never) => {
        RunStepInput.parse(event);
        return {};
      },
    ]),
  ),
  'finish-daily-run': (event) => {
    const { failures } = RunStepInput.parse(event);
    const isFailed = failures.some(({ step }) => step === 'Plan');
    return FinishDailyRunOutput.parse({ status: isFailed ? 'FAILED' : 'SUCCEEDED' });
  },
};

/** Runs it to its end, through every pause before another try. */
const ended = async (replaced: Answers = {}) => {
  const bench = await benches.start({
    machines,
    functions: { ...answers, ...replaced },
    startAt: Date.parse('2026-03-31T03:00:00Z'),
  });
  const arn = await bench.start('daily-run', { date: '2026-03-31', correlationId: 'test' }, '2026-03-31');
  await bench.advance(3_600_000);
  const { error, output, status } = await bench.describe(arn);
  const calls = bench.invocations.map(({ event, functionName }) => ({
    functionName,
    event: event as Record<string, unknown>,
  }));
  return { status, error, output, calls, names: calls.map(({ functionName }) => functionName) };
};

const failuresTold = ({ calls }: Awaited<ReturnType<typeof ended>>) =>
  calls.find(({ functionName }) => functionName === 'finish-daily-run')?.event['failures'];

const steps = ['sweep-mails', 'escalate-tasks', 'remind-legal', 'take-snapshot', 'mail-reports', 'finish-daily-run'];

describe('the definition of the daily run', () => {
  it('should go through the shards, and then take the steps in their order', async () => {
    const run = await ended();
    expect(run).toMatchObject({ status: 'SUCCEEDED', output: { date: '2026-03-31', status: 'SUCCEEDED' } });
    expect(run.names).toEqual(['plan-daily-run', 'attend-shard', 'attend-shard', ...steps]);
    const shards = run.calls.filter(({ functionName }) => functionName === 'attend-shard');
    expect(shards.map(({ event }) => event['shard']).sort()).toEqual(['03', '07']);
    expect(failuresTold(run)).toEqual([]);
  });

  it('should take the steps though nobody is due', async () => {
    const run = await ended({ 'plan-daily-run': () => ({ attempt: 1, shards: [] }) });
    expect(run.status).toBe('SUCCEEDED');
    expect(run.names).toEqual(['plan-daily-run', ...steps]);
  });

  it('should come back to a shard for as long as there is more', async () => {
    let left = 3;
    const run = await ended({
      'plan-daily-run': () => ({ attempt: 2, shards: ['07'] }),
      'attend-shard': () => {
        left -= 1;
        return { more: left > 0 };
      },
    });
    expect(run.names.filter((name) => name === 'attend-shard')).toHaveLength(3);
    expect(run.calls[3]?.event).toMatchObject({ date: '2026-03-31', shard: '07', attempt: 2, giveUp: null });
  });

  it('should try a shard again when what failed passes, and give it up when it does not, alone', async () => {
    const attempts = new Map<string, number>();
    const run = await ended({
      'attend-shard': (event) => {
        const { giveUp, shard } = AttendShardInput.parse(event);
        attempts.set(shard, (attempts.get(shard) ?? 0) + 1);
        if (giveUp !== null) return { more: false };
        if (shard === '03') return failing('TypeError')();
        return attempts.get(shard) === 3 ? { more: false } : failing('Unavailable')();
      },
    });
    expect(run.status).toBe('SUCCEEDED');
    // A defect is not tried again: the second call is the one that notes it.
    expect(Object.fromEntries(attempts)).toEqual({ '03': 2, '07': 3 });
    const notes = run.calls.filter(({ event }) => typeof event['giveUp'] === 'string');
    expect(notes.map(({ event }) => [event['shard'], event['giveUp']])).toEqual([['03', 'TypeError']]);
    expect(run.names.slice(-steps.length)).toEqual(steps);
  });

  it('should go on though a shard cannot even be given up', async () => {
    const run = await ended({ 'attend-shard': failing('TypeError') });
    expect(run.status).toBe('SUCCEEDED');
    expect(run.names.slice(-steps.length)).toEqual(steps);
  });

  it.each([
    ['SweepMails', 'sweep-mails'],
    ['EscalateTasks', 'escalate-tasks'],
    ['RemindLegal', 'remind-legal'],
    ['TakeSnapshot', 'take-snapshot'],
    ['MailReports', 'mail-reports'],
  ])('should note that %s failed, and take the steps after it', async (step, functionName) => {
    const run = await ended({ [functionName]: failing('TypeError') });
    expect(run.status).toBe('SUCCEEDED');
    expect(run.names.slice(-steps.length)).toEqual(steps);
    expect(failuresTold(run)).toEqual([{ step, error: 'TypeError' }]);
  });

  it('should note every step that failed', async () => {
    const run = await ended({ 'remind-legal': failing('TypeError'), 'mail-reports': failing('HandoffsFailed') });
    expect(failuresTold(run)).toEqual([
      { step: 'RemindLegal', error: 'TypeError' },
      { step: 'MailReports', error: 'HandoffsFailed' },
    ]);
  });

  it('should note that it could not be planned, and fail for all to see', async () => {
    const run = await ended({ 'plan-daily-run': failing('TypeError') });
    expect(run).toMatchObject({ status: 'FAILED', error: 'DailyRunFailed' });
    expect(run.names).toEqual(['plan-daily-run', 'finish-daily-run']);
    expect(failuresTold(run)).toEqual([{ step: 'Plan', error: 'TypeError' }]);
  });
});
