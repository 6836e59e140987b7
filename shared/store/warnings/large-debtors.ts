import { noMovement } from '../../domain/account/account.ts';
import { convertBy, type FxQuote } from '../../domain/fx/rates.ts';
import { type LargeShare, largeDebtors, type OpenOf } from '../../domain/warning/large-debtors.ts';
import { toMoneyJson } from '../../money.ts';
import { toAccount } from '../accounts.ts';
import type { Context } from '../context.ts';
import { quoteToBase } from '../fx-rates.ts';
import { keys } from '../keys.ts';
import { moveAccount } from '../movement.ts';
import { attendedCustomers } from '../portfolio/debtors.ts';
import { settleWrites } from '../table.ts';
import { endStanding, listStanding, standingWrite } from './standing.ts';

/** Accounts in one reading. */
const ACCOUNTS_AT_ONCE = 100;

/** What everybody owes, converted at the day's rates; what no rate converts stays as it is. */
const openOfAll = async (context: Context): Promise<readonly OpenOf[]> => {
  const { table } = context;
  const customerIds = await attendedCustomers(table);
  const quotes = new Map<string, FxQuote | null>();
  const open: OpenOf[] = [];
  for (let start = 0; start < customerIds.length; start += ACCOUNTS_AT_ONCE) {
    const wanted = customerIds.slice(start, start + ACCOUNTS_AT_ONCE).map(keys.account);
    for (const item of await table.getMany(wanted)) {
      const { currency, customerId, openReceivables: minorUnits } = toAccount(item);
      if (minorUnits <= 0n) continue;
      if (!quotes.has(currency)) quotes.set(currency, await quoteToBase(context, currency));
      const fx = quotes.get(currency);
      const compared = fx ? convertBy({ minorUnits, currency }, fx, fx.to) : { minorUnits, currency };
      open.push({ customerId, ...compared });
    }
  }
  return open;
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
 * has been below. Done again, it does nothing. @returns how many were told of.
 */
export const warnOfLargeDebtors = async (context: Context): Promise<number> => {
  const { policy, table } = context;
  const [open, standing] = await Promise.all([openOfAll(context), listStanding(table, 'LargeDebtor')]);
  const large = largeDebtors(open, policy.warnings);
  const still = new Set(large.map(({ customerId }) => customerId));
  for (const customerId of standing) {
    if (!still.has(customerId)) await settleWrites(table, [endStanding(table, 'LargeDebtor', customerId)]);
  }
  let told = 0;
  for (const one of large) if (!standing.has(one.customerId) && (await tell(context, one))) told += 1;
  return told;
};
