import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { legalHandoffView } from '../../shared/contracts/legal-handoff-view.ts';
import {
  AcknowledgeHandoffBody,
  LegalHandoffParams,
  RecallHandoffBody,
  RejectHandoffBody,
} from '../../shared/contracts/legal-handoffs.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { byOperation } from '../../shared/http/by-operation.ts';
import type { ApiRequest } from '../../shared/http/exchange.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { answerHandoff, type HandoffAnswer } from '../../shared/store/legal-handoffs/answer.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());
const params = LegalHandoffParams;

const answer = async (request: ApiRequest, handoffId: string, said: HandoffAnswer) =>
  ok(await answerHandoff(await storeContext(request, table, config), people, handoffId, said, legalHandoffView));

const acknowledge = apiHandler(
  { operations: ['acknowledgeLegalHandoff'], params, body: AcknowledgeHandoffBody, config },
  (request) => answer(request, request.params.handoffId, { kind: 'ACKNOWLEDGE', ...request.body }),
);

const reject = apiHandler({ operations: ['rejectLegalHandoff'], params, body: RejectHandoffBody, config }, (request) =>
  answer(request, request.params.handoffId, { kind: 'REJECT', ...request.body }),
);

const recall = apiHandler({ operations: ['recallLegalHandoff'], params, body: RecallHandoffBody, config }, (request) =>
  answer(request, request.params.handoffId, { kind: 'RECALL', ...request.body }),
);

/** Records what legal answers to a handoff, or that collections take it back. */
export const handler = byOperation(
  [
    ['acknowledgeLegalHandoff', acknowledge],
    ['rejectLegalHandoff', reject],
  ],
  recall,
);
