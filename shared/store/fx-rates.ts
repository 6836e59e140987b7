import type { BusinessDate } from '../dates.ts';
import { type FxQuote, type FxRates, quote } from '../domain/fx/rates.ts';
import { conflict } from '../errors.ts';
import { text } from './attributes.ts';
import type { Context } from './context.ts';
import { keys } from './keys.ts';
import { type Item, settleWrites, type Table } from './table.ts';

const toFxRates = (item: Item): FxRates => ({
  date: text(item, 'date'),
  base: text(item, 'base'),
  rates: item['rates'] as Record<string, string>,
});

/**
 * Publishes the rates of a day. Decisions rest on them, so they are never replaced.
 * @returns whether they are new. @throws conflict when other rates were published for the day.
 */
export const publishRates = async (context: Context, rates: FxRates, bodyHash: string): Promise<boolean> => {
  const { table, moment, actor } = context;
  const outcome = await settleWrites(table, [
    {
      name: 'rates',
      write: {
        Put: {
          TableName: table.name,
          Item: { ...keys.fxRates(rates.date), entityType: 'FXRATES', ...rates, bodyHash, by: actor, at: moment.now },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
    },
  ]);
  if (outcome.done) return true;
  const stored = outcome.failed.get('rates');
  if (stored && text(stored, 'bodyHash') === bodyHash) return false;
  throw conflict(`Other rates were published for ${rates.date}; published rates are never replaced.`, 'date');
};

/** Today's rates never change once published, so a process reads them once. Older ones may be followed by newer. */
const todaysRates = new Map<string, FxRates>();

/** The newest rates published up to a day. */
const ratesOn = async (table: Table, date: BusinessDate): Promise<FxRates | null> => {
  const cacheKey = `${table.name}#${date}`;
  const cached = todaysRates.get(cacheKey);
  if (cached) return cached;
  const { pk, sk } = keys.fxRates(date);
  const { items } = await table.page({ partition: pk, from: 'RATES#', to: sk, newestFirst: true, limit: 1 });
  const newest = items[0] ? toFxRates(items[0]) : null;
  if (newest?.date === date) {
    todaysRates.clear();
    todaysRates.set(cacheKey, newest);
  }
  return newest;
};

/** The newest quote from one currency to another; `null` where none is needed or none is known. */
export const quoteFor = async (context: Context, from: string, to: string): Promise<FxQuote | null> => {
  if (from === to) return null;
  const rates = await ratesOn(context.table, context.moment.today);
  return rates && quote(rates, from, to);
};

/** The newest quote from a currency to the one in which rates are published; `null` where none is needed or none is known. */
export const quoteToBase = async ({ moment, table }: Context, from: string): Promise<FxQuote | null> => {
  const rates = await ratesOn(table, moment.today);
  return rates && rates.base !== from ? quote(rates, from, rates.base) : null;
};

/** The currency in which rates are published; `null` before any were. */
export const currencyOfRates = async ({ moment, table }: Context): Promise<string | null> =>
  (await ratesOn(table, moment.today))?.base ?? null;
