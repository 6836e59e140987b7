import type { Bench } from '../bench.ts';
import { openClient } from '../ground/client.ts';
import { createCustomer } from '../ground/customers.ts';
import { callHandlers } from '../ground/handlers.ts';
import { compareInTurns, type Figures } from '../statistics/compare.ts';
import { BARE_CHECK, BARE_READ, BARE_RESERVING_CHECK, bareCheck, bareRead } from './floor.ts';
import { handlerCheck } from './handler-check.ts';

export const SINGLE_HANDLER = 'handler: check';
export const RESERVING_HANDLER = 'handler: reserving check';

const WARM_UP = 200;
const ROUNDS = 600;
const LONGEST_SECONDS = 45;

/** The handler in this process, on an engine that nothing else uses. */
export const compareHandler = async ({ ground, run, effort, progress }: Bench): Promise<readonly Figures[]> => {
  const { tableName } = await ground();
  const call = callHandlers();
  const floor = { client: await openClient(tableName), tableName, call };
  const [single, reserving] = [`${run}c-one`, `${run}e-one`];
  await createCustomer(call, single);
  await createCustomer(call, reserving);
  return compareInTurns(
    [
      { contestant: await bareRead({ ...floor, prefix: `${run}a` }) },
      { contestant: await bareCheck({ ...floor, name: BARE_CHECK, prefix: `${run}b`, reserve: false }) },
      { contestant: await handlerCheck(SINGLE_HANDLER, single, false), floor: BARE_CHECK },
      { contestant: await bareCheck({ ...floor, name: BARE_RESERVING_CHECK, prefix: `${run}d`, reserve: true }) },
      { contestant: await handlerCheck(RESERVING_HANDLER, reserving, true), floor: BARE_RESERVING_CHECK },
    ],
    {
      warmUp: WARM_UP * effort,
      measured: ROUNDS * effort,
      longestSeconds: LONGEST_SECONDS,
      onRound: (share) => progress(`check: ${BARE_READ}, handler`, share),
    },
  );
};
