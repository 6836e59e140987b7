import { readTableConfig } from '../../shared/config.ts';
import type { ImportResultView } from '../../shared/contracts/imports.ts';
import { type ApiFunction, apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { newId } from '../../shared/store/new-id.ts';
import { openTable } from '../../shared/store/table.ts';
import { readLedger } from './file/ledger.ts';
import { postRows } from './post-rows.ts';
import { importResult } from './result.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

const importWithin = (timeLeft: () => number): ApiFunction =>
  apiHandler({ operations: ['importLedger'], fileTypes: ['text/csv'], config }, async (request) => {
    const ledger = readLedger(request.rawBody);
    const results = await postRows({
      context: await storeContext(request, table, config),
      kind: ledger.kind,
      rows: ledger.rows,
      timeLeft,
      onDefect: (error, line) => request.log.error('line not posted', { error, line }),
    });
    const view = importResult(newId(request.moment.now), ledger, results);
    const { importId, accepted, duplicates, rejected, unmatched } = view;
    const counts = { accepted, duplicates, rejected: rejected.length, unmatched: unmatched.length };
    request.log.info('import', { importId, kind: ledger.kind, ...counts });
    return ok<ImportResultView>(view);
  });

/**
 * Posts the invoices or payments of a CSV file. Each line is a request of its own, so the good ones are kept beside the
 * bad ones and the same file twice changes nothing.
 */
export const handler: ApiFunction = (event, context) =>
  importWithin(() => context?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY)(event, context);
