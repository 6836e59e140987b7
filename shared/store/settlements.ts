import { type Counters, noMovement } from '../domain/account/account.ts';
import type { EntryKind, JsonObject } from '../domain/history/entry.ts';
import {
  type AllocationPlan,
  type Applied,
  behaviourDelta,
  idsInReference,
  openReceivablesDelta,
  type Settlement,
  takeBack,
  unappliedCarrying,
  unappliedOf,
} from '../domain/settlement/settlement.ts';
import { conflict, unprocessable } from '../errors.ts';
import { formatMinorUnits, type Money, toMoneyJson } from '../money.ts';
import { planNext } from './allocation.ts';
import { text } from './attributes.ts';
import { type Context, withoutRequest } from './context.ts';
import { salesOfSettlement } from './monthly-sales.ts';
import { type Movement, moveAccount, type Standing } from './movement.ts';
import { carryingAmountOf, loadReceivables, oldestOpenDueOn, receivableWrites } from './receivables.ts';
import { listUnapplied, loadSettlement, settlementWrites } from './settlement-items.ts';

/** Invoices paid in one transaction: two items each, and DynamoDB takes a hundred. */
export const INVOICES_PER_MOVEMENT = 40;

/** Invoices opened again in one transaction: each may also have counted as paid in a month of its own, a third item. */
export const INVOICES_PER_REVERSAL = 30;

export interface PostSettlement {
  readonly kind: Settlement['kind'];
  readonly settlementId: string;
  readonly customerId: string;
  readonly amount: Money;
  readonly date: string;
  readonly reference?: string | undefined;
  readonly reason?: string | undefined;
  readonly allocations?: readonly { readonly invoiceId: string; readonly amount: Money }[] | undefined;
  readonly bodyHash: string;
}

/**
 * Posts a payment or a credit note and applies it: to the invoices named, else to those whose ids stand in the
 * reference, else oldest due first; the rest is unapplied cash. More invoices than one transaction takes are applied in
 * several; a crash in between leaves unapplied cash, and posting the same again goes on where it stopped.
 * @throws not-found for an unknown customer, unprocessable for an invoice that is not the customer's,
 *   conflict for another body under the same id.
 */
export const postSettlement = async (
  context: Context,
  command: PostSettlement,
): Promise<{ created: boolean; settlement: Settlement }> => {
  const created = await moveAccount<boolean>(context, command.customerId, async (standing) => {
    const plan = await initialPlan(context, command);
    const settlement: Settlement = {
      kind: command.kind,
      settlementId: command.settlementId,
      customerId: command.customerId,
      amount: command.amount,
      carryingAmount: await carryingAmountOf(context, command.amount, standing.account.currency),
      date: command.date,
      reference: command.reference ?? null,
      reason: command.reason ?? null,
      allocations: [],
      plan,
      status: 'POSTED',
      reversal: null,
      bodyHash: command.bodyHash,
      version: 0,
    };
    const applied = await planNext(context, settlement, INVOICES_PER_MOVEMENT);
    const kind = command.kind === 'PAYMENT' ? 'PaymentReceived' : 'CreditNotePosted';
    return {
      ...(await settlementMovement(context, standing, kind, null, applied, true)),
      onFailed: {
        settlement: (stored) => {
          if (stored && text(stored, 'bodyHash') === command.bodyHash) return { answer: false };
          const [what, path] = kind === 'PaymentReceived' ? ['Payment', 'paymentId'] : ['Credit note', 'creditNoteId'];
          throw conflict(`${what} '${command.settlementId}' exists with another body.`, path);
        },
      },
    };
  });
  return { created, settlement: await applyRest(context, command.kind, command.settlementId) };
};

/** Which invoices the money is for. Every invoice named must be the customer's. */
const initialPlan = async ({ table }: Context, command: PostSettlement): Promise<AllocationPlan> => {
  if (command.allocations !== undefined) {
    const known = await loadReceivables(
      table,
      command.allocations.map((part) => part.invoiceId),
    );
    for (const [index, { invoiceId, amount }] of command.allocations.entries()) {
      const path = command.kind === 'PAYMENT' ? `allocations[${index}].invoiceId` : 'invoiceId';
      const receivable = known.find((candidate) => candidate.invoiceId === invoiceId);
      if (receivable?.customerId !== command.customerId) {
        throw unprocessable(path, `Customer '${command.customerId}' has no receivable '${invoiceId}'. Post it first.`);
      }
      if (receivable.amount.currency !== amount.currency) {
        const remedy = `state the amount in ${receivable.amount.currency}`;
        throw unprocessable(path, `Receivable '${invoiceId}' is in ${receivable.amount.currency}; ${remedy}.`);
      }
    }
    const wanted = command.allocations.map(({ invoiceId, amount }) => ({ invoiceId, minorUnits: amount.minorUnits }));
    return { mode: 'NAMED', wanted };
  }
  const named = command.reference === undefined ? [] : await loadReceivables(table, idsInReference(command.reference));
  const own = named.filter((receivable) => receivable.customerId === command.customerId);
  if (own.length === 0) return { mode: 'OLDEST' };
  return { mode: 'NAMED', wanted: own.map(({ invoiceId }) => ({ invoiceId, minorUnits: command.amount.minorUnits })) };
};

/** Goes on applying until the plan is done. */
const applyRest = async (context: Context, kind: Settlement['kind'], id: string): Promise<Settlement> => {
  let settlement = await loadSettlement(context.table, kind, id);
  while (settlement.plan !== null) {
    await moveAccount<null>(withoutRequest(context), settlement.customerId, async (standing) => {
      const before = await loadSettlement(context.table, kind, id);
      if (before.plan === null) return { answer: null };
      const applied = await planNext(context, before, INVOICES_PER_MOVEMENT);
      return { ...(await settlementMovement(context, standing, 'CashApplied', before, applied, null)) };
    });
    settlement = await loadSettlement(context.table, kind, id);
  }
  return settlement;
};

const settlementMovement = async <T>(
  context: Context,
  standing: Standing,
  kind: EntryKind,
  before: Settlement | null,
  applied: Applied,
  answer: T,
  extra: JsonObject = {},
): Promise<Movement<T>> => {
  const after = { ...applied.settlement, version: (before?.version ?? 0) + 1 };
  const { currency } = standing.account;
  const deltas: Counters = {
    ...noMovement,
    openReceivables: openReceivablesDelta(applied.changes),
    unappliedCash: unappliedCarrying(after) - (before ? unappliedCarrying(before) : 0n),
  };
  return {
    entry: { kind, deltas, data: { ...settlementFacts(after, applied, currency), ...extra } },
    account: { oldestOpenDueOn: await oldestOpenDueOn(context.table, standing, applied.changes) },
    behaviour: behaviourDelta(applied.changes),
    writes: [
      ...settlementWrites(context.table, before, after),
      ...receivableWrites(context.table, standing.account.customerId, applied.changes),
      ...salesOfSettlement(context.table, standing.account, before, after),
    ],
    result: () => answer,
  };
};

const settlementFacts = (settlement: Settlement, { changes }: Applied, currency: string): JsonObject => ({
  [settlement.kind === 'PAYMENT' ? 'paymentId' : 'creditNoteId']: settlement.settlementId,
  amount: { ...toMoneyJson(settlement.amount) },
  date: settlement.date,
  ...(settlement.reference === null ? {} : { reference: settlement.reference }),
  ...(settlement.reason === null ? {} : { reason: settlement.reason }),
  invoices: changes.map(({ before, after }) => ({
    invoiceId: after.invoiceId,
    applied: formatMinorUnits(after.paid + after.credited - before.paid - before.credited, after.amount.currency),
  })),
  unapplied: formatMinorUnits(unappliedOf(settlement), settlement.amount.currency),
  ...(settlement.amount.currency === currency
    ? {}
    : { carryingAmount: formatMinorUnits(settlement.carryingAmount, currency) }),
});

/**
 * Reverses a bounced payment: its invoices are open again, in place. Repeating it changes nothing.
 * @throws not-found when there is no such payment.
 */
export const reversePayment = async (context: Context, paymentId: string, reason: string): Promise<Settlement> => {
  const { table, moment, actor } = context;
  const reversal = { reason, at: moment.now, by: actor };
  let payment = await loadSettlement(table, 'PAYMENT', paymentId);
  do {
    // The key belongs to the first part; the others go on from what is stored.
    const whose = payment.status === 'REVERSING' ? withoutRequest(context) : context;
    await moveAccount<null>(whose, payment.customerId, async (standing) => {
      const before = await loadSettlement(table, 'PAYMENT', paymentId);
      if (before.status === 'REVERSED') return { answer: null };
      const ids = before.allocations.slice(-INVOICES_PER_REVERSAL).map((part) => part.invoiceId);
      const taken = takeBack(before, await loadReceivables(table, ids));
      const isLast = taken.settlement.allocations.length === 0;
      const settlement: Settlement = {
        ...taken.settlement,
        plan: null,
        status: isLast ? 'REVERSED' : 'REVERSING',
        reversal: before.reversal ?? reversal,
      };
      const kind = isLast ? 'PaymentReversed' : 'CashUnapplied';
      const why = { reversalReason: settlement.reversal?.reason ?? reason };
      const movement = await settlementMovement(context, standing, kind, before, { ...taken, settlement }, null, why);
      return movement;
    });
    payment = await loadSettlement(table, 'PAYMENT', paymentId);
  } while (payment.status === 'REVERSING');
  return payment;
};

/** Settlements with unapplied money that are looked at when an invoice comes in. */
const WAITING_SETTLEMENTS = 100;

/**
 * Applies money that came in before its invoice: a payment whose reference named it. Money that names nothing stays
 * unapplied, for a person to allocate; it lowers the exposure either way.
 */
export const applyWaitingCash = async (context: Context, customerId: string, invoiceId: string): Promise<void> => {
  const waiting = await listUnapplied(context.table, customerId, WAITING_SETTLEMENTS);
  const meant = waiting.filter(({ reference }) => idsInReference(reference).includes(invoiceId));
  for (const { kind, settlementId } of meant) {
    await moveAccount<null>(withoutRequest(context), customerId, async (standing) => {
      const before = await loadSettlement(context.table, kind, settlementId);
      const wanted = [{ invoiceId, minorUnits: unappliedOf(before) }];
      const planned: Settlement = { ...before, plan: { mode: 'NAMED', wanted } };
      const applied = await planNext(context, planned, INVOICES_PER_MOVEMENT);
      if (before.status !== 'POSTED' || before.plan !== null || applied.changes.length === 0) return { answer: null };
      return { ...(await settlementMovement(context, standing, 'CashApplied', before, applied, null)) };
    });
  }
};
