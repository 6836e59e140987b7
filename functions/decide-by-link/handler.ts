import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { ApprovalLinkParams, DecideByLinkForm } from '../../shared/contracts/approval-pages.ts';
import { pageHandler } from '../../shared/http/page-handler.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { subjectOfLink } from '../../shared/store/approval-links.ts';
import { openTable } from '../../shared/store/table.ts';
import { decideOnHandoff } from './on-handoff.ts';
import { decideOnRequest } from './on-request.ts';

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/**
 * Takes the decision of whoever has the link and the code beside it, on a limit request or on a handoff to legal. What is
 * wrong with the form is said on the page; a wrong or missing code decides nothing and is counted.
 */
export const handler = pageHandler(
  { operations: ['decideByLink'], params: ApprovalLinkParams, form: DecideByLinkForm, config },
  async (request) => {
    const { token } = request.params;
    const context = await storeContext(request, table, config);
    const isHandoff = (await subjectOfLink(table, token)) === 'LEGAL_HANDOFF';
    return (isHandoff ? decideOnHandoff : decideOnRequest)({
      context,
      people,
      token,
      form: request.body,
      wording: config,
    });
  },
);
