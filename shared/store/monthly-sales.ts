import type { BusinessDate } from '../dates.ts';
import type { Account } from '../domain/account/account.ts';
import { monthOf } from '../domain/behaviour/months.ts';
import type { Settlement } from '../domain/settlement/settlement.ts';
import { text, units } from './attributes.ts';
import { indexKeys, keys } from './keys.ts';
import type { Item, Page, Table, Write } from './table.ts';

/** What a customer was invoiced in a month on credit, less what was credited in it; in the account's currency. */
export interface MonthlySales {
  readonly customerId: string;
  /** `2026-03`. */
  readonly month: string;
  readonly currency: string;
  /** Below zero when more was credited than invoiced. */
  readonly minorUnits: bigint;
}

/**
 * Adds to a customer's sales of the month in which a document was issued. It belongs into the transaction that posts
 * the document: it is counted exactly as often as that is posted.
 */
export const salesWrite = (
  table: Table,
  { customerId, currency }: Pick<Account, 'customerId' | 'currency'>,
  issuedOn: BusinessDate,
  minorUnits: bigint,
): Write => {
  const month = monthOf(issuedOn);
  const attributes: Record<string, string> = {
    ...indexKeys.salesIn(month, customerId),
    entityType: 'SALES',
    id: customerId,
    month,
    cur: currency,
  };
  const names = Object.keys(attributes);
  return {
    name: 'sales',
    write: {
      Update: {
        TableName: table.name,
        Key: { ...keys.monthlySales(customerId, month) },
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')} ADD #sales :sales`,
        ExpressionAttributeNames: { '#sales': 'sales', ...Object.fromEntries(names.map((name) => [`#${name}`, name])) },
        ExpressionAttributeValues: {
          ':sales': minorUnits,
          ...Object.fromEntries(names.map((name) => [`:${name}`, attributes[name]])),
        },
      },
    },
  };
};

/** What posting a settlement does to the sales: a credit note takes its whole amount off, a payment nothing. */
export const salesOfSettlement = (
  table: Table,
  account: Pick<Account, 'customerId' | 'currency'>,
  before: Settlement | null,
  after: Settlement,
): readonly Write[] =>
  before === null && after.kind === 'CREDIT_NOTE'
    ? [salesWrite(table, account, after.date, -after.carryingAmount)]
    : [];

const toMonthlySales = (item: Item): MonthlySales => ({
  customerId: text(item, 'id'),
  month: text(item, 'month'),
  currency: text(item, 'cur'),
  minorUnits: units(item, 'sales'),
});

/** The sales of every customer that was invoiced or credited something in a month, page by page. */
export async function* eachMonthlySales(table: Table, month: string): AsyncGenerator<MonthlySales, void, undefined> {
  const { gsi1pk } = indexKeys.salesIn(month, '');
  let startAfter: Page['next'] = null;
  do {
    const page: Page = await table.page({ index: 'gsi1', partition: gsi1pk, startAfter });
    const found = await table.getMany(page.items.map((item) => ({ pk: text(item, 'pk'), sk: text(item, 'sk') })));
    yield* found.map(toMonthlySales);
    startAfter = page.next;
  } while (startAfter);
}

/** What one customer was invoiced in some months. */
export const salesOf = async (table: Table, customerId: string, months: readonly string[]): Promise<MonthlySales[]> =>
  (await table.getMany(months.map((month) => keys.monthlySales(customerId, month)))).map(toMonthlySales);

/** The months in which a customer was invoiced or credited anything, the newest first, back from one of them. */
export const newestSales = async (
  table: Table,
  customerId: string,
  through: string,
  limit: number,
): Promise<MonthlySales[]> => {
  const { pk, sk } = keys.monthlySales(customerId, through);
  const { items } = await table.page({ partition: pk, from: 'SALES#', to: sk, newestFirst: true, limit });
  return items.map(toMonthlySales);
};
