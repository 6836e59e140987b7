import { readTableConfig } from '../../shared/config.ts';
import { ApprovalLinkParams } from '../../shared/contracts/approval-pages.ts';
import { page, pageHandler } from '../../shared/http/page-handler.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { decisionPage } from '../../shared/pages/decision/page.ts';
import { caseByToken } from '../../shared/store/limit-requests/links.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** What an emailed link asks to decide. Programs fetch the links of mails too: however often, it changes nothing. */
export const handler = pageHandler(
  { operations: ['showApproval', 'headApproval'], params: ApprovalLinkParams, config },
  async (request) => {
    const context = await storeContext(request, table, config);
    return page(decisionPage(await caseByToken(context, request.params.token), config));
  },
);
