import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVirtualClock, readTarget, type VirtualClock } from '../../local/clock/virtual-clock.ts';
import { openStateStore, type StateStore } from '../../local/state/store.ts';

const HOUR = 3_600_000;

describe('the platform clock', () => {
  let state: StateStore;
  let clock: VirtualClock;
  let settled = 0;
  const open = (): VirtualClock =>
    createVirtualClock(state, async () => {
      settled += 1;
    });

  beforeEach(() => {
    state = openStateStore(mkdtempSync(join(tmpdir(), 'credence-clock-')));
    settled = 0;
    clock = open();
  });
  afterEach(() => {
    clock.stop();
    state.close();
  });

  it('should run with real time when it has not been moved', () => {
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(100);
  });

  it('should fire what falls due in its order, each at its own time', async () => {
    const start = clock.now();
    const seen: [string, number][] = [];
    const at = (key: string, hours: number) =>
      clock.schedule({ dueAt: start + hours * HOUR, kind: 'wait', key, run: (now) => void seen.push([key, now]) });
    at('third', 3);
    at('first', 1);
    at('second', 2);
    at('second too', 2);
    at('later', 9);
    const fired = await clock.moveTo(start + 4 * HOUR);
    expect(fired.map(({ key }) => key)).toEqual(['first', 'second', 'second too', 'third']);
    expect(seen.map(([, now]) => (now - start) / HOUR)).toEqual([1, 2, 2, 3]);
    expect(clock.now()).toBeGreaterThanOrEqual(start + 4 * HOUR);
  });

  it('should stand still at the due time while something runs', async () => {
    const start = clock.now();
    let seen: number[] = [];
    const run = async () => {
      const before = clock.now();
      await sleep(20);
      seen = [before, clock.now()];
    };
    clock.schedule({ dueAt: start + HOUR, kind: 'wait', key: 'a', run });
    await clock.moveTo(start + 2 * HOUR);
    expect(seen).toEqual([start + HOUR, start + HOUR]);
  });

  it('should fire what is scheduled on the way, if it falls due on the way too', async () => {
    const start = clock.now();
    const again = (hour: number): void => {
      clock.schedule({ dueAt: start + hour * HOUR, kind: 'schedule', key: `hour ${hour}`, run: () => again(hour + 1) });
    };
    again(1);
    const fired = await clock.moveTo(start + 3 * HOUR);
    expect(fired.map(({ key }) => key)).toEqual(['hour 1', 'hour 2', 'hour 3']);
  });

  it('should go on and tell of it when a timer fails', async () => {
    const start = clock.now();
    const run = () => {
      throw new Error('broken');
    };
    clock.schedule({ dueAt: start + 1, kind: 'wait', key: 'bad', run });
    clock.schedule({ dueAt: start + 2, kind: 'wait', key: 'good', run: () => {} });
    const fired = await clock.moveTo(start + HOUR);
    expect(fired.map(({ key, error }) => [key, error])).toEqual([
      ['bad', 'broken'],
      ['good', undefined],
    ]);
  });

  it('should let what is under way come to rest first, after each step and at the end', async () => {
    const start = clock.now();
    clock.schedule({ dueAt: start + 1, kind: 'wait', key: 'a', run: () => {} });
    await clock.moveTo(start + HOUR);
    expect(settled).toBe(3);
  });

  it('should not fire what has been taken back', async () => {
    const start = clock.now();
    const takeBack = clock.schedule({ dueAt: start + 1, kind: 'wait', key: 'a', run: () => {} });
    takeBack();
    expect(await clock.moveTo(start + HOUR)).toEqual([]);
  });

  it('should fire by itself when real time comes to a timer', async () => {
    const fired = new Promise<number>((resolve) => {
      clock.schedule({ dueAt: clock.now() + 30, kind: 'wait', key: 'soon', run: resolve });
    });
    await expect(fired).resolves.toBeGreaterThan(0);
  });

  it('should keep its lead over a restart', async () => {
    await clock.moveTo(clock.now() + 72 * HOUR);
    expect(Math.round((open().now() - Date.now()) / HOUR)).toBe(72);
  });

  it('should begin at a given time, in the past too, only when it was never set before', async () => {
    const startAt = Date.parse('2024-01-15T08:00:00Z');
    const past = createVirtualClock(state, async () => {}, startAt);
    expect(past.now() - startAt).toBeLessThan(1000);
    await past.moveTo(startAt + 24 * HOUR);
    const later = createVirtualClock(state, async () => {}, startAt);
    expect(later.now()).toBeGreaterThanOrEqual(startAt + 24 * HOUR);
  });

  it('should make one move after the other when two are asked for at once', async () => {
    const start = clock.now();
    const moves = [clock.moveTo(start + 2 * HOUR), clock.moveTo(start + HOUR)];
    await Promise.all(moves);
    expect(clock.now()).toBeGreaterThanOrEqual(start + 2 * HOUR);
  });
});

describe('a move of the clock', () => {
  const now = Date.parse('2026-01-31T12:00:00Z');
  it.each([
    [{ advance: 'P3D' }, '2026-02-03T12:00:00.000Z'],
    [{ advance: 'PT36H' }, '2026-02-02T00:00:00.000Z'],
    [{ advance: 'P1M' }, '2026-02-28T12:00:00.000Z'],
    [{ to: '2026-03-31T08:00:00Z' }, '2026-03-31T08:00:00.000Z'],
    [{ to: '2026-03-31T08:00:00+02:00' }, '2026-03-31T06:00:00.000Z'],
  ])('should read %j', (body, expected) => {
    const target = readTarget(body, now);
    expect('epochMilliseconds' in target && new Date(target.epochMilliseconds).toISOString()).toBe(expected);
  });

  it.each([
    [{ advance: '-P1D' }, /never goes backwards/],
    [{ to: '2026-01-31T11:59:59Z' }, /never goes backwards/],
    [{ advance: '3 days' }, /not an ISO 8601 duration/],
    [{ to: 'tomorrow' }, /not an instant/],
    [{ to: '2026-03-31' }, /not an instant/],
    [{ advance: 'P99999Y' }, /year 9999/],
    [{}, /Say either/],
    [{ advance: 'P1D', to: '2026-03-31T08:00:00Z' }, /Say either/],
    [{ advance: 'P1D', by: 'me' }, /Say either/],
  ])('should refuse %j', (body, message) => {
    expect(readTarget(body, now)).toEqual({ problem: expect.stringMatching(message) });
  });
});
