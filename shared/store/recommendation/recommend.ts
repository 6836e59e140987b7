import type { Account } from '../../domain/account/account.ts';
import type { ConductFacts } from '../../domain/behaviour/conduct.ts';
import type { FxQuote } from '../../domain/fx/rates.ts';
import type { JsonObject } from '../../domain/history/entry.ts';
import type { Balance, OutsideLimit } from '../../domain/recommendation/caps.ts';
import type { Recommendation } from '../../domain/recommendation/reasons.ts';
import { type RecommendationInput, recommend, recommendedAtOnce } from '../../domain/recommendation/recommend.ts';
import { notFound } from '../../errors.ts';
import { fromMoneyJson, type MoneyJson } from '../../money.ts';
import { loadAccount } from '../accounts.ts';
import { loadConduct } from '../conduct.ts';
import type { Context } from '../context.ts';
import { quoteFor } from '../fx-rates.ts';
import { listRatings } from '../papers.ts';
import { loadProfile } from '../profiles.ts';

/** A customer of whom account and master data have been read. */
export interface KnownCustomer {
  readonly account: Account;
  readonly masterData: JsonObject;
  /** How the customer behaves, where that has been read too. */
  readonly conduct?: ConductFacts;
}

interface Financials {
  readonly asOf: string;
  readonly totalAssets: MoneyJson;
  readonly totalLiabilities: MoneyJson;
}

const balanceOf = ({ financials }: JsonObject): Balance | null => {
  if (!financials) return null;
  const { asOf, totalAssets, totalLiabilities } = financials as unknown as Financials;
  return { asOf, totalAssets: fromMoneyJson(totalAssets), totalLiabilities: fromMoneyJson(totalLiabilities) };
};

const outsideLimits = async (context: Context, customerId: string): Promise<readonly OutsideLimit[]> =>
  (await listRatings(context, customerId)).flatMap(({ ratedOn, recommendedLimit, source, validTo }) =>
    recommendedLimit ? [{ ratedOn, recommendedLimit, source, validTo }] : [],
  );

/** The quotes to the currency of the account that the caps need; most often none. */
const quotesTo = async (
  context: Context,
  currency: string,
  balance: Balance | null,
  outside: readonly OutsideLimit[],
): Promise<ReadonlyMap<string, FxQuote>> => {
  const amounts = [
    ...(balance ? [balance.totalAssets, balance.totalLiabilities] : []),
    ...outside.map(({ recommendedLimit }) => recommendedLimit),
  ];
  const foreign = [...new Set(amounts.map((amount) => amount.currency))].filter((code) => code !== currency);
  const quotes = await Promise.all(foreign.map((code) => quoteFor(context, code, currency)));
  return new Map(quotes.flatMap((quote) => (quote ? [[quote.from, quote] as const] : [])));
};

/** Everything that a limit is recommended by: a handful of reads, whatever the history. */
export const gatherForLimit = async (
  context: Context,
  { account, masterData, conduct: known }: KnownCustomer,
): Promise<RecommendationInput & { readonly conduct: ConductFacts }> => {
  const { currency, customerId } = account;
  const [conduct, outside] = await Promise.all([
    known ?? loadConduct(context, customerId, account, masterData),
    outsideLimits(context, customerId),
  ]);
  const balance = balanceOf(masterData);
  const quotes = await quotesTo(context, currency, balance, outside);
  const { moment, policy } = context;
  return { account, conduct, currency, balance, outside, quotes, policy, today: moment.today };
};

/** The limit that is recommended for a customer that has been read. Nothing more is read of one without a grade. */
export const recommendFor = async (context: Context, customer: KnownCustomer): Promise<Recommendation> =>
  recommendedAtOnce(customer.account) ?? recommend(await gatherForLimit(context, customer));

/**
 * The limit that is recommended for a customer as of now, and why; its amount is `null` where there is nothing to reckon
 * one from. @throws not-found for an unknown customer.
 */
export const recommendedLimitFor = async (context: Context, customerId: string): Promise<Recommendation> => {
  const { table } = context;
  const [account, profile] = await Promise.all([loadAccount(table, customerId), loadProfile(table, customerId)]);
  if (!account || !profile) throw notFound('customer', customerId);
  return recommendFor(context, { account, masterData: profile.masterData });
};
