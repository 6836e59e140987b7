import { addDays, type BusinessDate } from '../../dates.ts';
import type { Owed } from '../collection/standing.ts';
import { stillUnpaidAfter } from '../prediction/expected.ts';
import { hundredthsOf } from './rank.ts';

/** How soon what comes by itself must come to be left alone. */
const FORTNIGHT_DAYS = 14;

/** The share that is not expected to come in soon by itself; of what nothing was predicted of, all. */
export const shareThatStays = (items: readonly Pick<Owed, 'outlook' | 'remaining'>[], today: BusinessDate): number => {
  const soon = addDays(today, FORTNIGHT_DAYS);
  let all = 0;
  let stays = 0;
  for (const { outlook, remaining } of items) {
    const amount = Number(hundredthsOf(remaining));
    all += amount;
    stays += amount * (outlook ? stillUnpaidAfter(outlook, soon, today) : 1);
  }
  return all > 0 ? stays / all : 1;
};
