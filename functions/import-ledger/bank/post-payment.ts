import { allocate } from '../../../shared/domain/cash-application/match.ts';
import type { OpenItem } from '../../../shared/domain/receivable/receivable.ts';
import type { Settlement } from '../../../shared/domain/settlement/settlement.ts';
import { requestHash } from '../../../shared/http/idempotency.ts';
import { toMoneyJson } from '../../../shared/money.ts';
import type { Context } from '../../../shared/store/context.ts';
import { eachOpenItem } from '../../../shared/store/open-items.ts';
import { loadReceivables } from '../../../shared/store/receivables.ts';
import { loadSettlement } from '../../../shared/store/settlement-items.ts';
import { postSettlement } from '../../../shared/store/settlements.ts';
import type { Assigned } from './gather.ts';
import { type EntryResult, posted, statedReference, unmatched } from './outcome.ts';
import { reverseIfReturned } from './take-return.ts';

/** Open items in which the one of this amount is looked for; who has more open is matched by reference only. */
const MOST_OPEN_ITEMS = 1_000;

const openItemsOf = async ({ table }: Context, customerId: string): Promise<readonly OpenItem[]> => {
  const items: OpenItem[] = [];
  for await (const item of eachOpenItem(table, customerId)) {
    items.push(item);
    if (items.length > MOST_OPEN_ITEMS) return [];
  }
  return items;
};

/** The invoices that the payment names, as they stand now: payments before it may have changed them. */
const namedNow = async ({ table }: Context, { named }: Assigned): Promise<Assigned['named']> => {
  const ids = named.map(({ receivable }) => receivable.invoiceId);
  const now = new Map((await loadReceivables(table, ids)).map((receivable) => [receivable.invoiceId, receivable]));
  return named.map((one) => ({ ...one, receivable: now.get(one.receivable.invoiceId) ?? one.receivable }));
};

/** Posts a payment of the bank for its customer, unless that is too uncertain. Its references have been noted before. */
export const postPayment = async (context: Context, assigned: Assigned): Promise<EntryResult> => {
  const { debtor, entry } = assigned;
  if ('reason' in debtor) return unmatched(entry, debtor.reason, debtor.customers);
  const { customerId, isSure } = debtor;
  const named = await namedNow(context, assigned);
  const isNamed = named.some(({ isStrong, receivable }) => isStrong && receivable.customerId === customerId);
  const openItems = isNamed ? [] : await openItemsOf(context, customerId);
  const planned = allocate(entry, customerId, named, openItems);
  if (planned.length === 0 && !isSure) return unmatched(entry, 'NAME_ONLY', [customerId]);

  const reference = statedReference(entry);
  const { created, settlement } = await postSettlement(context, {
    kind: 'PAYMENT',
    settlementId: entry.id,
    customerId,
    amount: entry.amount,
    date: entry.date,
    ...(reference === '' ? {} : { reference }),
    allocations: planned.map(({ invoiceId, minorUnits }) => ({ invoiceId, amount: { ...entry.amount, minorUnits } })),
    // What it is matched with may be another thing the next time; the booking is the same.
    bodyHash: requestHash('importBankEntry', { paymentId: entry.id }, toMoneyJson(entry.amount)),
  });
  if (!created) return posted(entry, 'duplicate', settlement);
  const isReversed = await reverseIfReturned(context, entry, settlement);
  return isReversed ? { kind: 'accepted' } : posted(entry, 'accepted', settlement);
};

/** A booking whose payment is there already: posted from a file before, or by a person. */
export const knownPayment = async (
  context: Context,
  entry: Assigned['entry'],
  before: Settlement,
): Promise<EntryResult> => {
  const { amount, plan } = before;
  if (amount.currency !== entry.amount.currency || amount.minorUnits !== entry.amount.minorUnits) {
    const message = `paymentId: Payment '${entry.id}' is posted already with another amount. Reverse it and send the file again.`;
    return { kind: 'rejected', message, isTransient: false };
  }
  if (plan === null) return posted(entry, 'duplicate', before);
  // It was interrupted while it was applied: it goes on where it stopped.
  await postSettlement(context, { ...before, reference: undefined, reason: undefined, allocations: undefined });
  return posted(entry, 'duplicate', await loadSettlement(context.table, 'PAYMENT', entry.id));
};
