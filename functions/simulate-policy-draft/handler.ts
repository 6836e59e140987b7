import { readTableConfig } from '../../shared/config.ts';
import { MOST_REPORT_DAYS } from '../../shared/contracts/reports.ts';
import { SimulatePolicyBody } from '../../shared/contracts/simulation.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { REPORT_TIME_MS, spanUpTo } from '../../shared/http/report.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { simulateDraft } from '../../shared/store/simulation/simulate.ts';
import { openTable } from '../../shared/store/table.ts';
import { timeBudget } from '../../shared/store/time-budget.ts';
import { simulationView } from './view.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** What the waiting draft would have made of the credit checks of a period. */
export const handler = apiHandler(
  { operations: ['simulatePolicy'], body: SimulatePolicyBody, config },
  async (request) => {
    const period = spanUpTo(request.moment.today, request.body, MOST_REPORT_DAYS);
    const context = await storeContext(request, table, config);
    const simulation = await simulateDraft(context, config.baseCurrency, period, timeBudget(REPORT_TIME_MS));
    return ok(simulationView(simulation));
  },
);
