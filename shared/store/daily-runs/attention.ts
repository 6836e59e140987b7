import type { BusinessDate } from '../../dates.ts';
import { text } from '../attributes.ts';
import { indexKeys } from '../keys.ts';
import type { Page, Table } from '../table.ts';

/** The customers of a shard that must be looked at up to a day, the longest waiting first. */
export const listAttention = async (
  table: Table,
  shard: string,
  range: { readonly to: BusinessDate; readonly limit: number; readonly startAfter?: Page['next'] },
): Promise<{ readonly customerIds: readonly string[]; readonly next: Page['next'] }> => {
  const { items, next } = await table.page({
    index: 'gsi1',
    partition: indexKeys.attention(shard, '', '').gsi1pk,
    to: `${range.to}#~`,
    limit: range.limit,
    startAfter: range.startAfter ?? null,
  });
  return { customerIds: items.map((item) => text(item, 'pk').slice('CUSTOMER#'.length)), next };
};
