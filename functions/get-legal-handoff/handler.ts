import { readTableConfig } from '../../shared/config.ts';
import { legalHandoffView } from '../../shared/contracts/legal-handoff-view.ts';
import { LegalHandoffParams } from '../../shared/contracts/legal-handoffs.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { loadHandoff } from '../../shared/store/legal-handoffs/items.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Shows a legal handoff: who approved it, what was sealed, and what legal made of it. */
export const handler = apiHandler(
  { operations: ['getLegalHandoff'], params: LegalHandoffParams, config },
  async ({ params }) => ok(legalHandoffView(await loadHandoff(table, params.handoffId))),
);
