import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { ApprovalLinkParams, DecideByLinkForm } from '../../shared/contracts/approval-pages.ts';
import { page, pageHandler } from '../../shared/http/page-handler.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { decisionPage } from '../../shared/pages/decision/page.ts';
import { readDecisionForm } from '../../shared/pages/decision/read-form.ts';
import { recordedPage } from '../../shared/pages/recorded.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { caseByToken, decideByToken } from '../../shared/store/limit-requests/links.ts';
import { openTable } from '../../shared/store/table.ts';
import { closedByCode, formAgain, formErrorsOf } from './form-again.ts';
import { toRecorded } from './recorded.ts';

const FORBIDDEN = 403;

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/**
 * Takes the decision of whoever has the link and the code beside it. What is wrong with the form is said on the page;
 * a wrong or missing code decides nothing and is counted.
 */
export const handler = pageHandler(
  { operations: ['decideByLink'], params: ApprovalLinkParams, form: DecideByLinkForm, config },
  async (request) => {
    const { token } = request.params;
    const context = await storeContext(request, table, config);
    const approval = await caseByToken(context, token);
    // The case once more, with what to do in place of the form.
    if (approval.needsSignIn) return page(decisionPage(approval, config), FORBIDDEN);
    const { choice, code, errors, typed } = readDecisionForm(request.body, approval);
    if (!choice) return formAgain(approval, typed, errors, config);
    try {
      const recorded = await decideByToken(context, people, token, { ...choice, code: code ?? '' });
      return page(recordedPage(toRecorded(recorded), approval, config));
    } catch (error) {
      const wrong = formErrorsOf(error);
      if (wrong.length === 0) throw error;
      return caseByToken(context, token).then(
        (shown) => formAgain(shown, typed, wrong, config),
        (closed: unknown) => closedByCode(closed, config),
      );
    }
  },
);
