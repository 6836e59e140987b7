import type { StatementView } from '../../shared/contracts/statements.ts';
import { toCsv } from '../../shared/http/csv.ts';

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

/** The open items as CSV, one a line. */
export const statementCsv = (statement: Pick<StatementView, 'items'>): string =>
  toCsv(columns, statement.items.map(toLine));

/** A file name that every system takes: ids may contain colons. */
export const statementFileName = ({ customerId, asOf }: Pick<StatementView, 'customerId' | 'asOf'>): string =>
  `statement-${customerId.replaceAll(':', '_')}-${asOf}.csv`;
