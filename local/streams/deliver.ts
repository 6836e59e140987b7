import type { StreamConsumer } from '../assembly/application.ts';
import type { Outcome } from '../functions/runtime.ts';
import { asArray, asObject, asString, isObject } from '../json.ts';
import type { StreamRecord } from './record.ts';

/** A batch that was given up, for the dead-letter queue. */
export interface GivenUp {
  readonly records: readonly StreamRecord[];
  readonly attempts: number;
}

export interface Delivery {
  readonly consumer: Pick<StreamConsumer, 'reportsItemFailures' | 'bisectsOnError' | 'maximumRetryAttempts'>;
  readonly invoke: (event: unknown) => Promise<Outcome>;
  /** Called as records are done with, delivered or given up, in their order. */
  readonly done: (last: StreamRecord) => void;
  readonly giveUp: (batch: GivenUp) => void;
  /** Waits before a retry; answers false when the platform is stopping, and the delivery is left as it is. */
  readonly pause: (retry: number) => Promise<boolean>;
}

/**
 * Delivers a batch by the rules of an event source mapping: retried as a whole, or from the first record that the
 * function names; cut in half on failure, if the mapping says so, until the record is alone that cannot be delivered;
 * given up after the last attempt. Cutting does not count as an attempt.
 * @returns false when the platform stopped on the way.
 */
export const deliver = async (
  batch: readonly StreamRecord[],
  delivery: Delivery,
  earlierAttempts = 0,
): Promise<boolean> => {
  const { consumer } = delivery;
  let pending = batch;
  let attempts = earlierAttempts;
  for (;;) {
    const outcome = await delivery.invoke({ Records: pending.map(({ event }) => event) });
    const failed = firstFailure(pending, outcome, consumer.reportsItemFailures);
    const last = pending.at((failed ?? pending.length) - 1);
    if (failed === undefined || failed > 0) {
      if (last) delivery.done(last);
      if (failed === undefined) return true;
      pending = pending.slice(failed);
      attempts = 0;
    }
    if (failed === 0 && consumer.bisectsOnError && pending.length > 1) {
      const middle = Math.ceil(pending.length / 2);
      if (!(await delivery.pause(attempts))) return false;
      const halves = [pending.slice(0, middle), pending.slice(middle)] as const;
      return (await deliver(halves[0], delivery, attempts)) && (await deliver(halves[1], delivery, attempts));
    }
    attempts += 1;
    if (consumer.maximumRetryAttempts !== undefined && attempts > consumer.maximumRetryAttempts) {
      delivery.giveUp({ records: pending, attempts });
      const end = pending.at(-1);
      if (end) delivery.done(end);
      return true;
    }
    if (!(await delivery.pause(attempts))) return false;
  }
};

/** Index of the first record that was not delivered; `undefined` when all were. */
const firstFailure = (
  batch: readonly StreamRecord[],
  outcome: Outcome,
  reportsItemFailures: boolean,
): number | undefined => {
  if (outcome.kind !== 'result') return 0;
  if (!reportsItemFailures || !isObject(outcome.payload)) return undefined;
  const failures = asArray(outcome.payload['batchItemFailures']);
  if (failures.length === 0) return undefined;
  const positions = failures.map((failure) => {
    const identifier = asString(asObject(failure)['itemIdentifier']);
    return batch.findIndex(({ sequenceNumber }) => sequenceNumber === identifier);
  });
  // An identifier that is not of this batch makes the whole batch a failure.
  return Math.max(0, Math.min(...positions));
};
