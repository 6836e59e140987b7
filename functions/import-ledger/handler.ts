import { readTableConfig } from '../../shared/config.ts';
import type { ImportResultView } from '../../shared/contracts/imports.ts';
import { type ApiFunction, apiHandler } from '../../shared/http/api-handler.ts';
import { ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { answeredBefore, rememberAnswer } from '../../shared/store/idempotency.ts';
import { newId } from '../../shared/store/new-id.ts';
import { openTable } from '../../shared/store/table.ts';
import { readLedger } from './file/ledger.ts';
import type { LineResult } from './post-line.ts';
import { postRows } from './post-rows.ts';
import { importResult } from './result.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** An answer with more refused lines than this is not kept: an item of the table has its bound. */
const MAX_KEPT_CHARACTERS = 300_000;

/** Whether sending the file again could only give the same answer, so that it may stand for its Idempotency-Key. */
const isFinal = (results: readonly LineResult[], view: ImportResultView): boolean =>
  !results.some((result) => result.kind === 'rejected' && result.isTransient) &&
  JSON.stringify(view).length <= MAX_KEPT_CHARACTERS;

const importWithin = (timeLeft: () => number): ApiFunction =>
  apiHandler({ operations: ['importLedger'], fileTypes: ['text/csv'], config }, async (request) => {
    const context = await storeContext(request, table, config);
    const before = await answeredBefore<ImportResultView>(context);
    if (before) return ok(before.answer);
    const ledger = readLedger(request.rawBody);
    const results = await postRows({
      context,
      kind: ledger.kind,
      rows: ledger.rows,
      timeLeft,
      onDefect: (error, line) => request.log.error('line not posted', { error, line }),
    });
    const view = importResult(newId(request.moment.now), ledger, results);
    const { importId, accepted, duplicates, rejected, unmatched } = view;
    const counts = { accepted, duplicates, rejected: rejected.length, unmatched: unmatched.length };
    request.log.info('import', { importId, kind: ledger.kind, ...counts });
    if (isFinal(results, view)) await rememberAnswer(context, view);
    return ok<ImportResultView>(view);
  });

/**
 * Posts the invoices or payments of a CSV file. Each line is a request of its own, so the good ones are kept beside the
 * bad ones and the same file twice changes nothing.
 */
export const handler: ApiFunction = (event, context) =>
  importWithin(() => context?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY)(event, context);
