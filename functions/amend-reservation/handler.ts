import { readTableConfig } from '../../shared/config.ts';
import { AmendReservationBody, OrderParams } from '../../shared/contracts/reservations.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { checkContext } from '../../shared/http/store-context.ts';
import { amendReservation } from '../../shared/store/credit-checks.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Re-checks an order that holds a reservation by the difference to its new amount; less always passes. */
export const handler = apiHandler(
  { operations: ['amendReservation'], params: OrderParams, body: AmendReservationBody, config },
  async (request) =>
    ok(await amendReservation(await checkContext(request, table, config), request.params.orderId, request.body.amount)),
);
