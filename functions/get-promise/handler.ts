import { readTableConfig } from '../../shared/config.ts';
import { PromiseParams, promiseView } from '../../shared/contracts/promises.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { loadPromise } from '../../shared/store/promises.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Shows a promise to pay: what was promised, and what became of it. */
export const handler = apiHandler({ operations: ['getPromise'], params: PromiseParams, config }, async ({ params }) =>
  ok(promiseView(await loadPromise(table, params.promiseId))),
);
