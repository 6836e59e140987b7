import type { Json } from '../../json.ts';
import { ErrorName, StateFailure } from './failure.ts';

/** What a payload may hold: the input or output of a state, a task or an execution, in bytes of UTF-8. */
export const LARGEST_PAYLOAD_BYTES = 262_144;
/** The last event of a history that would be longer says that the execution has failed. */
export const LONGEST_HISTORY = 25_000;
/** Seconds of a wait or a time-out. */
export const LONGEST_SECONDS = 99_999_999;
/** Iterations of an inline Map that run at the same time. */
export const INLINE_CONCURRENCY = 40;
/** Children of a distributed Map that run at the same time: AWS takes 10,000, for which one machine is too small. */
export const DISTRIBUTED_CONCURRENCY = 200;

export const sizeOf = (value: Json): number => Buffer.byteLength(JSON.stringify(value), 'utf8');

/** Refuses a value that is larger than a payload may be. */
export const checkSize = <T extends Json>(value: T, what: string): T => {
  if (sizeOf(value) <= LARGEST_PAYLOAD_BYTES) return value;
  throw new StateFailure(
    ErrorName.dataLimitExceeded,
    `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
};
