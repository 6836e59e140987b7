import { Temporal } from 'temporal-polyfill';
import { messageOf } from '../problem.ts';
import type { StateStore } from '../state/store.ts';
import { createTimers, type Timer } from './timers.ts';

/** What happened on the way when the clock was moved. */
export interface Fired {
  readonly at: string;
  readonly kind: string;
  readonly key: string;
  /** Present when it failed; the clock goes on nevertheless. */
  readonly error?: string;
}

export interface VirtualClock {
  /** Milliseconds since the epoch, by the platform's clock. */
  readonly now: () => number;
  /** How far the platform's clock is ahead of the real one, in milliseconds. */
  readonly offset: () => number;
  /** Moves the clock on; everything that falls due on the way has run, in its order, when the promise is kept. */
  readonly moveTo: (epochMilliseconds: number) => Promise<readonly Fired[]>;
  /** Registers what is to run at a time of this clock; the answer takes it back. */
  readonly schedule: (timer: Timer) => () => void;
  /** Takes back every timer and returns to real time, after a move that is under way. */
  readonly reset: () => Promise<void>;
  readonly stop: () => void;
}

const STATE_KEY = 'clock.offset';
/** Node's timers overflow beyond this. */
const LONGEST_SLEEP = 2 ** 31 - 1;

/** Latest instant that the clock may show: dates keep four digits of the year. */
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The platform's clock: real time plus an offset that only grows, kept over restarts. While it is being moved it
 * stands still at each due time, so that what runs there sees exactly that time.
 * @param settle called before the first step and after each one, to let what is under way come to rest (streams,
 * workflows).
 * @param startAt what a clock that was never set before shows first, instead of real time; it may be in the past.
 */
export const createVirtualClock = (state: StateStore, settle: () => Promise<void>, startAt?: number): VirtualClock => {
  let offset = Number(state.read(STATE_KEY) ?? 0);
  let standingAt: number | undefined;
  let moving: Promise<unknown> = Promise.resolve();
  let alarm: NodeJS.Timeout | undefined;
  const timers = createTimers();

  const now = (): number => standingAt ?? Date.now() + offset;

  const keepOffset = (value: number): void => {
    offset = value;
    state.write(STATE_KEY, offset);
  };
  if (startAt !== undefined && state.read(STATE_KEY) === undefined) keepOffset(startAt - Date.now());

  const runDue = async (target: number): Promise<readonly Fired[]> => {
    const fired: Fired[] = [];
    for (let due = timers.takeDue(target); due; due = timers.takeDue(target)) {
      standingAt = Math.max(standingAt ?? 0, due.dueAt);
      // Kept first: should the process end while it runs, the clock does not go back to before it.
      keepOffset(Math.max(offset, standingAt - Date.now()));
      const failure = await runTimer(due, standingAt);
      await settle();
      fired.push({ at: new Date(standingAt).toISOString(), kind: due.kind, key: due.key, ...failure });
      keepOffset(Math.max(offset, standingAt - Date.now()));
    }
    return fired;
  };

  const move = async (target: number): Promise<readonly Fired[]> => {
    standingAt = now();
    try {
      // What is under way ends at the time at which it was begun.
      await settle();
      const fired = await runDue(target);
      standingAt = Math.max(standingAt, target);
      keepOffset(standingAt - Date.now());
      await settle();
      return fired;
    } finally {
      keepOffset(standingAt - Date.now());
      standingAt = undefined;
      arm();
    }
  };

  const oneAfterTheOther = <T>(work: () => Promise<T>): Promise<T> => {
    const result = moving.then(work);
    moving = result.catch(() => undefined);
    return result;
  };

  /** Between moves the clock runs with real time, and timers fall due by themselves. */
  const arm = (): void => {
    clearTimeout(alarm);
    const next = timers.nextDueAt();
    if (next === undefined) return;
    const sleep = Math.min(Math.max(0, next - now()), LONGEST_SLEEP);
    alarm = setTimeout(() => void oneAfterTheOther(() => move(now())), sleep);
    alarm.unref();
  };

  return {
    now,
    offset: () => now() - Date.now(),
    moveTo: (target) => oneAfterTheOther(() => move(target)),
    schedule: (timer) => {
      const takeBack = timers.add(timer);
      if (standingAt === undefined) arm();
      return takeBack;
    },
    reset: () =>
      oneAfterTheOther(async () => {
        timers.clear();
        keepOffset(0);
      }),
    stop: () => clearTimeout(alarm),
  };
};

const runTimer = async (timer: Timer, now: number): Promise<{ readonly error?: string }> => {
  try {
    await timer.run(now);
    return {};
  } catch (error) {
    return { error: messageOf(error) };
  }
};

/** Where a move of the clock leads, or a sentence that says why it cannot be made. */
export type Target = { readonly epochMilliseconds: number } | { readonly problem: string };

/** Reads `{ "advance": "P3D" }` or `{ "to": "2026-03-31T08:00:00Z" }`, never backwards. */
export const readTarget = (body: Readonly<Record<string, unknown>>, now: number): Target => {
  const { advance, to, ...others } = body;
  if (Object.keys(others).length > 0 || (advance === undefined) === (to === undefined)) {
    return { problem: 'Say either { "advance": "P3D" } or { "to": "2026-03-31T08:00:00Z" }.' };
  }
  try {
    const start = Temporal.Instant.fromEpochMilliseconds(now);
    const target =
      to === undefined
        ? // Months and years have a length only in a calendar: they are counted in UTC.
          start
            .toZonedDateTimeISO('UTC')
            .add(Temporal.Duration.from(String(advance)))
            .toInstant()
        : Temporal.Instant.from(String(to));
    const { epochMilliseconds } = target;
    if (epochMilliseconds < now) return { problem: `The clock never goes backwards; it is ${start.toString()} now.` };
    if (epochMilliseconds > LAST_INSTANT) return { problem: 'The clock ends with the year 9999.' };
    return { epochMilliseconds };
  } catch {
    return {
      problem: `'${String(advance ?? to)}' is not ${advance === undefined ? 'an instant such as 2026-03-31T08:00:00Z' : 'an ISO 8601 duration such as P3D or PT36H'}.`,
    };
  }
};
