import { noMovement } from '../domain/account/account.ts';
import type { EntryKind, JsonObject } from '../domain/history/entry.ts';
import { conflict } from '../errors.ts';
import { fromMoneyJson, type Money, type MoneyJson, toMoneyJson } from '../money.ts';
import { json, text } from './attributes.ts';
import type { Context } from './context.ts';
import { type Key, keys } from './keys.ts';
import { moveAccount } from './movement.ts';

/** What stands in a customer's file beside the limit: outside ratings and credit agreements. */
interface Paper {
  readonly key: Key;
  readonly entityType: 'RATING' | 'AGREEMENT';
  readonly kind: EntryKind;
  readonly data: JsonObject;
  readonly bodyHash: string;
  /** Whether the stored one may be replaced by this one. @throws conflict with the remedy when it may not. */
  readonly replaces: (stored: JsonObject) => void;
}

const file = (context: Context, customerId: string, paper: Paper): Promise<boolean> =>
  moveAccount<boolean>(context, customerId, async () => {
    const stored = await context.table.get(paper.key);
    if (stored && text(stored, 'bodyHash') === paper.bodyHash) return { answer: false };
    if (stored) paper.replaces(json<JsonObject>(stored, 'data'));
    const { entityType, bodyHash, data } = paper;
    const item = { ...paper.key, entityType, bodyHash, data: JSON.stringify(data) };
    return {
      entry: { kind: paper.kind, deltas: noMovement, data },
      writes: [{ name: 'paper', write: { Put: { TableName: context.table.name, Item: item } } }],
      result: () => stored === undefined,
    };
  });

export interface Rating {
  readonly source: string;
  readonly score: string | number;
  readonly scale: string | number;
  readonly ratedOn: string;
  readonly validTo: string;
  /** The credit limit that the agency recommends. */
  readonly recommendedLimit?: Money | undefined;
}

/**
 * Records an outside rating; a newer one of the same source takes its place.
 * @returns whether it is the first of its source. @throws conflict when the stored one is as new or newer.
 */
export const recordRating = (
  context: Context,
  customerId: string,
  rating: Rating,
  bodyHash: string,
): Promise<boolean> => {
  const { recommendedLimit, ...opinion } = rating;
  return file(context, customerId, {
    key: keys.rating(customerId, rating.source),
    entityType: 'RATING',
    kind: 'RatingRecorded',
    data: { ...opinion, ...(recommendedLimit ? { recommendedLimit: { ...toMoneyJson(recommendedLimit) } } : {}) },
    bodyHash,
    replaces: ({ ratedOn }) => {
      if (typeof ratedOn === 'string' && ratedOn < rating.ratedOn) return;
      throw conflict(
        `A rating of '${rating.source}' of ${ratedOn} is recorded; only a newer one replaces it.`,
        'ratedOn',
      );
    },
  });
};

type RatingJson = Omit<Rating, 'recommendedLimit'> & { readonly recommendedLimit?: MoneyJson };

/** More sources than anybody asks. */
const MOST_RATINGS = 100;

/** The newest rating of each source, whether or not it is still in force. */
export const listRatings = async ({ table }: Pick<Context, 'table'>, customerId: string): Promise<Rating[]> => {
  const { pk } = keys.rating(customerId, '');
  const page = await table.page({ partition: pk, from: 'RATING#', to: 'RATING#~', limit: MOST_RATINGS });
  return page.items.map((item) => {
    const { recommendedLimit, ...opinion } = json<RatingJson>(item, 'data');
    return { ...opinion, ...(recommendedLimit ? { recommendedLimit: fromMoneyJson(recommendedLimit) } : {}) };
  });
};

export interface Agreement {
  readonly agreementId: string;
  readonly signedOn: string;
  readonly validTo: string;
  readonly termsDays: number;
  readonly lateInterestPercent: string;
  readonly documentUrl?: string | undefined;
}

/** Records a credit agreement. @returns whether it is new. @throws conflict when the id stands for another one. */
export const recordAgreement = (
  context: Context,
  customerId: string,
  agreement: Agreement,
  bodyHash: string,
): Promise<boolean> => {
  const { documentUrl, ...terms } = agreement;
  return file(context, customerId, {
    key: keys.agreement(customerId, agreement.agreementId),
    entityType: 'AGREEMENT',
    kind: 'AgreementRecorded',
    data: { ...terms, ...(documentUrl === undefined ? {} : { documentUrl }) },
    bodyHash,
    replaces: () => {
      throw conflict(
        `Agreement '${agreement.agreementId}' exists with another body; record it under a new id.`,
        'agreementId',
      );
    },
  });
};

/** More agreements than a customer ever signs. */
const MOST_AGREEMENTS = 200;

/** The credit agreements on record for a customer, by the day on which they were signed. */
export const listAgreements = async ({ table }: Pick<Context, 'table'>, customerId: string): Promise<Agreement[]> => {
  const { pk } = keys.agreement(customerId, '');
  const page = await table.page({ partition: pk, from: 'AGREEMENT#', to: 'AGREEMENT#~', limit: MOST_AGREEMENTS });
  const agreements = page.items.map(
    (item): Agreement => ({
      ...json<Omit<Agreement, 'agreementId'>>(item, 'data'),
      agreementId: text(item, 'sk').slice('AGREEMENT#'.length),
    }),
  );
  return agreements.toSorted((a, b) => (a.signedOn < b.signedOn ? -1 : 1));
};
