/** Something that is to run once the clock has come to a time. */
export interface Timer {
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  /** What it is, such as `wait` or `schedule`, and which one; both are told to whoever moves the clock. */
  readonly kind: string;
  readonly key: string;
  /** Runs at its due time, which is passed in. A failure is reported to whoever moves the clock. */
  readonly run: (now: number) => void | Promise<void>;
}

export interface Timers {
  /** Adds a timer; the answer takes it back. */
  readonly add: (timer: Timer) => () => void;
  /** Takes the earliest timer that is due by then; those of the same time come in the order in which they were added. */
  readonly takeDue: (by: number) => Timer | undefined;
  readonly nextDueAt: () => number | undefined;
  readonly clear: () => void;
}

/** An ordered queue of timers. */
export const createTimers = (): Timers => {
  let queue: readonly Timer[] = [];
  return {
    add: (timer) => {
      const place = queue.findIndex((other) => other.dueAt > timer.dueAt);
      queue = place === -1 ? [...queue, timer] : queue.toSpliced(place, 0, timer);
      return () => {
        queue = queue.filter((other) => other !== timer);
      };
    },
    takeDue: (by) => {
      const [first, ...rest] = queue;
      if (!first || first.dueAt > by) return undefined;
      queue = rest;
      return first;
    },
    nextDueAt: () => queue[0]?.dueAt,
    clear: () => {
      queue = [];
    },
  };
};
