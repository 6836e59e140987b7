import type { Application } from '../assembly/application.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { BusEvent } from './event-store.ts';
import { compilePattern } from './pattern.ts';

export interface RulesOptions {
  readonly application: Pick<Application, 'account' | 'region' | 'eventRules'>;
  readonly dispatcher: Pick<Dispatcher, 'keep' | 'begin'>;
  /** Puts an event on another bus. */
  readonly forward: (event: BusEvent) => void;
}

export interface Rules {
  /** Starts what the rules say for an event, and does not wait for it. */
  readonly match: (event: BusEvent) => void;
}

/** The rules of the event buses: matching events go to functions and state machines, and to other buses. */
export const createRules = ({ application, dispatcher, forward }: RulesOptions): Rules => {
  const { account, region, eventRules } = application;
  const rules = eventRules.map((rule) => ({ ...rule, matches: compilePattern(rule.pattern, rule.id) }));
  return {
    match: (event) => {
      const payload = toPayload(event, account, region);
      for (const rule of rules.filter(({ busName, matches }) => busName === event.bus && matches(payload))) {
        for (const target of rule.targets) {
          if (target.kind === 'bus') forward({ ...event, bus: target.busName });
          else dispatcher.begin(dispatcher.keep(target, payload));
        }
      }
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
