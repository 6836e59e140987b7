import type { Bench } from '../bench.ts';
import { openClientAt } from '../ground/client.ts';
import { checkBody, createCustomer } from '../ground/customers.ts';
import type { Caller } from '../ground/handlers.ts';
import { openHttpClient } from '../ground/http-caller.ts';
import { orderIdOf } from '../ground/names.ts';
import { compareInTurns, type Figures } from '../statistics/compare.ts';
import type { Contestant } from '../statistics/measure.ts';
import { BARE_CHECK, BARE_RESERVING_CHECK, bareCheck } from './floor.ts';

const WARM_UP = 80;
const ROUNDS = 250;
const LONGEST_SECONDS = 35;

/** The door of the laptop runtime, in a process of its own whose stream consumer publishes every decision meanwhile. */
export const compareHttp = async (bench: Bench): Promise<readonly Figures[]> => {
  const { run, effort, progress } = bench;
  const { application } = await bench.ground();
  const platform = await bench.platform();
  const tableName = application.tables[0]?.name ?? '';
  const client = await openClientAt(platform.dynamodb, tableName);
  const http = openHttpClient(platform);
  const floor = { client, tableName, call: http.call };
  const health: Contestant = { name: 'GET /health', prepare: () => () => http.call('getHealth') };
  try {
    return await compareInTurns(
      [
        { contestant: health },
        { contestant: await bareCheck({ ...floor, name: BARE_CHECK, prefix: `${run}f`, reserve: false }) },
        { contestant: await httpCheck('HTTP: check', http.call, `${run}g`, false), floor: BARE_CHECK },
        { contestant: await bareCheck({ ...floor, name: BARE_RESERVING_CHECK, prefix: `${run}h`, reserve: true }) },
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
