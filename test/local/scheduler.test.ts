import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../local/clock/virtual-clock.ts';
import { createDeliveries } from '../../local/events/deliveries.ts';
import { createDispatcher } from '../../local/events/dispatcher.ts';
import { readExpression } from '../../local/scheduler/expression.ts';
import { createScheduleMemory } from '../../local/scheduler/memory.ts';
import type { Schedule } from '../../local/scheduler/schedule.ts';
import { createScheduler } from '../../local/scheduler/scheduler.ts';
import { openStateStore, type StateStore } from '../../local/state/store.ts';
import { temporaryDir } from '../support/fixture-platform.ts';

const DAY = 86_400_000;

const schedule = (expression: string, input: string | undefined = '"<aws.scheduler.scheduled-time>"'): Schedule => ({
  name: 'daily',
  arn: 'arn:daily',
  expression,
  timeZone: 'UTC',
  input,
  target: { kind: 'function', functionName: 'work', deadLetterQueueArn: 'arn:dead' },
  occurrences: readExpression({ expression, timeZone: 'UTC' }),
});

describe('the scheduler of the laptop', () => {
  let state: StateStore;
  const clocks: VirtualClock[] = [];
  const called: unknown[] = [];

  beforeEach(() => {
    state = openStateStore(temporaryDir());
    called.length = 0;
  });
  afterEach(() => {
    for (const clock of clocks.splice(0)) clock.stop();
    state.close();
  });

  /** One run of the platform, up to when it is stopped. */
  const run = (schedules: readonly Schedule[], fails = false) => {
    const clock = createVirtualClock(state, () => dispatcher.settled(), Date.parse('2026-03-01T12:00:00Z'));
    clocks.push(clock);
    const dead: unknown[] = [];
    const dispatcher = createDispatcher({
      invoke: async (_, payload) => {
        called.push(payload);
        return fails ? { kind: 'timeout' } : { kind: 'result', payload: null };
      },
      startExecution: async () => {},
      deliveries: createDeliveries(state),
      queues: { send: (_, body) => dead.push(body) },
      report: () => {},
    });
    const application = { account: '1', region: 'eu-central-1', schedules };
    const scheduler = createScheduler({ application, clock, memory: createScheduleMemory(state), dispatcher });
    scheduler.resume();
    return { clock, scheduler, dead, next: () => scheduler.list()[0]?.nextAt };
  };

  const passWhileDown = (days: number): void => {
    state.write('clock.offset', Number(state.read('clock.offset')) + days * DAY);
  };
  const moveTo = (clock: VirtualClock, to: string) => clock.moveTo(Date.parse(to));

  it('should call its target at each of its times, with the time that it was due', async () => {
    const { clock, next } = run([schedule('cron(0 6 * * ? *)')]);
    expect(await moveTo(clock, '2026-03-03T12:00:00Z')).toHaveLength(2);
    expect(called).toEqual(['2026-03-02T06:00:00Z', '2026-03-03T06:00:00Z']);
    expect(next()).toBe('2026-03-04T06:00:00.000Z');
  });

  it('should make up for the latest of the times that passed while the platform was down, and only for that', async () => {
    const daily = schedule('cron(0 6 * * ? *)');
    run([daily]).clock.stop();
    passWhileDown(4);
    const { clock } = run([daily]);
    await clock.moveTo(clock.now() + 1000);
    expect(called).toEqual(['2026-03-05T06:00:00Z']);
    await moveTo(clock, '2026-03-06T12:00:00Z');
    expect(called).toEqual(['2026-03-05T06:00:00Z', '2026-03-06T06:00:00Z']);
  });

  it('should not call again for what was dealt with before a restart', async () => {
    const daily = schedule('cron(0 6 * * ? *)');
    const first = run([daily]);
    await moveTo(first.clock, '2026-03-02T12:00:00Z');
    first.clock.stop();
    const { clock, next } = run([daily]);
    await clock.moveTo(clock.now() + 1000);
    expect(called).toEqual(['2026-03-02T06:00:00Z']);
    expect(next()).toBe('2026-03-03T06:00:00.000Z');
  });

  it('should count a rate from when the schedule was first seen, over restarts', async () => {
    const daily = schedule('rate(1 day)', '"x"');
    const first = run([daily]);
    const begun = first.clock.now();
    await first.clock.moveTo(begun + DAY / 2);
    expect(called).toHaveLength(1);
    first.clock.stop();
    const { clock, next } = run([daily]);
    await clock.moveTo(begun + 1.5 * DAY);
    expect(called).toHaveLength(2);
    expect(Math.abs(Date.parse(next() ?? '') - (begun + 2 * DAY))).toBeLessThan(1000);
  });

  it('should begin anew when the expression has changed, or after a time without the schedule', async () => {
    run([schedule('cron(0 6 * * ? *)')]).clock.stop();
    passWhileDown(3);
    run([schedule('cron(0 8 * * ? *)')]).clock.stop();
    run([]).clock.stop();
    passWhileDown(3);
    const { clock, next } = run([schedule('cron(0 8 * * ? *)')]);
    await clock.moveTo(clock.now() + 1000);
    expect(called).toEqual([]);
    expect(next()).toBe('2026-03-08T08:00:00.000Z');
  });

  it('should keep the call as a dead letter when the target fails again and again', async () => {
    const { clock, dead } = run([schedule('at(2026-03-02T06:00:00)')], true);
    await moveTo(clock, '2026-03-02T12:00:00Z');
    expect(called).toHaveLength(3);
    expect(dead).toEqual(['2026-03-02T06:00:00Z']);
  });

  it('should send an event when the schedule has no input', async () => {
    const { clock, next } = run([{ ...schedule('at(2026-03-02T06:00:00)'), input: undefined }]);
    await moveTo(clock, '2026-03-02T12:00:00Z');
    expect(called).toEqual([
      expect.objectContaining({
        'detail-type': 'Scheduled Event',
        source: 'aws.scheduler',
        time: '2026-03-02T06:00:00Z',
        resources: ['arn:daily'],
      }),
    ]);
    expect(next()).toBeNull();
  });

  it('should call for nothing more once the platform ends, and make up for it after the next start', async () => {
    const daily = schedule('cron(0 6 * * ? *)');
    const first = run([daily]);
    first.scheduler.drain();
    await moveTo(first.clock, '2026-03-02T12:00:00Z');
    expect(called).toEqual([]);
    first.clock.stop();
    const { clock } = run([daily]);
    await clock.moveTo(clock.now() + 1000);
    expect(called).toEqual(['2026-03-02T06:00:00Z']);
  });
});
