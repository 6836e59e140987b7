import { type BundleFile, isUnchanged, partOf } from '../../domain/legal-handoff/bundle.ts';
import type { BundlePart } from '../../domain/legal-handoff/handoff.ts';
import { keys } from '../keys.ts';
import { settleWrites, type Table } from '../table.ts';

/** An item of the table holds 400 kB at most. */
const CHUNK_BYTES = 300 * 1024;

/** Chunks that are read at once, well below what one answer of the table holds. */
const CHUNKS_AT_ONCE = 20;

/**
 * Keeps a file of a bundle, in chunks under its hash: the same bytes have the same name, so that whoever seals at the
 * same time, or begins anew, takes nothing away from anybody.
 */
export const keepFile = async (table: Table, handoffId: string, file: BundleFile): Promise<BundlePart> => {
  const part = partOf(file);
  for (let chunk = 0; chunk * CHUNK_BYTES < file.content.byteLength; chunk += 1) {
    const bytes = file.content.subarray(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES);
    const item = { ...keys.bundlePart(handoffId, part.sha256, chunk), entityType: 'BUNDLEPART', bytes };
    await settleWrites(table, [{ name: 'bundle part', write: { Put: { TableName: table.name, Item: item } } }]);
  }
  return part;
};

const bytesOf = (item: Readonly<Record<string, unknown>> | undefined): Uint8Array => {
  const bytes = item?.['bytes'];
  if (!(bytes instanceof Uint8Array)) throw new Error(`item ${item?.['pk']} has no bytes`);
  return bytes;
};

/** The bytes of a part as they were sealed. @throws Error when they are not those that its hash stands for. */
export const readFile = async (table: Table, handoffId: string, part: BundlePart): Promise<Uint8Array> => {
  const wanted = Array.from({ length: Math.ceil(part.bytes / CHUNK_BYTES) }, (_, chunk) =>
    keys.bundlePart(handoffId, part.sha256, chunk),
  );
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < wanted.length; start += CHUNKS_AT_ONCE) {
    const batch = wanted.slice(start, start + CHUNKS_AT_ONCE);
    const found = new Map((await table.getMany(batch)).map((item) => [item['sk'], item]));
    chunks.push(...batch.map(({ sk }) => bytesOf(found.get(sk))));
  }
  const content = Buffer.concat(chunks);
  if (!isUnchanged(part, content)) throw new Error(`part ${part.name} of handoff ${handoffId} is not what was sealed`);
  return content;
};
