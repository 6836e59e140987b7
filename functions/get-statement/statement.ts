import type { StatementView } from '../../shared/contracts/statements.ts';
import type { Account } from '../../shared/domain/account/account.ts';
import {
  daysPastDue,
  type Receivable,
  receivableStatus,
  remainingOf,
} from '../../shared/domain/receivable/receivable.ts';
import { notFound } from '../../shared/errors.ts';
import { toMoneyJson } from '../../shared/money.ts';
import { loadAccount } from '../../shared/store/accounts.ts';
import type { Context } from '../../shared/store/context.ts';
import { loadProfile } from '../../shared/store/profiles.ts';
import { loadOpenReceivables, type OpenReceivables } from './open-receivables.ts';

/** Items that one answer lists. */
export const MAX_STATEMENT_ITEMS = 5_000;
/** How often a statement is begun anew because the account moved while it was read. */
const READS = 3;

const toItem = (receivable: Receivable, today: string): StatementView['items'][number] => {
  const { amount, orderId } = receivable;
  return {
    invoiceId: receivable.invoiceId,
    ...(orderId === null ? {} : { orderId }),
    issuedOn: receivable.issuedOn,
    dueOn: receivable.dueOn,
    amount: toMoneyJson(amount),
    remaining: toMoneyJson({ minorUnits: remainingOf(receivable), currency: amount.currency }),
    status: receivableStatus(receivable),
    disputed: receivable.disputed,
    daysPastDue: daysPastDue(receivable, today),
  };
};

const toStatement = (account: Account, legalName: string, open: OpenReceivables, today: string): StatementView => {
  const { currency, openReceivables, unappliedCash } = account;
  const inCurrency = (minorUnits: bigint) => toMoneyJson({ minorUnits, currency });
  return {
    customerId: account.customerId,
    legalName,
    currency,
    asOf: today,
    items: open.listed.map((receivable) => toItem(receivable, today)),
    openReceivables: inCurrency(openReceivables),
    overdue: inCurrency(open.overdue),
    unappliedCash: inCurrency(unappliedCash),
    balance: inCurrency(openReceivables - unappliedCash),
    ...(open.isTruncated ? { truncated: true } : {}),
  };
};

/**
 * The open items of a customer, oldest due first, with sums in the account's currency that agree with them: when the
 * account moves while the items are read, they are read again.
 * @throws not-found for an unknown customer.
 */
export const loadStatement = async (
  context: Context,
  customerId: string,
  most = MAX_STATEMENT_ITEMS,
): Promise<StatementView> => {
  const profile = await loadProfile(context.table, customerId);
  const first = await loadAccount(context.table, customerId);
  if (!first || !profile) throw notFound('customer', customerId);
  let before: Account = first;
  for (let read = 1; ; read += 1) {
    const open = await loadOpenReceivables(context, customerId, most);
    const after: Account = (await loadAccount(context.table, customerId)) ?? before;
    if (after.version === before.version || read === READS) {
      return toStatement(after, profile.masterData.legalName, open, context.moment.today);
    }
    before = after;
  }
};
