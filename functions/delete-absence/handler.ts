import { readTableConfig } from '../../shared/config.ts';
import { AbsenceParams } from '../../shared/contracts/absences.ts';
import { assertMayManage } from '../../shared/domain/absence/absence.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { noContent } from '../../shared/http/replies.ts';
import { removeAbsence } from '../../shared/store/absences.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Somebody is back, or will not be away after all: from now on the own decision is asked for. */
export const handler = apiHandler({ operations: ['deleteAbsence'], params: AbsenceParams, config }, async (request) => {
  const { email } = request.params;
  assertMayManage(request.caller, email);
  await removeAbsence(table, email);
  return noContent();
});
