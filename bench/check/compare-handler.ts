import type { Bench } from '../bench.ts';
import { openClient } from '../ground/client.ts';
import { createCustomer } from '../ground/customers.ts';
import { callHandlers } from '../ground/handlers.ts';
import { compareInTurns, type Figures } from '../statistics/compare.ts';
import { BARE_CHECK, BARE_READ, BARE_RESERVING_CHECK, bareCheck, bareRead } from './floor.ts';
import { handlerCheck } from './handler-check.ts';
import { recordWrites } from './record-writes.ts';

export const SINGLE_HANDLER = 'handler: check';
export const RESERVING_HANDLER = 'handler: reserving check';

const WARM_UP = 200;
const ROUNDS = 600;
const LONGEST_SECONDS = 40;

/** The handler in this process, on an engine that nothing else uses. */
export const compareHandler = async ({ ground, run, effort, progress }: Bench): Promise<readonly Figures[]> => {
  const { tableName } = await ground();
  const client = await openClient(tableName);
  const [single, reserving] = [`${run}c-one`, `${run}e-one`];
  await createCustomer(callHandlers(), single);
  await createCustomer(callHandlers(), reserving);
  const check = { client, tableName, recording: await recordWrites(tableName, `${run}a`, false) };
  const reservingCheck = { client, tableName, recording: await recordWrites(tableName, `${run}b`, true) };
  return compareInTurns(
    [
      { contestant: await bareRead({ ...check, name: BARE_READ }) },
      { contestant: await bareCheck({ ...check, name: BARE_CHECK }) },
      { contestant: await handlerCheck(SINGLE_HANDLER, single, false), floor: BARE_CHECK },
      { contestant: await bareCheck({ ...reservingCheck, name: BARE_RESERVING_CHECK }) },
      { contestant: await handlerCheck(RESERVING_HANDLER, reserving, true), floor: BARE_RESERVING_CHECK },
    ],
    {
      warmUp: WARM_UP * effort,
      measured: ROUNDS * effort,
      longestSeconds: LONGEST_SECONDS,
      onRound: (share) => progress('check: the handler alone', share),
    },
  );
};
