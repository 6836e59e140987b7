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

/** What the calls of a contestant took, in the order measured, in milliseconds. */
export interface Taken {
  readonly durations: readonly number[];
  /** Processor time of this process: what it waits for does not count, nor do other processes on the machine. */
  readonly processor: readonly number[];
}

/**
 * Measures contestants in turns, one call each per round, so that whatever the machine does beside strikes them alike.
 * Each round has an order of its own: what one leaves behind for the next falls on all.
 */
export const measureInTurns = async (
  contestants: readonly Contestant[],
  { warmUp, measured, longestSeconds, onRound }: Rounds,
): Promise<ReadonlyMap<string, Taken>> => {
  const taken = new Map(
    contestants.map(({ name }) => [name, { durations: [] as number[], processor: [] as number[] }]),
  );
  const rounds = Math.ceil(warmUp) + Math.ceil(measured);
  const end = performance.now() + longestSeconds * 1000;
  for (let round = 0; round < rounds && performance.now() < end; round += 1) {
    for (const { name, prepare } of shuffled(contestants)) {
      const call = prepare();
      const usedBefore = process.cpuUsage();
      const startedAt = performance.now();
      await call();
      const duration = performance.now() - startedAt;
      const { user, system } = process.cpuUsage(usedBefore);
      if (round < warmUp) continue;
      taken.get(name)?.durations.push(duration);
      taken.get(name)?.processor.push((user + system) / 1000);
    }
    onRound?.((round + 1) / rounds);
  }
  return taken;
};

/** The same things in another order, each order as likely as the next. */
export const shuffled = <T>(things: readonly T[], random: () => number = Math.random): T[] =>
  things
    .map((thing) => ({ thing, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ thing }) => thing);
