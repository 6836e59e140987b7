import { openTable } from '../../shared/store/table.ts';
import type { Bench } from '../bench.ts';
import { handlerCheck } from '../check/handler-check.ts';
import { openClient } from '../ground/client.ts';
import { createCustomer } from '../ground/customers.ts';
import { callHandlers } from '../ground/handlers.ts';
import { type Compared, compareInTurns, type Figures } from '../statistics/compare.ts';
import { seedLedger } from './seed.ts';

export const SIZES = [10, 1_000, 10_000] as const;
const [SMALLEST] = SIZES;

const WARM_UP = 80;
const ROUNDS = 400;
const LONGEST_SECONDS = 30;

export const nameOf = (size: number, reserve: boolean): string =>
  `${size.toLocaleString('en')} open, ${size.toLocaleString('en')} held: ${reserve ? 'reserving check' : 'check'}`;

/** The handler on customers that differ only in how much is open and held. */
export const compareSizes = async ({ ground, run, effort, progress }: Bench): Promise<readonly Figures[]> => {
  const { tableName } = await ground();
  const table = openTable(tableName, await openClient(tableName));
  const compared: Compared[] = [];
  for (const size of SIZES) {
    progress(`growth: ${size} open items are made`, SIZES.indexOf(size) / SIZES.length);
    const customerId = `${run}-of-${size}`;
    await createCustomer(callHandlers(), customerId);
    await seedLedger(table, customerId, size);
    for (const reserve of [false, true]) {
      const contestant = await handlerCheck(nameOf(size, reserve), customerId, reserve);
      compared.push(size === SMALLEST ? { contestant } : { contestant, floor: nameOf(SMALLEST, reserve) });
    }
  }
  return compareInTurns(compared, {
    warmUp: WARM_UP * effort,
    measured: ROUNDS * effort,
    longestSeconds: LONGEST_SECONDS,
    onRound: (share) => progress('growth: checks', share),
  });
};
