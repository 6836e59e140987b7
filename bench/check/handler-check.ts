import { apiEvent } from '../ground/api-event.ts';
import { checkBody, createCustomer } from '../ground/customers.ts';
import { callHandlers, loadHandler, succeeded } from '../ground/handlers.ts';
import { orderIdOf } from '../ground/names.ts';
import type { Contestant } from '../statistics/measure.ts';

/** The shipped handler, called in this process with the event that the HTTP API would give it. */
export const handlerCheck = async (name: string, prefix: string, reserve: boolean): Promise<Contestant> => {
  const customerId = `${prefix}-one`;
  await createCustomer(callHandlers(), customerId);
  const handler = await loadHandler('checkCredit');
  let made = 0;
  return {
    name,
    prepare: () => {
      made += 1;
      const event = apiEvent('checkCredit', { body: checkBody(customerId, orderIdOf(prefix, made), reserve) });
      return async () => succeeded('checkCredit', await handler(event));
    },
  };
};
