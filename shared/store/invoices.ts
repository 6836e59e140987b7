import { type Receivable, remainingOf } from '../domain/receivable/receivable.ts';
import type { Context } from './context.ts';
import { loadReceivable, type PostReceivable, postReceivable } from './receivables.ts';
import { applyWaitingCash } from './settlements.ts';

/**
 * Posts an invoice, and pays it from money that came in earlier and named it. Posting it again goes on where a crash
 * stopped.
 */
export const postInvoice = async (
  context: Context,
  command: PostReceivable,
): Promise<{ created: boolean; receivable: Receivable }> => {
  const { created, cashWaits } = await postReceivable(context, command);
  const posted = await loadReceivable(context.table, command.invoiceId);
  if (!cashWaits || remainingOf(posted) === 0n) return { created, receivable: posted };
  await applyWaitingCash(context, command.customerId, command.invoiceId);
  return { created, receivable: await loadReceivable(context.table, command.invoiceId) };
};
