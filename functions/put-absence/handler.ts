import { readTableConfig } from '../../shared/config.ts';
import { AbsenceParams, type AbsenceView, PutAbsenceBody } from '../../shared/contracts/absences.ts';
import { assertMayManage, assertSensible } from '../../shared/domain/absence/absence.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { created, ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { setAbsence } from '../../shared/store/absences.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Says that somebody is away, and who decides instead. */
export const handler = apiHandler(
  { operations: ['putAbsence'], params: AbsenceParams, body: PutAbsenceBody, config },
  async (request) => {
    const plan = { email: request.params.email, ...request.body };
    assertMayManage(request.caller, plan.email);
    assertSensible(plan, request.moment.today);
    const { absence, isNew } = await setAbsence(await storeContext(request, table, config), plan);
    const view: AbsenceView = absence;
    return isNew ? created(view) : ok(view);
  },
);
