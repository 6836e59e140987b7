import { type Answer, type Call, describeAnswer, isSuccess } from '../client/api-client.ts';

export interface Throughput {
  readonly operation: string;
  readonly calls: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
}

/** Counts and times calls, and keeps what went wrong. */
export interface Meter {
  /** Makes a call under the name of an operation; an answer that is no success is kept as an error. */
  readonly call: (operation: string, ...request: Parameters<Call>) => Promise<Answer>;
  /** Keeps something that was answered with success, and is wrong nevertheless. */
  readonly complain: (message: string) => void;
  readonly errors: () => readonly string[];
  readonly calls: () => number;
  /** Over all operations first, then each. */
  readonly throughput: () => readonly Throughput[];
}

/** More of the same is not worth telling. */
const KEPT_ERRORS = 100;

export const createMeter = (call: Call): Meter => {
  const timesByOperation = new Map<string, number[]>();
  const errors: string[] = [];
  const complain = (message: string): void => {
    if (errors.length < KEPT_ERRORS) errors.push(message);
  };
  return {
    call: async (operation, ...request) => {
      const answer = await call(...request);
      const times = timesByOperation.get(operation);
      if (times) times.push(answer.milliseconds);
      else timesByOperation.set(operation, [answer.milliseconds]);
      if (!isSuccess(answer)) complain(describeAnswer(answer));
      return answer;
    },
    complain,
    errors: () => errors,
    calls: () => [...timesByOperation.values()].reduce((sum, times) => sum + times.length, 0),
    throughput: () => [
      summarise('all calls', [...timesByOperation.values()].flat()),
      ...[...timesByOperation].map(([operation, times]) => summarise(operation, times)),
    ],
  };
};

const summarise = (operation: string, times: readonly number[]): Throughput => {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    operation,
    calls: sorted.length,
    p50Milliseconds: percentile(sorted, 50),
    p99Milliseconds: percentile(sorted, 99),
  };
};

/** The value that so many percent of the sorted values do not exceed (nearest rank). */
export const percentile = (sorted: readonly number[], percent: number): number => {
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return Number((sorted[rank - 1] ?? 0).toFixed(1));
};
