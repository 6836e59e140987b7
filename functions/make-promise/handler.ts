import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { MakePromiseBody, promiseView } from '../../shared/contracts/promises.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { created } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { makePromise } from '../../shared/store/make-promise.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/** Takes a customer's promise to pay. */
export const handler = apiHandler({ operations: ['makePromise'], body: MakePromiseBody, config }, async (request) =>
  created(await makePromise(await storeContext(request, table, config), people, request.body, promiseView)),
);
