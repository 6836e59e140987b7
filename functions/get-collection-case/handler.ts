import { readTableConfig } from '../../shared/config.ts';
import { collectionCaseView } from '../../shared/contracts/collection-case-view.ts';
import { CollectionCaseParams } from '../../shared/contracts/collection-cases.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { loadCaseStory } from '../../shared/store/collection-cases.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Shows a collection case: where it stands, what comes next, who does it, and its whole story. */
export const handler = apiHandler(
  { operations: ['getCollectionCase'], params: CollectionCaseParams, config },
  async (request) => {
    const context = await storeContext(request, table, config);
    const { events, shown, tasks } = await loadCaseStory(context, request.params.caseId);
    return ok(collectionCaseView(shown, events, tasks));
  },
);
