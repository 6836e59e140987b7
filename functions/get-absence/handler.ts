import { readTableConfig } from '../../shared/config.ts';
import { AbsenceParams, type AbsenceView } from '../../shared/contracts/absences.ts';
import { assertMayManage } from '../../shared/domain/absence/absence.ts';
import { notFound } from '../../shared/errors.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { loadAbsence } from '../../shared/store/absences.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Shows the absence that was set last for somebody. */
export const handler = apiHandler({ operations: ['getAbsence'], params: AbsenceParams, config }, async (request) => {
  const { email } = request.params;
  assertMayManage(request.caller, email);
  const absence = await loadAbsence(table, email);
  if (!absence) throw notFound('absence of', email);
  return ok<AbsenceView>(absence);
});
