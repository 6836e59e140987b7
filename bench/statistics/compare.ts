import { type Contestant, measureInTurns, type Rounds } from './measure.ts';
import { median, ratioOf, type Spread, type Summary, summarize } from './summary.ts';

export interface Compared {
  readonly contestant: Contestant;
  /** Name of the contestant that this one is compared with. */
  readonly floor?: string;
}

export interface Figures extends Summary {
  readonly name: string;
  /** How many times as long as its floor it takes. */
  readonly ratio: Spread | null;
  /** Processor time of this process for a call: median, in milliseconds. */
  readonly processor: number;
}

/** Repetitions that a run is cut into to tell its noise. */
const REPETITIONS = 10;

/** Measures contestants in turns and compares each with its floor. */
export const compareInTurns = async (compared: readonly Compared[], rounds: Rounds): Promise<readonly Figures[]> => {
  const contestants = compared.map(({ contestant }) => contestant);
  const taken = await measureInTurns(contestants, rounds);
  return compared.map(({ contestant: { name }, floor }) => {
    const { durations = [], processor = [] } = taken.get(name) ?? {};
    const beside = floor === undefined ? undefined : taken.get(floor);
    return {
      name,
      ...summarize(durations),
      ratio: beside ? ratioOf(durations, beside.durations, REPETITIONS) : null,
      processor: median(processor),
    };
  });
};
