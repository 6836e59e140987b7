import type { Account } from '../../domain/account/account.ts';
import { invalid } from '../../errors.ts';
import { toAccount } from '../accounts.ts';
import { text } from '../attributes.ts';
import { dueShards, indexes, indexKeys, keys } from '../keys.ts';
import { type Profile, toProfile } from '../profiles.ts';
import type { Page, Table } from '../table.ts';

export interface Debtor {
  readonly account: Account;
  readonly masterData: Profile['masterData'];
}

/** Customers whose items are read at once: two items each, and DynamoDB gives a hundred in one answer. */
const CUSTOMERS_AT_ONCE = 50;

/** Account and master data of customers, in the order asked; those that do not exist are left out. */
export const loadDebtors = async (table: Table, customerIds: readonly string[]): Promise<readonly Debtor[]> => {
  const wanted = customerIds.flatMap((id) => [keys.account(id), keys.profile(id)]);
  const items = await table.getMany(wanted);
  const accounts = items.filter((item) => item['sk'] === 'ACCOUNT').map(toAccount);
  const profiles = items.filter((item) => item['sk'] === 'PROFILE').map(toProfile);
  const accountOf = new Map(accounts.map((account) => [account.customerId, account]));
  const profileOf = new Map(profiles.map((profile) => [profile.customerId, profile]));
  return customerIds.flatMap((id) => {
    const account = accountOf.get(id);
    const profile = profileOf.get(id);
    return account && profile ? [{ account, masterData: profile.masterData }] : [];
  });
};

/** The same of many customers, some at a time. */
export async function* eachDebtor(
  table: Table,
  customerIds: readonly string[],
): AsyncGenerator<Debtor, void, undefined> {
  for (let start = 0; start < customerIds.length; start += CUSTOMERS_AT_ONCE) {
    yield* await loadDebtors(table, customerIds.slice(start, start + CUSTOMERS_AT_ONCE));
  }
}

/** A customer with its place in a list: where the next page begins. */
export interface Placed {
  readonly customerId: string;
  readonly place: Readonly<Record<string, unknown>>;
}

const idOf = (pk: string): string => pk.slice('CUSTOMER#'.length);

const placeNames = ['pk', 'sk', indexes.gsi1.partition, indexes.gsi1.sort];

const placed = ({ items }: Page): readonly Placed[] =>
  items.map((item) => ({
    customerId: idOf(text(item, 'pk')),
    place: Object.fromEntries(placeNames.map((name) => [name, text(item, name)])),
  }));

/** Whose grade alone waits for its day: once graded a customer does for ever, whether or not it still buys anything. */
const isReview = ({ place }: Placed): boolean => String(place[indexes.gsi1.sort]).endsWith('#REVIEW');

const attended = (page: Page): readonly Placed[] => placed(page).filter((one) => !isReview(one));

/** A page of a walk over customers: those found, and whether there are more after the last of them. */
export interface WalkPage {
  readonly customers: readonly Placed[];
  readonly hasMore: boolean;
}

/** A page of all customers in the order of their names. */
export const pageOfAll = async (table: Table, limit: number, startAfter: Page['next']): Promise<WalkPage> => {
  const page = await table.page({
    index: 'gsi1',
    partition: indexKeys.directory('', '').gsi1pk,
    limit,
    startAfter,
  });
  return { customers: placed(page), hasMore: page.next !== null };
};

const shardAt = (startAfter: Page['next']): number => {
  if (startAfter === null) return 0;
  const shard = dueShards.findIndex((name) => indexKeys.attention(name, '', '').gsi1pk === startAfter['gsi1pk']);
  if (shard < 0) throw invalid('cursor', 'is not one that this list answered; leave it out to begin at the start');
  return shard;
};

/**
 * A page of the customers to whom the daily run has or will have to attend: everybody with anything open, and those with
 * reservations, covers or temporary limits, but for those whose grade alone is to be reviewed some day. It lies within one shard and may be empty though others follow.
 */
export const pageOfAttended = async (table: Table, limit: number, startAfter: Page['next']): Promise<WalkPage> => {
  for (let shard = shardAt(startAfter); shard < dueShards.length; shard += 1) {
    const { gsi1pk } = indexKeys.attention(dueShards[shard] ?? '', '', '');
    let within = startAfter?.['gsi1pk'] === gsi1pk ? startAfter : null;
    do {
      const page: Page = await table.page({ index: 'gsi1', partition: gsi1pk, limit, startAfter: within });
      const hasMore = page.next !== null || shard < dueShards.length - 1;
      const customers = attended(page);
      if (customers.length > 0) return { customers, hasMore };
      within = page.next;
    } while (within);
  }
  return { customers: [], hasMore: false };
};

/** The ids of all of them. */
export const attendedCustomers = async (table: Table): Promise<string[]> => {
  const ids: string[] = [];
  for (const shard of dueShards) {
    let startAfter: Page['next'] = null;
    do {
      const { gsi1pk } = indexKeys.attention(shard, '', '');
      const page: Page = await table.page({ index: 'gsi1', partition: gsi1pk, startAfter });
      ids.push(...attended(page).map(({ customerId }) => customerId));
      startAfter = page.next;
    } while (startAfter);
  }
  return ids;
};
