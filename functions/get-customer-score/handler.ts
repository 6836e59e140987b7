import { readTableConfig } from '../../shared/config.ts';
import { CustomerParams } from '../../shared/contracts/customers.ts';
import { scoreView } from '../../shared/contracts/score-view.ts';
import type { CustomerScoreView } from '../../shared/contracts/scores.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { customerScore } from '../../shared/store/grading/read.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Why a customer has its score and its grade, and what would raise them. */
export const handler = apiHandler(
  { operations: ['getCustomerScore'], params: CustomerParams, config },
  async (request) => {
    const context = await storeContext(request, table, config);
    const { account, record } = await customerScore(context, request.params.customerId);
    return ok<CustomerScoreView>(scoreView(account, record, context.policy.grading));
  },
);
