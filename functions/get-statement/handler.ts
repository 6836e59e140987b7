import { readTableConfig } from '../../shared/config.ts';
import { CustomerParams } from '../../shared/contracts/customers.ts';
import type { StatementView } from '../../shared/contracts/statements.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { preferredType } from '../../shared/http/preferred-type.ts';
import { content, ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { openTable } from '../../shared/store/table.ts';
import { statementCsv, statementFileName } from './csv.ts';
import { loadStatement } from './statement.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** The open items of a customer with what remains of each, as JSON or, for spreadsheets, as CSV. */
export const handler = apiHandler({ operations: ['getStatement'], params: CustomerParams, config }, async (request) => {
  const statement = await loadStatement(await storeContext(request, table, config), request.params.customerId);
  if (preferredType(request.accept, ['application/json', 'text/csv']) === 'application/json') {
    return ok<StatementView>(statement);
  }
  return content('text/csv', statementCsv(statement), {
    'content-disposition': `attachment; filename="${statementFileName(statement)}"`,
    ...(statement.truncated ? { 'x-truncated': 'true' } : {}),
  });
});
