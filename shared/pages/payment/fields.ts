export type Action = 'promise' | 'dispute';

/** The fields of both forms, by which errors name them too. */
export type Field = 'amount' | 'payBy' | 'invoices' | 'reason' | 'code';

export interface FormError {
  readonly field: Field;
  readonly message: string;
}

/** What was typed, to be shown again; never the code, which nothing writes into a page. */
export interface Typed {
  readonly action: Action | null;
  readonly amount: string;
  readonly currency: string;
  readonly payBy: string;
  readonly reason: string;
  readonly invoiceIds: readonly string[];
}

export const LONGEST_REASON = 1000;
