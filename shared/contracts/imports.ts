import * as z from 'zod/mini';
import { MoneyView } from './amounts.ts';
import { DateView } from './primitives.ts';

/** Most records in a file, the header row not counted: what can be posted within one request. */
export const MAX_IMPORT_RECORDS = 10_000;

/** CSV; ISO 20022 camt.053 and camt.054, UBL 2.1 invoices and credit notes; MT940. */
export const importFileTypes = ['text/csv', 'application/xml', 'text/xml', 'text/vnd.mt940'] as const;

/**
 * Whether the figures of a bank file must agree with its entries. `as-stated` takes a file whose bank states them
 * otherwise: each entry then counts as it is.
 */
export const ImportLedgerQuery = z.object({
  sums: z._default(z.enum(['checked', 'as-stated'], { error: 'must be "checked" or "as-stated"' }), 'checked'),
});
export type ImportSums = z.infer<typeof ImportLedgerQuery>['sums'];

/** Why a person has to look at a payment or a return. */
export const UnmatchedReason = z.enum([
  'NOBODY_NAMED',
  'SEVERAL_CUSTOMERS',
  'NAME_ONLY',
  'NO_INVOICE',
  'OVERPAID',
  'NOT_A_PAYMENT',
  'RETURN_WITHOUT_PAYMENT',
  'RETURN_AMBIGUOUS',
]);

/** Money of which all or some found no invoice, with everything that is known of it. */
export const UnmatchedView = z.object({
  line: z.int(),
  reason: UnmatchedReason,
  message: z.string(),
  /** The id that it has, or, while it is not posted, should be posted under; `null` for a return. */
  paymentId: z.nullable(z.string()),
  /** Whether it was posted: it then stays unapplied. */
  posted: z.boolean(),
  amount: MoneyView,
  /** What of the amount found no invoice. */
  unapplied: MoneyView,
  receivedOn: DateView,
  /** What the payer states. */
  reference: z.nullable(z.string()),
  debtor: z.object({
    customerId: z.nullable(z.string()),
    /** Customers to which it points, when that is not one. */
    candidates: z.array(z.string()),
    name: z.nullable(z.string()),
    account: z.nullable(z.string()),
  }),
});
export type UnmatchedView = z.infer<typeof UnmatchedView>;

/**
 * What became of a file: accepted + duplicates + the lines rejected + those unmatched that were not posted are its
 * records. `line` counts from 1, the header row included, and is the line on which the record begins.
 */
export const ImportResultView = z.object({
  importId: z.string(),
  /** Records posted by this file. */
  accepted: z.int(),
  /** Records that were posted before with the same content. */
  duplicates: z.int(),
  /** Bookings of a bank statement that are not for the ledger: what we paid, and what is not booked yet. */
  ignored: z.int(),
  rejected: z.array(z.object({ line: z.int(), message: z.string() })),
  /** Payments of which cash found no invoice: it stays unapplied, or is not posted at all while its debtor is in doubt. */
  unmatched: z.array(UnmatchedView),
});
export type ImportResultView = z.infer<typeof ImportResultView>;
