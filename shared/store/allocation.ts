import { remainingOf } from '../domain/receivable/receivable.ts';
import {
  type AllocationPlan,
  type Applied,
  apply,
  type Settlement,
  unappliedOf,
} from '../domain/settlement/settlement.ts';
import type { Context } from './context.ts';
import { eachOpenItem } from './open-items.ts';
import { loadReceivables } from './receivables.ts';

/** Open items in other currencies that are passed over before a search for matching ones gives up. */
const OPEN_ITEMS_SEARCHED = 2_000;

/** The next part of a settlement's plan, at most `most` invoices; the plan is `null` when nothing is left of it. */
export const planNext = async (context: Context, settlement: Settlement, most: number): Promise<Applied> => {
  const { plan } = settlement;
  if (plan === null) return { settlement, changes: [] };
  return plan.mode === 'NAMED'
    ? applyNamed(context, settlement, plan.wanted, most)
    : applyOldest(context, settlement, most);
};

const applyNamed = async (
  { table }: Context,
  settlement: Settlement,
  wanted: Extract<AllocationPlan, { mode: 'NAMED' }>['wanted'],
  most: number,
): Promise<Applied> => {
  const now = wanted.slice(0, most);
  const later = wanted.slice(most);
  const receivables = await loadReceivables(
    table,
    now.map((part) => part.invoiceId),
  );
  const targets = receivables.flatMap((receivable) => {
    const part = now.find(({ invoiceId }) => invoiceId === receivable.invoiceId);
    return part ? [{ receivable, atMost: part.minorUnits }] : [];
  });
  const applied = apply(settlement, targets);
  const isDone = later.length === 0 || unappliedOf(applied.settlement) === 0n;
  return { ...applied, settlement: { ...applied.settlement, plan: isDone ? null : { mode: 'NAMED', wanted: later } } };
};

/** Oldest due first, as far as the money goes. */
const applyOldest = async ({ table }: Context, settlement: Settlement, most: number): Promise<Applied> => {
  const invoiceIds: string[] = [];
  let covered = 0n;
  let searched = 0;
  const left = unappliedOf(settlement);
  for await (const item of eachOpenItem(table, settlement.customerId)) {
    searched += 1;
    if (item.amount.currency === settlement.amount.currency) {
      invoiceIds.push(item.invoiceId);
      covered += item.remaining.minorUnits;
    }
    if (covered >= left || invoiceIds.length > most || searched >= OPEN_ITEMS_SEARCHED) break;
  }
  const now = invoiceIds.slice(0, most);
  const receivables = (await loadReceivables(table, now)).filter((receivable) => remainingOf(receivable) > 0n);
  const applied = apply(
    settlement,
    receivables.map((receivable) => ({ receivable })),
  );
  const isDone = invoiceIds.length <= most || unappliedOf(applied.settlement) === 0n;
  return { ...applied, settlement: { ...applied.settlement, plan: isDone ? null : { mode: 'OLDEST' } } };
};
