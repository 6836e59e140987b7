import { MANIFEST, type Manifest, WHOLE_DOCUMENT } from '../../shared/domain/legal-handoff/bundle.ts';
import type { BundlePart, Seal } from '../../shared/domain/legal-handoff/handoff.ts';
import { notFound } from '../../shared/errors.ts';
import type { Reply } from '../../shared/http/exchange.ts';
import { bytes } from '../../shared/http/replies.ts';
import { readFile } from '../../shared/store/legal-handoffs/bundle.ts';
import { loadHandoff } from '../../shared/store/legal-handoffs/items.ts';
import type { Table } from '../../shared/store/table.ts';

/** What was sealed of a handoff. @throws not-found for an unknown handoff, and for one that is not sealed. */
const sealOf = async (table: Table, handoffId: string): Promise<Seal> => {
  const { seal } = await loadHandoff(table, handoffId);
  if (!seal) throw notFound('sealed bundle of legal handoff', handoffId);
  return seal;
};

const partOf = ({ parts }: Seal, name: string): BundlePart => {
  const part = parts.find((one) => one.name === name);
  if (!part) throw notFound('part of the bundle', name);
  return part;
};

/** The manifest as it was sealed, and the seal. */
export const loadManifest = async (table: Table, handoffId: string): Promise<{ manifest: Manifest; seal: Seal }> => {
  const seal = await sealOf(table, handoffId);
  const content = await readFile(table, handoffId, partOf(seal, MANIFEST));
  return { manifest: JSON.parse(Buffer.from(content).toString('utf8')) as Manifest, seal };
};

/** A part as it was sealed, under its hash. @throws not-found for an unknown one. */
export const partReply = async (table: Table, handoffId: string, name: string): Promise<Reply> => {
  const part = partOf(await sealOf(table, handoffId), name);
  return bytes(part.mediaType, await readFile(table, handoffId, part), {
    etag: `"${part.sha256}"`,
    'content-disposition': `attachment; filename="${handoffId}-${name}"`,
  });
};

/** Statement and dunning log in one document. */
export const documentReply = (table: Table, handoffId: string): Promise<Reply> =>
  partReply(table, handoffId, WHOLE_DOCUMENT);
