import { noFigures } from '../../shared/domain/daily-run/figures.ts';
import type { ShardRun } from '../../shared/domain/daily-run/run.ts';
import type { Context } from '../../shared/store/context.ts';
import { attendShard } from '../../shared/store/daily-runs/attend-shard.ts';
import { dueShardOf, keys } from '../../shared/store/keys.ts';
import type { Directory } from '../../shared/store/limit-requests/directory.ts';
import type { Table } from '../../shared/store/table.ts';

/** People of the house, so far as collections turn to them. */
export const staff: Directory = {
  inRole: async (role) => {
    if (role === 'collectors') return ['cora.collector@example.com'];
    return role === 'collection-leads' ? ['lea.lead@example.com'] : [];
  },
};

/** Goes through a shard as the function does, with all the time that it takes, unless a test says otherwise. */
export const attend = (
  context: Context,
  shard: string,
  { attempt = 1, hasTime = (): boolean => true, directory = staff } = {},
): Promise<ShardRun> =>
  attendShard(
    context,
    directory,
    { date: context.moment.today, shard, attempt },
    { hasTime, onFailure: () => undefined },
  );

/** So many ids of customers of one shard, each of its own. */
export const customersOfShard = (shard: string, count: number, prefix: string): readonly string[] => {
  const found: string[] = [];
  for (let number = 0; found.length < count; number += 1) {
    const customerId = `${prefix}-${number}`;
    if (dueShardOf(customerId) === shard) found.push(customerId);
  }
  return found;
};

/** An open item that nothing can read: whoever looks at its customer fails. */
export const breakOpenItems = async (table: Table, customerId: string): Promise<void> => {
  const Item = { ...keys.openItem(customerId, '2000-01-01', 'BROKEN'), entityType: 'OPENITEM' };
  await table.transact([{ name: 'broken', write: { Put: { TableName: table.name, Item } } }]);
};

export const repairOpenItems = async (table: Table, customerId: string): Promise<void> => {
  const Key = { ...keys.openItem(customerId, '2000-01-01', 'BROKEN') };
  await table.transact([{ name: 'broken', write: { Delete: { TableName: table.name, Key } } }]);
};

export const nothingDone = noFigures;
