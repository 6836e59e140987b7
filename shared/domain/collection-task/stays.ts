import { addDays, type BusinessDate } from '../../dates.ts';
import type { Owed } from '../collection/standing.ts';
import { stillUnpaidAfter } from '../prediction/expected.ts';

/** How soon what comes by itself must come to be left alone. */
const FORTNIGHT_DAYS = 14;

/**
 * The share that is not expected to come in soon by itself; of what nothing was predicted of, all. Invoices weigh by what
 * they are worth in the customer's currency: they may be in several.
 */
export const shareThatStays = (
  items: readonly Pick<Owed, 'outlook' | 'carryingRemaining'>[],
  today: BusinessDate,
): number => {
  const soon = addDays(today, FORTNIGHT_DAYS);
  let all = 0;
  let stays = 0;
  for (const { carryingRemaining, outlook } of items) {
    const amount = Number(carryingRemaining);
    all += amount;
    stays += amount * (outlook ? stillUnpaidAfter(outlook, soon, today) : 1);
  }
  return all > 0 ? stays / all : 1;
};
