import { messageOf } from '../problem.ts';
import type { StateStore } from '../state/store.ts';
import { type SampleTarget, seedSampleData } from './seed.ts';

export interface SeedRequest extends SampleTarget {
  readonly wanted: boolean;
  readonly report: (message: string) => void;
}

const STATE_KEY = 'sample';

/**
 * Fills a new data folder with the sample, once. A seeding that was cut off is done again, which changes nothing that
 * is there already; a folder that was begun without the sample never gets it.
 */
export const seedOnce = async (state: StateStore, { wanted, report, ...target }: SeedRequest): Promise<void> => {
  const earlier = state.read(STATE_KEY);
  if (earlier === 'done' || earlier === 'unwanted') return;
  if (!wanted) return state.write(STATE_KEY, 'unwanted');
  try {
    await seedSampleData(target);
    state.write(STATE_KEY, 'done');
  } catch (error) {
    report(`The sample customers are not complete: ${messageOf(error)}`);
  }
};
