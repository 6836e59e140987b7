import { withoutRequest } from '../../shared/store/context.ts';
import { type PostEntries, postEntries } from './bank/post-entries.ts';
import { postRows } from './post-rows.ts';
import type { ImportFile } from './read-file.ts';
import { type Outcome, outcomeOfEntries, outcomeOfRows } from './result.ts';
import { postDocument } from './ubl/post.ts';

/** Posts what a file holds. */
export const importFile = async (file: ImportFile, how: Omit<PostEntries, 'entries'>): Promise<Outcome> => {
  switch (file.kind) {
    case 'rows': {
      const { bad, kind, rows } = file.ledger;
      return outcomeOfRows(rows, bad, await postRows({ ...how, kind, rows }));
    }
    case 'entries': {
      const { entries, ignored } = file;
      return outcomeOfEntries(entries, ignored, await postEntries({ ...how, entries }));
    }
    case 'document': {
      const result = await postDocument(file.document, { ...how, context: withoutRequest(how.context) });
      return outcomeOfEntries([file.document], 0, [result]);
    }
    default:
      return file satisfies never;
  }
};
