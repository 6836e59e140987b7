import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome } from '../functions/runtime.ts';
import { messageOf } from '../problem.ts';
import type { QueueStore } from '../queues/queue-store.ts';
import type { Deliveries, Delivery } from './deliveries.ts';
import type { AsynchronousTarget } from './targets.ts';

export interface DispatcherOptions {
  readonly deliveries: Deliveries;
  readonly invoke: (functionName: string, payload: unknown) => Promise<Outcome>;
  /** The same name and input once more are the same execution. */
  readonly startExecution: (start: { stateMachineArn: string; name: string; input: string }) => Promise<unknown>;
  readonly queues: Pick<QueueStore, 'send'>;
  readonly report: (message: string) => void;
}

/** Calls functions and state machines for events and schedules: nobody waits for an answer. */
export interface Dispatcher {
  /** Keeps what is to be called, for whoever writes something else along with it; `begin` has to follow. */
  readonly keep: (target: AsynchronousTarget, payload: unknown) => Delivery;
  /** Calls the target, and does not wait for it. */
  readonly begin: (delivery: Delivery) => void;
  /** Whether targets are at work. */
  readonly busy: () => boolean;
  /** Answers when the targets at work have ended. */
  readonly settled: () => Promise<void>;
  /** Takes up what was under way when the platform ended. */
  readonly resume: () => void;
  /**
   * Starts nothing more, and no longer believes in failures, which the end of the platform may cause: such calls are
   * made again after the next start.
   */
  readonly drain: () => void;
}

/** Lambda calls a function that fails on an event twice more, after minutes; here the waiting is cut short. */
const RETRIES = 2;
const PAUSE_MILLISECONDS = 200;

export const createDispatcher = (options: DispatcherOptions): Dispatcher => {
  const { deliveries, invoke, startExecution, queues, report } = options;
  const running = new Set<Promise<void>>();
  let draining = false;

  /** Why the target has not taken it; nothing when it has. */
  const attempt = async ({ id, target, payload }: Delivery): Promise<string | undefined> => {
    switch (target.kind) {
      case 'function':
        return errorOf(await invoke(target.functionName, payload));
      case 'state-machine':
        return startExecution({
          stateMachineArn: target.stateMachineArn,
          name: `delivery-${id}`,
          input: JSON.stringify(payload),
        }).then(() => undefined, messageOf);
      default:
        return target satisfies never;
    }
  };

  const call = async (delivery: Delivery): Promise<void> => {
    const { payload, target } = delivery;
    let error: string | undefined;
    for (let made = 0; made <= RETRIES; made += 1) {
      if (made > 0) await sleep(PAUSE_MILLISECONDS * made);
      if (draining) return;
      error = await attempt(delivery);
      if (error === undefined) return deliveries.remove(delivery);
    }
    if (draining) return;
    report(`${nameOf(target)}: an event was given up after ${RETRIES + 1} attempts.`);
    if (target.deadLetterQueueArn) queues.send(target.deadLetterQueueArn, payload, besides(error));
    deliveries.remove(delivery);
  };

  const begin = (delivery: Delivery): void => {
    if (draining) return;
    const ended = call(delivery).finally(() => running.delete(ended));
    running.add(ended);
  };

  return {
    keep: deliveries.add,
    begin,
    busy: () => running.size > 0,
    settled: async () => {
      await Promise.all(running);
    },
    resume: () => {
      for (const delivery of deliveries.list()) begin(delivery);
    },
    drain: () => {
      draining = true;
    },
  };
};

const errorOf = (outcome: Outcome): string | undefined => {
  if (outcome.kind === 'result') return undefined;
  return outcome.kind === 'failure' ? outcome.error.errorMessage : 'Task timed out';
};

/** What Lambda writes beside an event that it has given up on. */
const besides = (error = '') => ({ RequestID: randomUUID(), ErrorCode: '200', ErrorMessage: error });

const nameOf = (target: AsynchronousTarget): string =>
  target.kind === 'function' ? target.functionName : target.stateMachineArn;
