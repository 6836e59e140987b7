import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { legalHandoffView } from '../../shared/contracts/legal-handoff-view.ts';
import { limitRequestView } from '../../shared/contracts/limit-request-view.ts';
import { ApprovalParams, DecideApprovalBody } from '../../shared/contracts/limit-requests.ts';
import { Refusal } from '../../shared/errors.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { decideHandoff } from '../../shared/store/legal-handoffs/decide.ts';
import { loadApproval } from '../../shared/store/limit-requests/approvals.ts';
import { decideApproval } from '../../shared/store/limit-requests/decide.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/** Decides an approval as a person who has signed in. */
export const handler = apiHandler(
  { operations: ['decideApproval'], params: ApprovalParams, body: DecideApprovalBody, config },
  async (request) => {
    const { approvedLimit = null, comment = null, decision } = request.body;
    const { email } = request.caller;
    if (email === undefined) {
      throw new Refusal('forbidden', "Only people decide: use a token that carries the approver's email.");
    }
    const context = await storeContext(request, table, config);
    const say = { verdict: decision, approved: approvedLimit, comment };
    const { approvalId } = request.params;
    const { subject } = await loadApproval(table, approvalId);
    if (subject === 'LEGAL_HANDOFF') {
      return ok(await decideHandoff(context, people, approvalId, email.toLowerCase(), say, legalHandoffView));
    }
    return ok(
      await decideApproval(context, people, approvalId, email.toLowerCase(), say, (recorded) =>
        limitRequestView(recorded.request),
      ),
    );
  },
);
