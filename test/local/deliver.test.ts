import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../local/functions/runtime.ts';
import { deliver, type GivenUp } from '../../local/streams/deliver.ts';
import type { StreamRecord } from '../../local/streams/record.ts';

const records = (...names: readonly string[]): readonly StreamRecord[] =>
  names.map((name) => ({ sequenceNumber: name, writtenAt: 0, event: { name } }));

interface Settings {
  readonly reportsItemFailures?: boolean;
  readonly bisectsOnError?: boolean;
  readonly maximumRetryAttempts?: number;
}

/** Delivers to a function that answers as told, and notes what happens. */
const run = async (
  batch: readonly StreamRecord[],
  answer: (names: string[], call: number) => Outcome,
  settings: Settings,
) => {
  const calls: string[][] = [];
  const done: string[] = [];
  const givenUp: GivenUp[] = [];
  await deliver(batch, {
    consumer: {
      reportsItemFailures: settings.reportsItemFailures ?? false,
      bisectsOnError: settings.bisectsOnError ?? false,
      maximumRetryAttempts: settings.maximumRetryAttempts,
    },
    invoke: async (event) => {
      const names = (event as { Records: { name: string }[] }).Records.map(({ name }) => name);
      calls.push(names);
      return answer(names, calls.length);
    },
    done: (last) => done.push(last.sequenceNumber),
    giveUp: (given) => givenUp.push(given),
    pause: async () => true,
  });
  return {
    calls,
    done,
    givenUp: givenUp.map(({ records: given }) => given.map(({ sequenceNumber }) => sequenceNumber)),
  };
};

const success: Outcome = { kind: 'result', payload: null };
const failure: Outcome = { kind: 'failure', error: { errorType: 'Error', errorMessage: 'no', stack: '' } };
const failedAt = (itemIdentifier: string): Outcome => ({
  kind: 'result',
  payload: { batchItemFailures: [{ itemIdentifier }] },
});

describe('delivery of a batch', () => {
  it('should deliver once when the function succeeds', async () => {
    const { calls, done } = await run(records('1', '2'), () => success, {});
    expect(calls).toEqual([['1', '2']]);
    expect(done).toEqual(['2']);
  });

  it('should retry the whole batch when the function fails', async () => {
    const { calls } = await run(records('1', '2'), (_, call) => (call < 3 ? failure : success), {});
    expect(calls).toEqual([
      ['1', '2'],
      ['1', '2'],
      ['1', '2'],
    ]);
  });

  it('should go on from the first record that the function names as failed', async () => {
    const answer = (_: string[], call: number) => (call === 1 ? failedAt('2') : success);
    const { calls, done } = await run(records('1', '2', '3'), answer, { reportsItemFailures: true });
    expect(calls).toEqual([
      ['1', '2', '3'],
      ['2', '3'],
    ]);
    expect(done).toEqual(['1', '3']);
  });

  it('should not read item failures when the mapping does not ask for them', async () => {
    expect((await run(records('1'), () => failedAt('1'), {})).calls).toHaveLength(1);
  });

  it('should take a foreign item identifier as a failure of the whole batch', async () => {
    const answer = (_: string[], call: number) => (call === 1 ? failedAt('nobody') : success);
    expect((await run(records('1', '2'), answer, { reportsItemFailures: true })).calls).toEqual([
      ['1', '2'],
      ['1', '2'],
    ]);
  });

  it('should give up the batch after the last attempt', async () => {
    const { calls, givenUp, done } = await run(records('1', '2'), () => failure, { maximumRetryAttempts: 2 });
    expect(calls).toHaveLength(3);
    expect(givenUp).toEqual([['1', '2']]);
    expect(done).toEqual(['2']);
  });

  it('should give up only the record that cannot be delivered when the batch is cut in half on failure', async () => {
    const answer = (names: string[]) => (names.includes('3') ? failure : success);
    const { givenUp, calls, done } = await run(records('1', '2', '3', '4'), answer, {
      bisectsOnError: true,
      maximumRetryAttempts: 1,
    });
    expect(givenUp).toEqual([['3']]);
    expect(calls).toEqual([['1', '2', '3', '4'], ['1', '2'], ['3', '4'], ['3'], ['3'], ['4']]);
    expect(done).toEqual(['2', '3', '4']);
  });

  it('should give up only the named record when failures are reported and the batch is cut', async () => {
    const answer = (names: string[]) => (names.includes('2') ? failedAt('2') : success);
    const { givenUp, done } = await run(records('1', '2', '3'), answer, {
      reportsItemFailures: true,
      bisectsOnError: true,
      maximumRetryAttempts: 1,
    });
    expect(givenUp).toEqual([['2']]);
    expect(done).toEqual(['1', '2', '3']);
  });
});
