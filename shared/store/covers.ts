import { type AccountCover, noMovement } from '../domain/account/account.ts';
import { coverValue } from '../domain/account/limit.ts';
import { conflict, notFound, unprocessable } from '../errors.ts';
import { formatMinorUnits, type Money } from '../money.ts';
import { json, text } from './attributes.ts';
import type { Context } from './context.ts';
import { keys } from './keys.ts';
import { moveAccount } from './movement.ts';
import type { Item, Table, Write } from './table.ts';

/** Covers of one account: enough for insurers, banks and parent guarantees, few enough for the account's item. */
const MAX_COVERS = 10;

export interface Cover {
  readonly coverId: string;
  readonly kind: 'INSURANCE' | 'GUARANTEE';
  readonly provider: string;
  readonly amount: Money;
  readonly coveredPercent: string;
  readonly validFrom: string;
  readonly validTo: string;
}

interface StoredCover extends Cover {
  readonly bodyHash: string;
  readonly removed: boolean;
}

const toStoredCover = (item: Item): StoredCover => ({
  ...json<Omit<Cover, 'amount'>>(item, 'cover'),
  amount: { minorUnits: item['amount'] as bigint, currency: text(item, 'currency') },
  bodyHash: text(item, 'bodyHash'),
  removed: item['removed'] === true,
});

const loadCover = async (table: Table, customerId: string, coverId: string): Promise<StoredCover | null> => {
  const item = await table.get(keys.cover(customerId, coverId));
  return item ? toStoredCover(item) : null;
};

/** Covers that were ever recorded: those in force are few, those that ended stay on record. */
const MOST_COVERS = 100;

/** The covers on record for a customer that were not removed, those that ended too. */
export const listCovers = async (table: Table, customerId: string): Promise<readonly Cover[]> => {
  const { pk } = keys.cover(customerId, '');
  const page = await table.page({ partition: pk, from: 'COVER#', to: 'COVER#~', limit: MOST_COVERS });
  return page.items
    .map(toStoredCover)
    .filter(({ removed }) => !removed)
    .map(({ bodyHash: _bodyHash, removed: _removed, ...cover }) => cover);
};

const coverWrite = (table: Table, customerId: string, { bodyHash, removed, amount, ...cover }: StoredCover): Write => ({
  name: 'cover',
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...keys.cover(customerId, cover.coverId),
        entityType: 'COVER',
        cover: JSON.stringify(cover),
        amount: amount.minorUnits,
        currency: amount.currency,
        bodyHash,
        ...(removed ? { removed } : {}),
      },
    },
  },
});

/**
 * Records an insurance or guarantee. A cover in force raises the effective limit from the next check on.
 * @returns whether it is new.
 * @throws conflict when the id stands for another cover, unprocessable for another currency or too many covers.
 */
export const recordCover = (context: Context, customerId: string, cover: Cover, bodyHash: string): Promise<boolean> =>
  moveAccount<boolean>(context, customerId, async ({ account }) => {
    const stored = await loadCover(context.table, customerId, cover.coverId);
    if (stored && !stored.removed) {
      if (stored.bodyHash === bodyHash) return { answer: false };
      throw conflict(`Cover '${cover.coverId}' exists with another body. Delete it first to replace it.`, 'coverId');
    }
    if (cover.amount.currency !== account.currency) {
      throw unprocessable('amount.currency', `The cover must be in ${account.currency}, the account's currency.`);
    }
    if (account.covers.length >= MAX_COVERS) {
      throw unprocessable('coverId', `The customer has ${MAX_COVERS} covers already. Delete a lapsed one first.`);
    }
    const { coverId, coveredPercent, validFrom, validTo } = cover;
    const counted: AccountCover = { coverId, amount: cover.amount.minorUnits, coveredPercent, validFrom, validTo };
    return {
      entry: {
        kind: 'CoverRecorded',
        deltas: noMovement,
        data: {
          coverId,
          kind: cover.kind,
          provider: cover.provider,
          worth: formatMinorUnits(coverValue(counted), account.currency),
          validFrom,
          validTo,
        },
      },
      account: { covers: [...account.covers, counted], limitVersion: account.limitVersion + 1 },
      writes: [coverWrite(context.table, customerId, { ...cover, bodyHash, removed: false })],
      result: () => true,
    };
  });

/** Removes a cover. Repeating it changes nothing. @throws not-found when there never was one. */
export const removeCover = (context: Context, customerId: string, coverId: string): Promise<null> =>
  moveAccount<null>(context, customerId, async ({ account }) => {
    const stored = await loadCover(context.table, customerId, coverId);
    if (!stored) throw notFound('cover', coverId);
    if (stored.removed) return { answer: null };
    return {
      entry: { kind: 'CoverRemoved', deltas: noMovement, data: { coverId } },
      account: {
        covers: account.covers.filter((cover) => cover.coverId !== coverId),
        limitVersion: account.limitVersion + 1,
      },
      writes: [coverWrite(context.table, customerId, { ...stored, removed: true })],
      result: () => null,
    };
  });
