import { setTimeout as sleep } from 'node:timers/promises';
import type { Application } from '../assembly/application.ts';
import type { Outcome } from '../functions/runtime.ts';
import type { QueueStore } from '../queues/queue-store.ts';
import type { Deliveries, Delivery } from './deliveries.ts';
import type { BusEvent } from './event-store.ts';
import { compilePattern } from './pattern.ts';

export interface RulesOptions {
  readonly application: Pick<Application, 'account' | 'region' | 'eventRules'>;
  readonly invoke: (functionName: string, event: unknown) => Promise<Outcome>;
  readonly queues: Pick<QueueStore, 'send'>;
  readonly deliveries: Deliveries;
  /** Puts an event on another bus. */
  readonly forward: (event: BusEvent) => void;
  readonly report: (message: string) => void;
}

export interface Rules {
  /** Starts what the rules say for an event, and does not wait for it. */
  readonly match: (event: BusEvent) => void;
  /** Whether targets are at work. */
  readonly busy: () => boolean;
  /** Answers when the targets at work have ended. */
  readonly settled: () => Promise<void>;
  /** Takes up what was under way when the platform ended. */
  readonly resume: () => void;
  /**
   * Starts nothing more, and no longer believes in failures, which the end of the platform may cause: such events are
   * delivered again after the next start.
   */
  readonly drain: () => void;
}

/** Lambda calls a function that fails on an event twice more, after minutes; here the waiting is cut short. */
const RETRIES = 2;
const PAUSE_MILLISECONDS = 200;

/** Runs the rules of the event buses: matching events go to functions, which are tried again, and to other buses. */
export const createRules = (options: RulesOptions): Rules => {
  const { application, invoke, queues, deliveries, forward, report } = options;
  const { account, region, eventRules } = application;
  const rules = eventRules.map((rule) => ({ ...rule, matches: compilePattern(rule.pattern, rule.id) }));
  const running = new Set<Promise<void>>();
  let draining = false;

  const call = async (delivery: Delivery): Promise<void> => {
    const { payload, target } = delivery;
    for (let attempt = 0; attempt <= RETRIES; attempt += 1) {
      if (attempt > 0) await sleep(PAUSE_MILLISECONDS * attempt);
      if (draining) return;
      const { kind } = await invoke(target.functionName, payload);
      if (kind === 'result') return deliveries.remove(delivery);
    }
    if (draining) return;
    report(`${target.functionName}: an event was given up after ${RETRIES + 1} attempts.`);
    if (target.deadLetterQueueArn) queues.send(target.deadLetterQueueArn, payload);
    deliveries.remove(delivery);
  };

  const start = (delivery: Delivery): void => {
    if (draining) return;
    const ended = call(delivery).finally(() => running.delete(ended));
    running.add(ended);
  };

  return {
    match: (event) => {
      const payload = toPayload(event, account, region);
      for (const rule of rules.filter(({ busName, matches }) => busName === event.bus && matches(payload))) {
        for (const target of rule.targets) {
          if (target.kind === 'function') start(deliveries.add(target, payload));
          else forward({ ...event, bus: target.busName });
        }
      }
    },
    busy: () => running.size > 0,
    settled: async () => {
      await Promise.all(running);
    },
    resume: () => {
      for (const delivery of deliveries.list()) start(delivery);
    },
    drain: () => {
      draining = true;
    },
  };
};

/** An event as rules and targets see it. */
const toPayload = (event: BusEvent, account: string, region: string) => ({
  version: '0',
  id: event.id,
  'detail-type': event.detailType,
  source: event.source,
  account,
  time: event.time,
  region,
  resources: event.resources,
  detail: event.detail,
});
