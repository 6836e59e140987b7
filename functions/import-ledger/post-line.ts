import { type Settlement, unappliedOf } from '../../shared/domain/settlement/settlement.ts';
import { Refusal } from '../../shared/errors.ts';
import { type MoneyJson, toMoneyJson } from '../../shared/money.ts';
import type { Context } from '../../shared/store/context.ts';
import { postInvoice } from '../../shared/store/invoices.ts';
import { applyWaitingCash, postSettlement } from '../../shared/store/settlements.ts';
import type { Row } from './file/rows.ts';
import type { Posted } from './posted.ts';

/** What became of a line. */
export type LineResult =
  | { readonly kind: 'accepted' | 'duplicate'; readonly unapplied?: MoneyJson }
  | { readonly kind: 'rejected'; readonly message: string; readonly isTransient: boolean };

const rejected = (message: string): Rejected => ({ kind: 'rejected', message, isTransient: false });

const withUnapplied = (kind: 'accepted' | 'duplicate', payment: Settlement | undefined): LineResult => {
  const left = payment ? unappliedOf(payment) : 0n;
  if (!payment || left === 0n) return { kind };
  return { kind, unapplied: toMoneyJson({ minorUnits: left, currency: payment.amount.currency }) };
};

/** What a line is worth whose id is posted already. */
const settledBefore = async (context: Context, row: Row, before: Posted, cashWaits: CashWaits): Promise<LineResult> => {
  if (before.bodyHash !== row.command.bodyHash) {
    const [column, thing] = row.kind === 'invoice' ? ['invoiceId', 'Receivable'] : ['paymentId', 'Payment'];
    return rejected(
      `${column}: ${thing} '${row.id}' is posted already with other content. Correct it, or use a new id.`,
    );
  }
  // A crash may have come between the posting of the invoice and that of the money that waited for it.
  if (row.kind === 'invoice' && before.isOpen && (await cashWaits(row.command.customerId))) {
    await applyWaitingCash(context, row.command.customerId, row.id);
  }
  return withUnapplied('duplicate', before.payment);
};

const post = async (context: Context, row: Row): Promise<LineResult> => {
  if (row.kind === 'invoice') {
    const { created } = await postInvoice(context, row.command);
    return { kind: created ? 'accepted' : 'duplicate' };
  }
  const { created, settlement } = await postSettlement(context, row.command);
  return withUnapplied(created ? 'accepted' : 'duplicate', settlement);
};

const columnOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

const explain = (refusal: Refusal): Rejected => {
  if (refusal.code === 'unavailable') {
    return { kind: 'rejected', message: `was not posted: ${refusal.message} Send the file again.`, isTransient: true };
  }
  if (refusal.code === 'not-found') {
    return rejected(
      `customerId: ${refusal.message} Create it with PUT /v1/customers/{customerId} and send the file again.`,
    );
  }
  const [first] = refusal.errors;
  return rejected(first ? `${columnOf(first.path)}: ${refusal.message}` : refusal.message);
};

/** Whether a customer has money that waits for its invoice. */
export type CashWaits = (customerId: string) => Promise<boolean>;

/** What a line ends with that could not be posted. */
export type Rejected = Extract<LineResult, { kind: 'rejected' }>;

/** Runs the posting of a line. Never throws: what goes wrong with one line is no matter of the others. */
export const guarded = async <T>(
  post: () => Promise<T>,
  line: number,
  onDefect: (error: unknown, line: number) => void,
): Promise<T | Rejected> => {
  try {
    return await post();
  } catch (error) {
    if (error instanceof Refusal) return explain(error);
    onDefect(error, line);
    const message = 'could not be posted, for a reason on our side that is recorded under the correlation id.';
    return rejected(message);
  }
};

/** Posts a line, unless it was posted before. */
export const postLine = (
  context: Context,
  row: Row,
  before: Posted | undefined,
  cashWaits: CashWaits,
  onDefect: (error: unknown, line: number) => void,
): Promise<LineResult> =>
  guarded<LineResult>(
    // A payment that was interrupted while it was applied is posted again: it goes on where it stopped.
    async () => (before && !before.payment?.plan ? settledBefore(context, row, before, cashWaits) : post(context, row)),
    row.line,
    onDefect,
  );
