import type { BusinessDate } from '../dates.ts';
import type { Outlook } from '../domain/prediction/outlook.ts';
import type { OpenItem } from '../domain/receivable/receivable.ts';
import { money } from '../money.ts';
import { json, moneyOf, text, units } from './attributes.ts';
import { keys } from './keys.ts';
import type { Item, Page, Table, Write } from './table.ts';

const toOpenItem = (item: Item): OpenItem => ({
  invoiceId: text(item, 'invoiceId'),
  dueOn: text(item, 'dueOn'),
  issuedOn: text(item, 'issuedOn'),
  amount: money(units(item, 'amount'), text(item, 'currency')),
  remaining: moneyOf(item, 'remaining'),
  carryingRemaining: units(item, 'carrying'),
  disputed: item['disputed'] === true,
  outlook: item['outlook'] === undefined ? null : json<Outlook>(item, 'outlook'),
});

/**
 * The customer's open items, oldest due first, exact at the time of reading. They begin at `from`, a due date or
 * `<dueOn>#<invoiceId>`, and end with `dueTo`, both inclusive.
 */
export const listOpenItems = async (
  table: Table,
  customerId: string,
  range: { limit?: number; from?: string; dueTo?: BusinessDate; startAfter?: Page['next'] } = {},
): Promise<{ items: OpenItem[]; next: Page['next'] }> => {
  const { pk, sk } = keys.openItem(customerId, range.dueTo ?? '~', '~');
  const page = await table.page({
    partition: pk,
    from: `OPEN#${range.from ?? ''}`,
    to: sk,
    ...(range.limit === undefined ? {} : { limit: range.limit }),
    startAfter: range.startAfter ?? null,
  });
  return { items: page.items.map(toOpenItem), next: page.next };
};

/** Every open item of a customer, page by page. */
export async function* eachOpenItem(
  table: Table,
  customerId: string,
  dueTo?: BusinessDate,
): AsyncGenerator<OpenItem, void, undefined> {
  let startAfter: Page['next'] = null;
  do {
    const page = await listOpenItems(table, customerId, { startAfter, ...(dueTo === undefined ? {} : { dueTo }) });
    yield* page.items;
    startAfter = page.next;
  } while (startAfter);
}

/** Keeps the open item in step with its receivable: there while something remains, gone when nothing does. */
export const openItemWrite = (table: Table, customerId: string, item: OpenItem): Write => {
  const key = keys.openItem(customerId, item.dueOn, item.invoiceId);
  const name = `open item ${item.invoiceId}`;
  if (item.remaining.minorUnits === 0n) return { name, write: { Delete: { TableName: table.name, Key: { ...key } } } };
  return {
    name,
    write: {
      Put: {
        TableName: table.name,
        Item: {
          ...key,
          entityType: 'OPENITEM',
          invoiceId: item.invoiceId,
          dueOn: item.dueOn,
          issuedOn: item.issuedOn,
          amount: item.amount.minorUnits,
          remaining: item.remaining.minorUnits,
          currency: item.amount.currency,
          carrying: item.carryingRemaining,
          ...(item.disputed ? { disputed: true } : {}),
          ...(item.outlook === null ? {} : { outlook: JSON.stringify(item.outlook) }),
        },
      },
    },
  };
};
