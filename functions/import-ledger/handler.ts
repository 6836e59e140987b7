import { readTableConfig } from '../../shared/config.ts';
import { ImportLedgerQuery, type ImportResultView, importFileTypes } from '../../shared/contracts/imports.ts';
import { type ApiFunction, apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { answeredBefore, rememberAnswer } from '../../shared/store/idempotency.ts';
import { newId } from '../../shared/store/new-id.ts';
import { openTable } from '../../shared/store/table.ts';
import { importFile } from './import-file.ts';
import { readFile } from './read-file.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** An answer with more refused lines than this is not kept: an item of the table has its bound. */
const MAX_KEPT_CHARACTERS = 300_000;

const importWithin = (timeLeft: () => number): ApiFunction =>
  apiHandler(
    { operations: ['importLedger'], query: ImportLedgerQuery, fileTypes: importFileTypes, config },
    async (request) => {
      const context = await storeContext(request, table, config);
      const before = await answeredBefore<ImportResultView>(context);
      if (before) return ok(before.answer);
      const file = readFile(request.contentType, request.rawBody, request.query.sums);
      const outcome = await importFile(file, {
        context,
        timeLeft,
        onDefect: (error, line) => request.log.error('line not posted', { error, line }),
      });
      const view: ImportResultView = { importId: newId(request.moment.now), ...outcome.view };
      const { importId, accepted, duplicates, ignored, rejected, unmatched } = view;
      const counts = { accepted, duplicates, ignored, rejected: rejected.length, unmatched: unmatched.length };
      request.log.info('import', { importId, kind: file.kind, contentType: request.contentType, ...counts });
      const isKept = outcome.isFinal && JSON.stringify(view).length <= MAX_KEPT_CHARACTERS;
      if (isKept) await rememberAnswer(context, view);
      return ok<ImportResultView>(view);
    },
  );

/**
 * Posts a file: invoices or payments as CSV line by line, the good ones beside the bad ones; bank statements, of which
 * each booking is a payment or its return; an invoice or a credit note. The same file twice changes nothing.
 */
export const handler: ApiFunction = (event, context) =>
  importWithin(() => context?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY)(event, context);
