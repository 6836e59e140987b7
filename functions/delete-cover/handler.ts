import { readTableConfig } from '../../shared/config.ts';
import { CoverParams } from '../../shared/contracts/covers.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { noContent } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { removeCover } from '../../shared/store/covers.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Removes a cover; the effective limit falls at once. */
export const handler = apiHandler({ operations: ['deleteCover'], params: CoverParams, config }, async (request) => {
  await removeCover(await storeContext(request, table, config), request.params.customerId, request.params.coverId);
  return noContent();
});
