/** When a schedule is due; instants are milliseconds since the epoch. */
export interface Occurrences {
  /** The first one after an instant. */
  readonly after: (instant: number) => number | undefined;
  /** The last one up to and including an instant. */
  readonly upTo: (instant: number) => number | undefined;
}

/** Leaves out what is before `start`, or at `end` or later. */
export const within = (
  { after, upTo }: Occurrences,
  start = Number.NEGATIVE_INFINITY,
  end = Number.POSITIVE_INFINITY,
): Occurrences => ({
  after: (instant) => {
    const due = after(Math.max(instant, start - 1));
    return due !== undefined && due < end ? due : undefined;
  },
  upTo: (instant) => {
    const due = upTo(Math.min(instant, end - 1));
    return due !== undefined && due >= start ? due : undefined;
  },
});

export const once = (at: number): Occurrences => ({
  after: (instant) => (at > instant ? at : undefined),
  upTo: (instant) => (at <= instant ? at : undefined),
});

/** Every so many milliseconds, the first time at `start`. */
export const every = (milliseconds: number, start: number): Occurrences => {
  const nth = (count: number): number => start + count * milliseconds;
  const passed = (instant: number): number => Math.floor((instant - start) / milliseconds);
  return {
    after: (instant) => nth(Math.max(0, passed(instant) + 1)),
    upTo: (instant) => (instant < start ? undefined : nth(passed(instant))),
  };
};
