import { readTableConfig } from '../../shared/config.ts';
import { shadowView } from '../../shared/contracts/shadow-view.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { REPORT_TIME_MS } from '../../shared/http/report.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { startShadow } from '../../shared/store/policy-shadow.ts';
import { shadowFigures } from '../../shared/store/simulation/shadow-figures.ts';
import { openTable } from '../../shared/store/table.ts';
import { timeBudget } from '../../shared/store/time-budget.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Lets the waiting draft decide beside the policy in force, without effect. */
export const handler = apiHandler({ operations: ['startShadowPolicy'], config }, async (request) => {
  const context = await storeContext(request, table, config);
  const shadow = await startShadow(context, config.baseCurrency);
  return ok(shadowView(shadow, await shadowFigures(context, shadow, timeBudget(REPORT_TIME_MS))));
});
