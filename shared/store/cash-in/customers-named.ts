import { isSameName, namePrefixes } from '../../domain/cash-application/party-numbers.ts';
import { toAccount } from '../accounts.ts';
import { text } from '../attributes.ts';
import { indexKeys, keys } from '../keys.ts';
import { toProfile } from '../profiles.ts';
import type { Table } from '../table.ts';

/** Names with one beginning that are compared; where there are more, the name is too common to go by. */
const MOST_COMPARED = 100;

/** Those of the ids that are customers. */
export const existingCustomers = async (table: Table, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  const items = await table.getMany([...new Set(ids)].map(keys.account));
  return new Set(items.map((item) => toAccount(item).customerId));
};

/** Customers whose legal name is this one, however it is written; none when too many begin like it to tell. */
export const customersOfName = async (table: Table, name: string): Promise<readonly string[]> => {
  const partition = indexKeys.directory('', '').gsi1pk;
  const found = new Set<string>();
  for (const prefix of namePrefixes(name)) {
    const range = { partition, index: 'gsi1', from: prefix, to: `${prefix}\u{10FFFF}` } as const;
    const { items, next } = await table.page({ ...range, limit: MOST_COMPARED });
    if (next !== null) return [];
    const profiles = await table.getMany(items.map((item) => ({ pk: text(item, 'pk'), sk: text(item, 'sk') })));
    for (const { customerId, masterData } of profiles.map(toProfile)) {
      if (isSameName(name, masterData.legalName)) found.add(customerId);
    }
  }
  return [...found].sort();
};
