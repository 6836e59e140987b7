import { readTableConfig } from '../../shared/config.ts';
import { FxRatesParams, type FxRatesView, PutFxRatesBody } from '../../shared/contracts/fx-rates.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { created, ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { publishRates } from '../../shared/store/fx-rates.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Publishes the exchange rates of a day. They are never replaced: decisions rest on them. */
export const handler = apiHandler(
  { operations: ['putFxRates'], params: FxRatesParams, body: PutFxRatesBody, config },
  async (request) => {
    const rates: FxRatesView = { date: request.params.date, ...request.body };
    const isNew = await publishRates(await storeContext(request, table, config), rates, request.bodyHash);
    return isNew ? created(rates) : ok(rates);
  },
);
