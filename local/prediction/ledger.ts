import type { InvoiceFacts } from '../../shared/domain/prediction/features.ts';

/** An invoice of a ledger to learn from. */
export interface LedgerInvoice extends InvoiceFacts {
  readonly customerId: string;
  /** `null` while it is open. */
  readonly paidOn: string | null;
}

export interface PaidInvoice extends LedgerInvoice {
  readonly paidOn: string;
}

export const isPaid = (invoice: LedgerInvoice): invoice is PaidInvoice => invoice.paidOn !== null;

/** The file or the command line is wrong; the message says what to do. */
export class PredictionProblem extends Error {
  override readonly name = 'PredictionProblem';
}
