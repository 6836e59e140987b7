import { invalidField, invalidFields } from '../../../shared/http/validation.ts';

export type LedgerKind = 'invoices' | 'payments';

interface Columns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** The columns of a file, in the order in which they are documented; in a file they come in any order. */
export const columnsOf: Readonly<Record<LedgerKind, Columns>> = {
  invoices: {
    required: ['invoiceId', 'customerId', 'amount', 'currency', 'issuedOn', 'dueOn'],
    optional: ['orderId', 'productCategory'],
  },
  payments: {
    required: ['paymentId', 'customerId', 'amount', 'currency', 'receivedOn'],
    optional: ['reference', 'invoiceId'],
  },
};

/** What a file holds, and which of its columns stands where. */
export interface Layout {
  readonly kind: LedgerKind;
  /** Name of each column by its position. */
  readonly columns: readonly string[];
}

const allColumns = (kind: LedgerKind): readonly string[] => [...columnsOf[kind].required, ...columnsOf[kind].optional];

/** Columns by their names as they are compared: without case and surrounding blanks. */
const spelled = (name: string): string => name.trim().toLowerCase();
const known = new Map([...allColumns('invoices'), ...allColumns('payments')].map((name) => [spelled(name), name]));

/** How many cells of a header row are columns that some file may have. */
export const knownColumns = (cells: readonly string[]): number =>
  cells.filter((cell) => known.has(spelled(cell))).length;

const shape = (kind: LedgerKind): string => {
  const { required, optional } = columnsOf[kind];
  return `${required.join(',')} (and, where wanted, ${optional.join(',')})`;
};

const withoutEmptyEnd = (cells: readonly string[]): readonly string[] => {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1);
};

/**
 * Reads the header row: `paymentId` makes it a file of payments, else `invoiceId` one of invoices.
 * @throws validation naming every column that is unknown, missing or there twice.
 */
export const readLayout = (header: readonly string[]): Layout => {
  const cells = withoutEmptyEnd(header);
  const columns = cells.map((cell) => known.get(spelled(cell)) ?? cell.trim());
  if (!columns.includes('invoiceId') && !columns.includes('paymentId')) {
    const remedy = `invoices: ${shape('invoices')}; payments: ${shape('payments')}`;
    throw invalidField('body', `must begin with a header row that names the columns. For ${remedy}`);
  }
  const kind = columns.includes('paymentId') ? 'payments' : 'invoices';
  const { required } = columnsOf[kind];
  const unknown = columns.filter((name) => !allColumns(kind).includes(name));
  const missing = required.filter((name) => !columns.includes(name));
  const doubled = columns.filter((name, position) => columns.indexOf(name) < position && !unknown.includes(name));
  const errors = [
    ...unknown.map((name) => ({
      path: name.slice(0, 100) || 'header',
      message: `is not a column of a file of ${kind}. Remove it; the columns are ${shape(kind)}`,
    })),
    ...missing.map((path) => ({
      path,
      message: `is missing from the header row of a file of ${kind}. Add the column`,
    })),
    ...doubled.map((path) => ({ path, message: 'stands twice in the header row. Keep one of the columns' })),
  ];
  if (errors.length > 0) throw invalidFields(errors);
  return { kind, columns };
};
