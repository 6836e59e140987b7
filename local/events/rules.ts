import { setTimeout as sleep } from 'node:timers/promises';
import type { Application } from '../assembly/application.ts';
import type { RuleTarget } from '../assembly/event-rules.ts';
import type { Outcome } from '../functions/runtime.ts';
import type { QueueStore } from '../queues/queue-store.ts';
import type { BusEvent } from './event-store.ts';
import { compilePattern } from './pattern.ts';

export interface RulesOptions {
  readonly application: Pick<Application, 'account' | 'region' | 'eventRules'>;
  readonly invoke: (functionName: string, event: unknown) => Promise<Outcome>;
  readonly queues: Pick<QueueStore, 'send'>;
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
}

/** Lambda calls a function that fails on an event twice more, after minutes; here the waiting is cut short. */
const RETRIES = 2;
const PAUSE_MILLISECONDS = 200;

/** Runs the rules of the event buses: matching events go to functions, which are tried again, and to other buses. */
export const createRules = ({ application, invoke, queues, forward, report }: RulesOptions): Rules => {
  const { account, region, eventRules } = application;
  const rules = eventRules.map((rule) => ({ ...rule, matches: compilePattern(rule.pattern, rule.id) }));
  const running = new Set<Promise<void>>();

  const call = async (target: Extract<RuleTarget, { kind: 'function' }>, payload: unknown): Promise<void> => {
    for (let attempt = 0; attempt <= RETRIES; attempt += 1) {
      if (attempt > 0) await sleep(PAUSE_MILLISECONDS * attempt);
      if ((await invoke(target.functionName, payload)).kind === 'result') return;
    }
    report(`${target.functionName}: an event was given up after ${RETRIES + 1} attempts.`);
    if (target.deadLetterQueueArn) queues.send(target.deadLetterQueueArn, payload);
  };

  const start = (work: Promise<void>): void => {
    const ended = work.finally(() => running.delete(ended));
    running.add(ended);
  };

  return {
    match: (event) => {
      const payload = toPayload(event, account, region);
      for (const rule of rules.filter(({ busName, matches }) => busName === event.bus && matches(payload))) {
        for (const target of rule.targets) {
          if (target.kind === 'function') start(call(target, payload));
          else forward({ ...event, bus: target.busName });
        }
      }
    },
    busy: () => running.size > 0,
    settled: async () => {
      await Promise.all(running);
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
