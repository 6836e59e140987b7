import { Temporal } from 'temporal-polyfill';
import type { WaitState } from '../definition.ts';
import { queryFailure } from '../failure.ts';
import type { Scope } from '../jsonata/evaluate.ts';
import { LONGEST_SECONDS } from '../limits.ts';
import { TIMESTAMP } from '../schema.ts';
import { scopeOf } from '../scope.ts';
import { type Enter, leaveWithInput } from '../step.ts';
import { evaluateInteger, evaluateText } from '../template.ts';

/** A time that has passed already lets the branch go on at once. */
export const enterWait: Enter<WaitState> = async (turn, branch, state) => {
  const until = await untilOf(state, scopeOf(turn, branch), turn.host.now);
  return until <= turn.host.now ? leaveWithInput(branch, state) : { kind: 'stay', phase: { kind: 'waiting', until } };
};

const untilOf = async ({ Seconds, Timestamp = '' }: WaitState, scope: Scope, now: number): Promise<number> => {
  if (Seconds !== undefined)
    return now + 1000 * (await evaluateInteger(Seconds, 'Seconds', scope, [0, LONGEST_SECONDS]));
  const timestamp = await evaluateText(Timestamp, 'Timestamp', scope);
  try {
    if (TIMESTAMP.test(timestamp)) return Temporal.Instant.from(timestamp).epochMilliseconds;
  } catch {
    // It has the form of a time, but no calendar knows it.
  }
  throw queryFailure(
    `The Timestamp parameter does not reference a valid ISO-8601 extended offset date-time format string: ${timestamp}`,
  );
};
