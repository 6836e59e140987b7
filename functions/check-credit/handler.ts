import { readTableConfig } from '../../shared/config.ts';
import { CheckCreditBody } from '../../shared/contracts/credit-checks.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { checkContext } from '../../shared/http/store-context.ts';
import { checkCredit } from '../../shared/store/credit-checks.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Decides whether an order may go out on credit, and holds its amount if asked. */
export const handler = apiHandler({ operations: ['checkCredit'], body: CheckCreditBody, config }, async (request) =>
  ok(await checkCredit(await checkContext(request, table, config), request.body)),
);
