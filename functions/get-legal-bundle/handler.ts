import { readTableConfig } from '../../shared/config.ts';
import { manifestView } from '../../shared/contracts/legal-handoff-view.ts';
import { BundlePartParams, LegalHandoffParams } from '../../shared/contracts/legal-handoffs.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { byOperation } from '../../shared/http/by-operation.ts';
import { preferredType } from '../../shared/http/preferred-type.ts';
import { ok } from '../../shared/http/replies.ts';
import { openTable } from '../../shared/store/table.ts';
import { documentReply, loadManifest, partReply } from './bundle.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

const part = apiHandler({ operations: ['getLegalHandoffPart'], params: BundlePartParams, config }, ({ params }) =>
  partReply(table, params.handoffId, params.part),
);

const bundle = apiHandler(
  { operations: ['getLegalHandoffBundle'], params: LegalHandoffParams, config },
  async ({ accept, params: { handoffId } }) => {
    if (preferredType(accept, ['application/json', 'application/pdf']) === 'application/pdf') {
      return documentReply(table, handoffId);
    }
    const { manifest, seal } = await loadManifest(table, handoffId);
    const reply = ok(manifestView(manifest, seal));
    return { ...reply, headers: { ...reply.headers, etag: `"${seal.manifestSha256}"` } };
  },
);

/** Fetches what was sealed for the lawyers: the manifest, the whole as a PDF, or a part byte by byte. */
export const handler = byOperation([['getLegalHandoffPart', part]], bundle);
