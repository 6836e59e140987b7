import type { Json } from '../../json.ts';
import type { ItemBatcher } from './definition.ts';
import type { MapItem } from './execution.ts';
import type { Scope } from './jsonata/evaluate.ts';
import { LARGEST_PAYLOAD_BYTES, sizeOf } from './limits.ts';
import { evaluateInteger, evaluateTemplate } from './template.ts';

/** What one iteration begins with. */
export interface Batch {
  readonly input: Json;
  /** Absent when items are batched. */
  readonly item?: MapItem;
  /** How many items it stands for when failures are counted. */
  readonly items: number;
}

/** Groups selected items into `{ BatchInput, Items }`; without an ItemBatcher each stays by itself. */
export const batchesOf = async (
  batcher: ItemBatcher | undefined,
  selected: readonly Batch[],
  scope: Scope,
): Promise<readonly Batch[]> => {
  if (!batcher) return selected;
  const { MaxItemsPerBatch, MaxInputBytesPerBatch, BatchInput } = batcher;
  const field = (name: string): string => `ItemBatcher/${name}`;
  const mostItems =
    MaxItemsPerBatch === undefined
      ? Number.POSITIVE_INFINITY
      : await evaluateInteger(MaxItemsPerBatch, field('MaxItemsPerBatch'), scope, [1, Number.MAX_SAFE_INTEGER]);
  const mostBytes =
    MaxInputBytesPerBatch === undefined
      ? LARGEST_PAYLOAD_BYTES
      : await evaluateInteger(MaxInputBytesPerBatch, field('MaxInputBytesPerBatch'), scope, [1, LARGEST_PAYLOAD_BYTES]);
  const shared: { readonly BatchInput?: Json } =
    BatchInput === undefined ? {} : { BatchInput: await evaluateTemplate(BatchInput, field('BatchInput'), scope) };

  const empty = sizeOf({ ...shared, Items: [] });
  const batches: Json[][] = [];
  let bytes = 0;
  for (const { input } of selected) {
    const size = sizeOf(input) + 1;
    const last = batches.at(-1);
    if (last && last.length < mostItems && bytes + size <= mostBytes) {
      last.push(input);
      bytes += size;
    } else {
      batches.push([input]);
      bytes = empty + size;
    }
  }
  return batches.map((items) => ({ input: { ...shared, Items: items }, items: items.length }));
};
