import { PaymentParams, PostPaymentBody } from '../../../shared/contracts/payments.ts';
import { InvoiceParams, PostReceivableBody } from '../../../shared/contracts/receivables.ts';
import type { FieldError } from '../../../shared/errors.ts';
import { requestHash } from '../../../shared/http/idempotency.ts';
import { validate } from '../../../shared/http/validation.ts';
import type { PostReceivable } from '../../../shared/store/receivables.ts';
import type { PostSettlement } from '../../../shared/store/settlements.ts';
import type { Layout } from './layout.ts';
import type { BadLine, CsvRecord } from './records.ts';

/** A line as it is posted. */
export type Row =
  | { readonly kind: 'invoice'; readonly line: number; readonly id: string; readonly command: PostReceivable }
  | { readonly kind: 'payment'; readonly line: number; readonly id: string; readonly command: PostSettlement };

/** Errors named in a message: enough to mend a line, few enough for ten thousand lines in one answer. */
const MAX_ERRORS_NAMED = 3;

type Cells = Readonly<Record<string, string | undefined>>;

/** The fields of a request without those whose cell is empty. */
const filled = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** `amount.currency` and `allocations[0].amount.currency` are both the column `currency`. */
const columnOf = ({ path }: FieldError): string => path.slice(path.lastIndexOf('.') + 1);

const describe = (errors: readonly FieldError[]): string => {
  const all = [...new Set(errors.map((error) => `${columnOf(error)} ${error.message}`))];
  const more = all.length - MAX_ERRORS_NAMED;
  return `${all.slice(0, MAX_ERRORS_NAMED).join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
};

const toInvoice = (line: number, cells: Cells): Row | BadLine => {
  const { invoiceId, customerId, orderId, amount, currency, issuedOn, dueOn, productCategory } = cells;
  const json = filled({ customerId, orderId, amount: filled({ amount, currency }), issuedOn, dueOn, productCategory });
  const params = validate(InvoiceParams, filled({ invoiceId }));
  const body = validate(PostReceivableBody, json);
  if ('errors' in params || 'errors' in body) return { line, message: describe(errorsOf(params, body)) };
  const bodyHash = requestHash('postReceivable', params.data, json);
  return { kind: 'invoice', line, id: params.data.invoiceId, command: { ...params.data, ...body.data, bodyHash } };
};

const toPayment = (line: number, cells: Cells): Row | BadLine => {
  const { paymentId, customerId, amount, currency, receivedOn, reference, invoiceId } = cells;
  const money = filled({ amount, currency });
  const allocations = invoiceId === undefined ? undefined : [{ invoiceId, amount: money }];
  const json = filled({ customerId, amount: money, receivedOn, reference, allocations });
  const params = validate(PaymentParams, filled({ paymentId }));
  const body = validate(PostPaymentBody, json);
  if ('errors' in params || 'errors' in body) return { line, message: describe(errorsOf(params, body)) };
  const { receivedOn: date, ...rest } = body.data;
  const bodyHash = requestHash('postPayment', params.data, json);
  const id = params.data.paymentId;
  return { kind: 'payment', line, id, command: { kind: 'PAYMENT', settlementId: id, date, ...rest, bodyHash } };
};

const errorsOf = (...parts: readonly ({ errors: readonly FieldError[] } | { data: unknown })[]): FieldError[] =>
  parts.flatMap((part) => ('errors' in part ? part.errors : []));

/**
 * The request that a line stands for, with the hash that the same request has when it is sent to
 * `PUT /v1/receivables/{invoiceId}` or `PUT /v1/payments/{paymentId}`: a file and the API know each other's repetitions.
 */
export const toRow = (layout: Layout, { line, cells }: CsvRecord): Row | BadLine => {
  const { columns } = layout;
  const surplus = cells.slice(columns.length);
  if (cells.length < columns.length || surplus.some((cell) => cell !== '')) {
    const remedy = 'put a cell that contains the delimiter in quotes';
    return { line, message: `has ${cells.length} cells where the header row has ${columns.length}; ${remedy}.` };
  }
  const named: Cells = Object.fromEntries(columns.map((name, position) => [name, cells[position] || undefined]));
  return layout.kind === 'invoices' ? toInvoice(line, named) : toPayment(line, named);
};
