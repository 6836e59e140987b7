import { apiEvent, lambdaContext } from '../ground/api-event.ts';
import { checkBody } from '../ground/customers.ts';
import { loadHandler, succeeded } from '../ground/handlers.ts';
import { orderIdOf } from '../ground/names.ts';
import type { Contestant } from '../statistics/measure.ts';

/** The shipped handler on an existing customer, called in this process with the event that the HTTP API would give it. */
export const handlerCheck = async (name: string, customerId: string, reserve: boolean): Promise<Contestant> => {
  const handler = await loadHandler('checkCredit');
  const prefix = `${customerId}-${reserve ? 'r' : 'c'}`;
  let made = 0;
  return {
    name,
    prepare: () => {
      made += 1;
      const event = apiEvent('checkCredit', { body: checkBody(customerId, orderIdOf(prefix, made), reserve) });
      return async () => succeeded('checkCredit', await handler(event, lambdaContext));
    },
  };
};
