import { readTableConfig } from '../../shared/config.ts';
import { OrderParams } from '../../shared/contracts/reservations.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { noContent } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { releaseReservation } from '../../shared/store/reservations.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Releases what a cancelled order holds. */
export const handler = apiHandler(
  { operations: ['releaseReservation'], params: OrderParams, config },
  async (request) => {
    await releaseReservation(await storeContext(request, table, config), request.params.orderId);
    return noContent();
  },
);
