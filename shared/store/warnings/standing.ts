import { text } from '../attributes.ts';
import { keys } from '../keys.ts';
import type { Item, Table, Write } from '../table.ts';

/** Warnings that stand: told when they arose, and told again only after they have been gone. */
export type StandingKind = 'LargeDebtor' | 'OverrideRateHigh';

/** More than can stand of a kind, as each needs a share of the whole or decisions of its own. */
const MOST_STANDING = 1_000;

/** Those of whom a warning stands: customers, or approvers by address. */
export const listStanding = async (table: Table, kind: StandingKind): Promise<ReadonlySet<string>> => {
  const { items } = await table.page({ partition: keys.standingWarning(kind, '').pk, limit: MOST_STANDING });
  return new Set(items.map((item) => text(item, 'sk')));
};

/** Refused, under the name `standing warning`, when it stands already. */
export const standingWrite = (table: Table, kind: StandingKind, about: string, more: Item = {}): Write => ({
  name: 'standing warning',
  write: {
    Put: {
      TableName: table.name,
      Item: { ...more, ...keys.standingWarning(kind, about) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
});

export const endStanding = (table: Table, kind: StandingKind, about: string): Write => ({
  name: 'standing warning',
  write: { Delete: { TableName: table.name, Key: { ...keys.standingWarning(kind, about) } } },
});
