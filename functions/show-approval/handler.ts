import { readTableConfig } from '../../shared/config.ts';
import { ApprovalLinkParams } from '../../shared/contracts/approval-pages.ts';
import { page, pageHandler } from '../../shared/http/page-handler.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { decisionPage } from '../../shared/pages/decision/page.ts';
import { handoffPage } from '../../shared/pages/handoff/page.ts';
import { subjectOfLink } from '../../shared/store/approval-links.ts';
import { handoffByToken } from '../../shared/store/legal-handoffs/links.ts';
import { caseByToken } from '../../shared/store/limit-requests/links.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** What an emailed link asks to decide. Programs fetch the links of mails too: however often, it changes nothing. */
export const handler = pageHandler(
  { operations: ['showApproval', 'headApproval'], params: ApprovalLinkParams, config },
  async (request) => {
    const { token } = request.params;
    const context = await storeContext(request, table, config);
    if ((await subjectOfLink(table, token)) === 'LEGAL_HANDOFF') {
      return page(handoffPage(await handoffByToken(context, token), config));
    }
    return page(decisionPage(await caseByToken(context, token), config));
  },
);
