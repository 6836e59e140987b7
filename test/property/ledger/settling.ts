import { type Invoice, type Ledger, remaining, type Settlement, settlementsOf, unapplied } from './model.ts';

const smaller = (...numbers: bigint[]): bigint => numbers.reduce((least, one) => (one < least ? one : least));

const give = (settlement: Settlement, invoice: Invoice, atMost: bigint): void => {
  const amount = smaller(atMost, unapplied(settlement), remaining(invoice));
  if (amount <= 0n || invoice.currency !== settlement.currency) return;
  settlement.applied.set(invoice.id, (settlement.applied.get(invoice.id) ?? 0n) + amount);
  if (settlement.kind === 'PAYMENT') invoice.paid += amount;
  else invoice.credited += amount;
};

/** Applies new money: as it was allocated, else to the invoices that it names, else to the oldest due. */
export const applyMoney = (
  ledger: Ledger,
  settlement: Settlement,
  allocations: readonly { readonly invoice: string; readonly amount: bigint }[] | null,
): void => {
  if (allocations) {
    for (const { invoice: id, amount } of allocations) {
      const invoice = ledger.invoices.get(id);
      if (invoice) give(settlement, invoice, amount);
    }
    return;
  }
  const own = [...ledger.invoices.values()].filter((invoice) => invoice.customer === settlement.customer);
  const named = settlement.names.flatMap((name) => own.find((invoice) => invoice.id === name) ?? []);
  const inOrder = (invoice: Invoice) => `${invoice.dueOn} ${invoice.id}`;
  const oldestFirst = own.sort((a, b) => (inOrder(a) < inOrder(b) ? -1 : 1));
  for (const invoice of named.length > 0 ? named : oldestFirst) give(settlement, invoice, settlement.amount);
};

/** Money that named an invoice before it came goes to it, the oldest money first. */
export const applyWaitingMoney = (ledger: Ledger, invoice: Invoice): void => {
  const inOrder = (one: Settlement) => `${one.date} ${one.id}`;
  const waiting = settlementsOf(ledger, invoice.customer)
    .filter((one) => one.names.includes(invoice.id) && unapplied(one) > 0n)
    .sort((a, b) => (inOrder(a) < inOrder(b) ? -1 : 1));
  for (const settlement of waiting) give(settlement, invoice, unapplied(settlement));
};

/** A bounced payment: what it paid is open again. */
export const takeBack = (ledger: Ledger, payment: Settlement): void => {
  if (payment.reversed) return;
  for (const [id, amount] of payment.applied) {
    const invoice = ledger.invoices.get(id);
    if (invoice) invoice.paid -= amount;
  }
  payment.applied.clear();
  payment.reversed = true;
};
