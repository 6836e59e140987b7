import { stringify } from 'csv-stringify/sync';
import type { StatementView } from '../../shared/contracts/statements.ts';

const columns = [
  'invoiceId',
  'orderId',
  'issuedOn',
  'dueOn',
  'amount',
  'remaining',
  'currency',
  'status',
  'disputed',
  'daysPastDue',
] as const;

type Line = Readonly<Record<(typeof columns)[number], string>>;

const toLine = (item: StatementView['items'][number]): Line => ({
  invoiceId: item.invoiceId,
  orderId: item.orderId ?? '',
  issuedOn: item.issuedOn,
  dueOn: item.dueOn,
  amount: item.amount.amount,
  remaining: item.remaining.amount,
  currency: item.amount.currency,
  status: item.status,
  disputed: String(item.disputed),
  daysPastDue: String(item.daysPastDue),
});

/**
 * The open items as CSV (RFC 4180), one a line. A cell that a spreadsheet would take for a formula, such as an invoice
 * id that begins with a minus sign, is given an apostrophe before it.
 */
export const statementCsv = (statement: Pick<StatementView, 'items'>): string =>
  stringify(statement.items.map(toLine), {
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    escape_formulas: true,
  });

/** A file name that every system takes: ids may contain colons. */
export const statementFileName = ({ customerId, asOf }: Pick<StatementView, 'customerId' | 'asOf'>): string =>
  `statement-${customerId.replaceAll(':', '_')}-${asOf}.csv`;
