import { addDays } from '../../dates.ts';
import { type Account, noMovement } from '../../domain/account/account.ts';
import type { OpenItem } from '../../domain/receivable/receivable.ts';
import { fallingDueFrom, isFallingDueToTell, lastFallingDue } from '../../domain/warning/falling-due.ts';
import { unavailable } from '../../errors.ts';
import { toMoneyJson } from '../../money.ts';
import type { Context } from '../context.ts';
import { moveAccount } from '../movement.ts';
import { listOpenItems } from '../open-items.ts';

/** Invoices in one entry, as of those that are overdue. */
const INVOICES_PER_ENTRY = 40;
const MOST_ENTRIES = 250;

/** The items that fall due first and were not told of yet, one more than an entry holds. */
const notYetTold = async (
  { moment, policy, table }: Context,
  account: Account,
  dueTo: string,
): Promise<readonly OpenItem[]> => {
  if (!isFallingDueToTell(account, policy.warnings, moment.today)) return [];
  const from = fallingDueFrom(account, moment.today);
  const { items } = await listOpenItems(table, account.customerId, { from, dueTo, limit: INVOICES_PER_ENTRY + 1 });
  return items;
};

const tellSome = (context: Context, customerId: string, dueTo: string): Promise<boolean> =>
  moveAccount<boolean>(context, customerId, async ({ account }) => {
    const found = await notYetTold(context, account, dueTo);
    if (found.length === 0) return { answer: false };
    const next = found[INVOICES_PER_ENTRY];
    const invoices = found.slice(0, INVOICES_PER_ENTRY).map(({ dueOn, invoiceId, remaining }) => ({
      invoiceId,
      dueOn,
      remaining: { ...toMoneyJson(remaining) },
    }));
    return {
      entry: { kind: 'ReceivableFallingDue', deltas: noMovement, data: { invoices } },
      account: { fallingDueThrough: next ? `${next.dueOn}#${next.invoiceId}` : addDays(dueTo, 1) },
      writes: [],
      result: () => next !== undefined,
    };
  });

/**
 * Tells, in the customer's history and so on the bus, of every open item that falls due within the days of the policy: each
 * invoice once, forty in an entry. Done again, it does nothing.
 * @throws unavailable when more are left than can be told of in one go.
 */
export const tellFallingDue = async (context: Context, customerId: string): Promise<Record<never, never>> => {
  const dueTo = lastFallingDue(context.policy.warnings, context.moment.today);
  if (dueTo === null) return {};
  for (let entry = 0; entry < MOST_ENTRIES; entry += 1) {
    if (!(await tellSome(context, customerId, dueTo))) return {};
  }
  throw unavailable(`Customer '${customerId}' has more invoices that fall due than can be told of at once. Try again.`);
};
