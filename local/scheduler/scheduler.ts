import { randomUUID } from 'node:crypto';
import type { Application } from '../assembly/application.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import type { Dispatcher } from '../events/dispatcher.ts';
import type { ScheduleMemory } from './memory.ts';
import { payloadOf } from './payload.ts';
import type { Schedule } from './schedule.ts';

export interface SchedulerOptions {
  readonly application: Pick<Application, 'account' | 'region' | 'schedules'>;
  readonly clock: Pick<VirtualClock, 'now' | 'schedule'>;
  readonly memory: ScheduleMemory;
  readonly dispatcher: Pick<Dispatcher, 'keep' | 'begin'>;
}

export interface ShownSchedule {
  readonly name: string;
  readonly expression: string;
  readonly timeZone: string;
  /** When it is due next; `null` when never again. */
  readonly nextAt: string | null;
}

/** EventBridge Scheduler on a laptop: calls the targets of the schedules at their times of the platform's clock. */
export interface Scheduler {
  /**
   * Follows the schedules from now on. Of the occurrences that have passed while nobody followed, the latest one of
   * each schedule is made up for.
   */
  readonly resume: () => void;
  readonly list: () => readonly ShownSchedule[];
  /** Calls for nothing more. */
  readonly drain: () => void;
  /** Forgets what was due; follows nothing before the next `resume`. */
  readonly clear: () => void;
}

export const createScheduler = ({ application, clock, memory, dispatcher }: SchedulerOptions): Scheduler => {
  const { account, region, schedules } = application;
  const armed = new Map<string, { readonly dueAt: number; readonly takeBack: () => void }>();
  let draining = false;

  const dueOf = (schedule: Schedule): number | undefined => {
    const now = clock.now();
    const { createdAt, handledUntil } = memory.of(schedule, now);
    const occurrences = schedule.occurrences(createdAt);
    const missed = occurrences.upTo(now);
    return missed !== undefined && missed > handledUntil ? missed : occurrences.after(now);
  };

  const arm = (schedule: Schedule): void => {
    const dueAt = dueOf(schedule);
    if (dueAt === undefined) {
      armed.delete(schedule.arn);
      return;
    }
    const run = () => fire(schedule, dueAt);
    armed.set(schedule.arn, { dueAt, takeBack: clock.schedule({ dueAt, kind: 'schedule', key: schedule.name, run }) });
  };

  const fire = (schedule: Schedule, dueAt: number): void => {
    if (draining) return;
    const occasion = { scheduledAt: dueAt, executionId: randomUUID(), account, region };
    const payload = payloadOf(schedule, occasion);
    dispatcher.begin(memory.handled(schedule, dueAt, () => dispatcher.keep(schedule.target, payload)));
    arm(schedule);
  };

  return {
    resume: () => {
      memory.keepOnly(schedules);
      for (const schedule of schedules) arm(schedule);
    },
    list: () =>
      schedules.map(({ name, arn, expression, timeZone }) => {
        const dueAt = armed.get(arn)?.dueAt;
        return { name, expression, timeZone, nextAt: dueAt === undefined ? null : new Date(dueAt).toISOString() };
      }),
    drain: () => {
      draining = true;
    },
    clear: () => {
      for (const { takeBack } of armed.values()) takeBack();
      armed.clear();
      memory.clear();
    },
  };
};
