import { readTableConfig } from '../../shared/config.ts';
import { reservationView } from '../../shared/contracts/reservation-view.ts';
import { OrderParams } from '../../shared/contracts/reservations.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { loadActiveReservation } from '../../shared/store/reservations.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** What an order holds. */
export const handler = apiHandler({ operations: ['getReservation'], params: OrderParams, config }, async (request) => {
  const { reservation, currency } = await loadActiveReservation(table, request.params.orderId, request.moment.now);
  return ok(reservationView(reservation, currency));
});
