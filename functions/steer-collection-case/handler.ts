import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { collectionCaseSummary } from '../../shared/contracts/collection-case-view.ts';
import {
  CollectionCaseParams,
  EscalateCaseBody,
  PauseCaseBody,
  ResumeCaseBody,
} from '../../shared/contracts/collection-cases.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { byOperation } from '../../shared/http/by-operation.ts';
import type { ApiRequest } from '../../shared/http/exchange.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { type Steering, steerCase } from '../../shared/store/collection-cases.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());
const params = CollectionCaseParams;

const steer = async (request: ApiRequest, caseId: string, steering: Steering) =>
  ok(await steerCase(await storeContext(request, table, config), people, caseId, steering, collectionCaseSummary));

const pause = apiHandler({ operations: ['pauseCollectionCase'], params, body: PauseCaseBody, config }, (request) =>
  steer(request, request.params.caseId, { type: 'PAUSE', ...request.body }),
);

const resume = apiHandler(
  { operations: ['resumeCollectionCase'], params, body: ResumeCaseBody, optionalBody: true, config },
  (request) => steer(request, request.params.caseId, { type: 'RESUME', ...request.body }),
);

const escalate = apiHandler(
  { operations: ['escalateCollectionCase'], params, body: EscalateCaseBody, config },
  (request) => steer(request, request.params.caseId, { type: 'ESCALATE', ...request.body }),
);

/** Pauses a collection case, lets it go on, or hurries its next step. */
export const handler = byOperation(
  [
    ['pauseCollectionCase', pause],
    ['resumeCollectionCase', resume],
  ],
  escalate,
);
