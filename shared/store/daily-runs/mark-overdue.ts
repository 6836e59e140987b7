import { addDays, daysBetween } from '../../dates.ts';
import { type Account, noMovement } from '../../domain/account/account.ts';
import { isOverdueToTell } from '../../domain/daily-run/due.ts';
import type { JsonObject } from '../../domain/history/entry.ts';
import type { OpenItem } from '../../domain/receivable/receivable.ts';
import { unavailable } from '../../errors.ts';
import { toMoneyJson } from '../../money.ts';
import type { Context } from '../context.ts';
import { moveAccount } from '../movement.ts';
import { eachOpenItem, listOpenItems } from '../open-items.ts';

/** Invoices in one entry: an event of the bus holds them all, and their ids, with room to spare. */
const INVOICES_PER_ENTRY = 40;
/** For the first run over a customer with thousands of old invoices; what is left over comes with the next run. */
const MOST_ENTRIES = 250;

/** The oldest items that are overdue and were not told of yet, one more than an entry holds. */
const notYetTold = async ({ moment, table }: Context, account: Account): Promise<readonly OpenItem[]> => {
  const { customerId, overdueThrough } = account;
  if (!isOverdueToTell(account, moment.today)) return [];
  const { items } = await listOpenItems(table, customerId, {
    ...(overdueThrough === null ? {} : { from: overdueThrough }),
    dueTo: addDays(moment.today, -1),
    limit: INVOICES_PER_ENTRY + 1,
  });
  return items;
};

/** All that is overdue of the customer now, told of before or not; amounts in the account's currency. */
const overdueSummary = async ({ moment, table }: Context, account: Account): Promise<JsonObject> => {
  let minorUnits = 0n;
  let oldestDueOn: string | null = null;
  for await (const item of eachOpenItem(table, account.customerId, addDays(moment.today, -1))) {
    minorUnits += item.carryingRemaining;
    oldestDueOn ??= item.dueOn;
  }
  return {
    amount: { ...toMoneyJson({ minorUnits, currency: account.currency }) },
    oldestDueOn,
    maxDaysPastDue: oldestDueOn === null ? 0 : daysBetween(oldestDueOn, moment.today),
  };
};

interface Told {
  readonly invoices: number;
  readonly more: boolean;
  readonly overdue: JsonObject;
}

const tellSome = (context: Context, customerId: string, known: JsonObject | null): Promise<Told | null> =>
  moveAccount<Told | null>(context, customerId, async ({ account }) => {
    const found = await notYetTold(context, account);
    if (found.length === 0) return { answer: null };
    const told = found.slice(0, INVOICES_PER_ENTRY);
    const next = found[INVOICES_PER_ENTRY];
    const overdue = known ?? (await overdueSummary(context, account));
    return {
      entry: {
        kind: 'ReceivableOverdue',
        deltas: noMovement,
        data: {
          invoices: told.map(({ dueOn, invoiceId, remaining }) => ({
            invoiceId,
            dueOn,
            remaining: { ...toMoneyJson(remaining) },
          })),
          overdue,
        },
      },
      account: { overdueThrough: next ? `${next.dueOn}#${next.invoiceId}` : context.moment.today },
      writes: [],
      result: () => ({ invoices: told.length, more: next !== undefined, overdue }),
    };
  });

/**
 * Tells, in the customer's history and so on the bus, of every open item that has become overdue since this was done
 * last: each invoice once, forty in an entry, and with each what is overdue in all. Done again, it does nothing; a
 * process that ends in between goes on behind the last entry.
 * @returns how many invoices were told of. @throws unavailable when more are left than can be told of in one go.
 */
export const markOverdue = async (context: Context, customerId: string): Promise<number> => {
  let invoices = 0;
  let overdue: JsonObject | null = null;
  for (let entry = 0; entry < MOST_ENTRIES; entry += 1) {
    const told: Told | null = await tellSome(context, customerId, overdue);
    if (told === null) return invoices;
    invoices += told.invoices;
    // One reading for all entries: with thousands of invoices, a reading for each would take for ever.
    overdue = told.overdue;
    if (!told.more) return invoices;
  }
  throw unavailable(`Customer '${customerId}' has more overdue invoices than can be told of at once. Try again.`);
};
