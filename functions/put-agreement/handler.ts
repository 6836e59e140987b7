import { readTableConfig } from '../../shared/config.ts';
import { AgreementParams, type AgreementView, PutAgreementBody } from '../../shared/contracts/agreements.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { created, ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { recordAgreement } from '../../shared/store/papers.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Records a credit agreement. */
export const handler = apiHandler(
  { operations: ['putAgreement'], params: AgreementParams, body: PutAgreementBody, config },
  async (request) => {
    const { customerId, agreementId } = request.params;
    const agreement = { agreementId, ...request.body };
    const isNew = await recordAgreement(
      await storeContext(request, table, config),
      customerId,
      agreement,
      request.bodyHash,
    );
    const view: AgreementView = { customerId, ...agreement };
    return isNew ? created(view) : ok(view);
  },
);
