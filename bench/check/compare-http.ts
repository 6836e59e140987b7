import type { Bench } from '../bench.ts';
import { openClientAt } from '../ground/client.ts';
import { checkBody, createCustomer } from '../ground/customers.ts';
import type { Caller } from '../ground/handlers.ts';
import { openHttpClient } from '../ground/http-caller.ts';
import { orderIdOf } from '../ground/names.ts';
import { makeTable } from '../ground/table.ts';
import { compareInTurns, type Figures } from '../statistics/compare.ts';
import type { Contestant } from '../statistics/measure.ts';
import { BARE_CHECK, BARE_RESERVING_CHECK, bareCheck } from './floor.ts';
import { recordWrites } from './record-writes.ts';

const WARM_UP = 80;
const ROUNDS = 250;
const LONGEST_SECONDS = 25;

/**
 * The door of the laptop runtime, in a process of its own, which publishes every decision meanwhile. The floor is taken
 * on the same engine, in a table whose stream nobody reads.
 */
export const compareHttp = async (bench: Bench): Promise<readonly Figures[]> => {
  const { run, effort, progress } = bench;
  const { application, tableName: ground } = await bench.ground();
  const platform = await bench.platform();
  const table = await makeTable(platform.dynamodb, application);
  const { tableName } = table;
  const client = await openClientAt(platform.dynamodb, tableName);
  const http = openHttpClient(platform);
  const check = { client, tableName, recording: await recordWrites(ground, `${run}f`, false) };
  const reservingCheck = { client, tableName, recording: await recordWrites(ground, `${run}g`, true) };
  const health: Contestant = { name: 'GET /health', prepare: () => () => http.call('getHealth') };
  try {
    return await compareInTurns(
      [
        { contestant: health },
        { contestant: await bareCheck({ ...check, name: BARE_CHECK }) },
        { contestant: await httpCheck('HTTP: check', http.call, `${run}h`, false), floor: BARE_CHECK },
        { contestant: await bareCheck({ ...reservingCheck, name: BARE_RESERVING_CHECK }) },
        {
          contestant: await httpCheck('HTTP: reserving check', http.call, `${run}i`, true),
          floor: BARE_RESERVING_CHECK,
        },
      ],
      {
        warmUp: WARM_UP * effort,
        measured: ROUNDS * effort,
        longestSeconds: LONGEST_SECONDS,
        onRound: (share) => progress('check: HTTP', share),
      },
    );
  } finally {
    http.close();
    client.destroy();
    await table.remove();
  }
};

const httpCheck = async (name: string, call: Caller, prefix: string, reserve: boolean): Promise<Contestant> => {
  const customerId = `${prefix}-one`;
  await createCustomer(call, customerId);
  let made = 0;
  return {
    name,
    prepare: () => {
      made += 1;
      const body = checkBody(customerId, orderIdOf(prefix, made), reserve);
      return () => call('checkCredit', { body });
    },
  };
};
