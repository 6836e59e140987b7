import type { OpenItem, Receivable } from '../../shared/domain/receivable/receivable.ts';
import type { Context } from '../../shared/store/context.ts';
import { eachOpenItem } from '../../shared/store/open-items.ts';
import { loadReceivables } from '../../shared/store/receivables.ts';

/** What a customer has open: the receivables to be listed, and the sum over all that is overdue. */
export interface OpenReceivables {
  /** Oldest due first. */
  readonly listed: readonly Receivable[];
  readonly isTruncated: boolean;
  /** Remaining of what is past due, listed or not, in minor units of the account's currency. */
  readonly overdue: bigint;
}

/** Reads at most `most` open receivables of a customer, and what is overdue beyond them. */
export const loadOpenReceivables = async (
  context: Context,
  customerId: string,
  most: number,
): Promise<OpenReceivables> => {
  const { today } = context.moment;
  const items: OpenItem[] = [];
  let overdue = 0n;
  let isTruncated = false;
  for await (const item of eachOpenItem(context.table, customerId)) {
    const isOverdue = item.dueOn < today;
    if (items.length < most) items.push(item);
    else isTruncated = true;
    if (isOverdue) overdue += item.carryingRemaining;
    // Due dates ascend: nothing that follows is overdue.
    else if (isTruncated) break;
  }
  const listed = await loadReceivables(
    context.table,
    items.map((item) => item.invoiceId),
  );
  return { listed, isTruncated, overdue };
};
