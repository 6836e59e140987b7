import { readTableConfig } from '../../shared/config.ts';
import { CreditNoteParams, PostCreditNoteBody } from '../../shared/contracts/credit-notes.ts';
import { creditNoteView } from '../../shared/contracts/settlement-view.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { created, ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { postSettlement } from '../../shared/store/settlements.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Posts a credit note: to its invoice if it names one, else oldest due first. */
export const handler = apiHandler(
  { operations: ['postCreditNote'], params: CreditNoteParams, body: PostCreditNoteBody, config },
  async (request) => {
    const { customerId, invoiceId, amount, issuedOn, reason } = request.body;
    const posted = await postSettlement(await storeContext(request, table, config), {
      kind: 'CREDIT_NOTE',
      settlementId: request.params.creditNoteId,
      customerId,
      amount,
      date: issuedOn,
      reason,
      ...(invoiceId === undefined ? {} : { allocations: [{ invoiceId, amount }] }),
      bodyHash: request.bodyHash,
    });
    const view = creditNoteView(posted.settlement, invoiceId);
    return posted.created ? created(view) : ok(view);
  },
);
