/** Something to be measured: `prepare` makes the next call outside of the time taken, the call itself is timed. */
export interface Contestant {
  readonly name: string;
  readonly prepare: () => () => Promise<unknown>;
}

export interface Rounds {
  readonly warmUp: number;
  readonly measured: number;
  /** Ends the measuring early on a slow machine. */
  readonly longestSeconds: number;
  /** Told the share of the rounds that is done. */
  readonly onRound?: (share: number) => void;
}

/** Durations in milliseconds in the order measured, by the name of the contestant. */
export type Durations = Readonly<Record<string, readonly number[]>>;

/**
 * Measures contestants in turns, one call each per round, so that whatever the machine does beside strikes them alike.
 * Each round has an order of its own: what one leaves behind for the next falls on all.
 */
export const measureInTurns = async (
  contestants: readonly Contestant[],
  { warmUp, measured, longestSeconds, onRound }: Rounds,
): Promise<Durations> => {
  const durations: Record<string, number[]> = Object.fromEntries(contestants.map(({ name }) => [name, []]));
  const rounds = Math.ceil(warmUp) + Math.ceil(measured);
  const end = performance.now() + longestSeconds * 1000;
  for (let round = 0; round < rounds && performance.now() < end; round += 1) {
    for (const { name, prepare } of shuffled(contestants)) {
      const call = prepare();
      const startedAt = performance.now();
      await call();
      const duration = performance.now() - startedAt;
      if (round >= warmUp) durations[name]?.push(duration);
    }
    onRound?.((round + 1) / rounds);
  }
  return durations;
};

/** The same things in another order, each order as likely as the next. */
export const shuffled = <T>(things: readonly T[], random: () => number = Math.random): T[] =>
  things
    .map((thing) => ({ thing, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ thing }) => thing);
