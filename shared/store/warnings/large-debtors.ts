import { noMovement } from '../../domain/account/account.ts';
import { convertBy, type FxQuote } from '../../domain/fx/rates.ts';
import { type LargeShare, largeDebtors, type OpenOf } from '../../domain/warning/large-debtors.ts';
import { toMoneyJson } from '../../money.ts';
import { toAccount } from '../accounts.ts';
import type { Context } from '../context.ts';
import { currencyOfRates, quoteToBase } from '../fx-rates.ts';
import { keys } from '../keys.ts';
import { moveAccount } from '../movement.ts';
import { attendedCustomers } from '../portfolio/debtors.ts';
import { settleWrites } from '../table.ts';
import { endStanding, listStanding, standingWrite } from './standing.ts';

/** Accounts in one reading. */
const ACCOUNTS_AT_ONCE = 100;

interface Compared {
  /** What customers owe, converted into one currency. */
  readonly open: readonly OpenOf[];
  /** Of whom that cannot be told, for want of a rate. */
  readonly unknown: ReadonlySet<string>;
}

/** What everybody owes, at the newest rates, in the currency of the rates; while there are none, in that of the environment. */
const openOfAll = async (context: Context, baseCurrency: string): Promise<Compared> => {
  const { table } = context;
  const [customerIds, base] = await Promise.all([attendedCustomers(table), currencyOfRates(context)]);
  const comparedIn = base ?? baseCurrency;
  const quotes = new Map<string, FxQuote | null>();
  const open: OpenOf[] = [];
  const unknown = new Set<string>();
  for (let start = 0; start < customerIds.length; start += ACCOUNTS_AT_ONCE) {
    const wanted = customerIds.slice(start, start + ACCOUNTS_AT_ONCE).map(keys.account);
    for (const item of await table.getMany(wanted)) {
      const { currency, customerId, openReceivables: minorUnits } = toAccount(item);
      if (minorUnits <= 0n) continue;
      if (!quotes.has(currency)) quotes.set(currency, await quoteToBase(context, currency));
      const fx = quotes.get(currency);
      if (fx) open.push({ customerId, minorUnits: convertBy({ minorUnits, currency }, fx, fx.to).minorUnits });
      else if (currency === comparedIn) open.push({ customerId, minorUnits });
      else unknown.add(customerId);
    }
  }
  return { open, unknown };
};

const tell = (context: Context, { customerId, sharePercent }: LargeShare): Promise<boolean> =>
  moveAccount<boolean>(context, customerId, ({ account }) => ({
    entry: {
      kind: 'LargeDebtor',
      deltas: noMovement,
      data: {
        sharePercent,
        openReceivables: { ...toMoneyJson({ minorUnits: account.openReceivables, currency: account.currency }) },
      },
    },
    writes: [standingWrite(context.table, 'LargeDebtor', customerId)],
    result: () => true,
    onFailed: { 'standing warning': () => ({ answer: false }) },
  }));

/**
 * Tells of each customer who has come to owe the policy's share of all that is open: once, and again only after the share
 * has been below. What no rate converts is left out, and so is the judgement on who owes it; among too few debtors nobody is
 * judged who owes anything. Done again, it does nothing.
 * @param baseCurrency of the environment. @returns how many were told of.
 */
export const warnOfLargeDebtors = async (context: Context, baseCurrency: string): Promise<number> => {
  const { policy, table } = context;
  const [{ open, unknown }, standing] = await Promise.all([
    openOfAll(context, baseCurrency),
    listStanding(table, 'LargeDebtor'),
  ]);
  const judged = largeDebtors(open, policy.warnings);
  const large = judged ?? [];
  const still = new Set([...unknown, ...(judged ?? open).map(({ customerId }) => customerId)]);
  for (const customerId of standing) {
    if (!still.has(customerId)) await settleWrites(table, [endStanding(table, 'LargeDebtor', customerId)]);
  }
  let told = 0;
  for (const one of large) if (!standing.has(one.customerId) && (await tell(context, one))) told += 1;
  return told;
};
