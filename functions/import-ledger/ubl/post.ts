import { addDays } from '../../../shared/dates.ts';
import type { Account } from '../../../shared/domain/account/account.ts';
import { convertBy } from '../../../shared/domain/fx/rates.ts';
import { agreedTerms, factsOfCustomer, settingsFor } from '../../../shared/domain/policy/matching.ts';
import type { Reservation } from '../../../shared/domain/reservation/reservation.ts';
import { requestHash } from '../../../shared/http/idempotency.ts';
import { type Money, money, toMoneyJson } from '../../../shared/money.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { customersOfName, existingCustomers } from '../../../shared/store/cash-in/customers-named.ts';
import type { Context } from '../../../shared/store/context.ts';
import { quoteFor } from '../../../shared/store/fx-rates.ts';
import { keys } from '../../../shared/store/keys.ts';
import { customersWithNumber } from '../../../shared/store/party-numbers.ts';
import { loadReceivables } from '../../../shared/store/receivables.ts';
import { loadReservation } from '../../../shared/store/reservations.ts';
import { toSettlement } from '../../../shared/store/settlement-items.ts';
import { type PostSettlement, postSettlement } from '../../../shared/store/settlements.ts';
import type { Row } from '../file/rows.ts';
import { guarded, type LineResult } from '../post-line.ts';
import { type PostRows, postRows } from '../post-rows.ts';
import type { Buyer, UblDocument } from './document.ts';

/** Whose document it is: by the number that we gave the buyer, else by its registration and tax numbers, else by name. */
const customerOf = async ({ table }: Context, buyer: Buyer): Promise<string | { readonly message: string }> => {
  const known = async (ids: readonly string[]): Promise<readonly string[]> => [
    ...(await existingCustomers(
      table,
      ids.filter((id) => /^[A-Za-z0-9._:-]{1,64}$/.test(id)),
    )),
  ];
  const steps: readonly (() => Promise<readonly string[]>)[] = [
    () => known(buyer.customerIds),
    () => customersWithNumber(table, buyer.numbers),
    // Some keep their customers under the very numbers by which those are addressed.
    () => known(buyer.numbers),
    () => known(buyer.reference === null ? [] : [buyer.reference]),
    async () => (buyer.name === null ? [] : customersOfName(table, buyer.name)),
  ];
  for (const step of steps) {
    const [customerId, ...others] = await step();
    if (others.length > 0)
      return { message: `customer: ${[customerId, ...others].join(', ')} all fit the buyer. State the customer's id.` };
    if (customerId !== undefined) return customerId;
  }
  const stated = [...buyer.customerIds, ...buyer.numbers, buyer.name ?? ''].filter((one) => one !== '').slice(0, 5);
  const remedy = 'Create it with PUT /v1/customers/{customerId}, with its taxId, and send the file again.';
  return {
    message: `customer: No customer is known as ${stated.map((one) => `'${one.slice(0, 100)}'`).join(' or ') || 'the buyer'}. ${remedy}`,
  };
};

const hashOf = (operation: string, { amount, id, issuedOn, number }: UblDocument): string =>
  requestHash(operation, { id }, { number, amount: toMoneyJson(amount), issuedOn });

const isSameAmount = (
  { amount }: UblDocument,
  before: { readonly amount: { readonly minorUnits: bigint; readonly currency: string } },
): boolean => before.amount.minorUnits === amount.minorUnits && before.amount.currency === amount.currency;

/**
 * The order that the invoice goes by. One that was released is over: what comes under its number is another sale. One
 * whose hold has expired is the same sale, delivered late.
 */
const inEffect = (order: Reservation | null): Reservation | null => (order?.status === 'RELEASED' ? null : order);

/** The buyer's number of an order may be that of another customer's order here: it is then not what is meant. */
const orderOf = async (
  { table }: Context,
  orderId: string | null,
  customerId: string,
): Promise<{ readonly orderId?: string; readonly held: Reservation | null }> => {
  if (orderId === null) return { held: null };
  const held = await loadReservation(table, orderId);
  return held && held.customerId !== customerId ? { held: null } : { orderId, held: inEffect(held) };
};

/** What rules go by of the amount: the worth of the whole order, as its check, else that of the invoice. */
const worthOf = async (
  context: Context,
  { amount }: UblDocument,
  { currency }: Account,
  held: Reservation | null,
): Promise<Money | null> => {
  if (held) return money(held.carryingAmount, currency);
  const fx = await quoteFor(context, amount.currency, currency);
  // Without a rate no rule for an amount holds; nor can the invoice be posted.
  return fx || amount.currency === currency ? convertBy(amount, fx, currency) : null;
};

/** The day that is stated, else the terms that a check of its order would answer on the day of the invoice. */
const dueOn = async (
  context: Context,
  document: UblDocument,
  customerId: string,
  { held, productCategory }: { readonly held: Reservation | null; readonly productCategory: string | null },
): Promise<string> => {
  const { dueOn: stated, issuedOn } = document;
  if (stated !== null) return stated < issuedOn ? issuedOn : stated;
  const { policy, table } = context;
  const account = await loadAccount(table, customerId);
  if (!account) return addDays(issuedOn, policy.defaultTermsDays);
  const settings = settingsFor(policy, {
    ...factsOfCustomer(account),
    productCategory: productCategory ?? undefined,
    amount: await worthOf(context, document, account, held),
    today: issuedOn,
  });
  const { days } = agreedTerms(account, settings);
  return addDays(issuedOn, Math.min(held?.termsDays ?? days, days));
};

const invoiceRow = async (context: Context, document: UblDocument, customerId: string): Promise<Row> => {
  const { amount, id, issuedOn, line, number } = document;
  const [before] = await loadReceivables(context.table, [id]);
  // One that came by another way is the same when it says the same: there is no text of it to compare.
  const isSame = before?.customerId === customerId && isSameAmount(document, before) && before.issuedOn === issuedOn;
  const { held, orderId } = await orderOf(context, document.orderId, customerId);
  // The words of the house, in which its rules are written, before the code of the file.
  const productCategory = held?.productCategory ?? document.productCategory;
  const command = {
    invoiceId: id,
    customerId,
    amount,
    issuedOn,
    dueOn: await dueOn(context, document, customerId, { held, productCategory }),
    ...(orderId === undefined ? {} : { orderId }),
    ...(productCategory === null ? {} : { productCategory }),
    ...(number === id ? {} : { document: { number } }),
    bodyHash: isSame ? before.bodyHash : hashOf('importInvoice', document),
  };
  return { kind: 'invoice', line, id, command };
};

const postCreditNote = async (context: Context, document: UblDocument, customerId: string): Promise<LineResult> => {
  const { amount, id, invoiceId, issuedOn, reason } = document;
  const stored = await context.table.get(keys.creditNote(id));
  const before = stored && toSettlement(stored);
  const isSame = before?.customerId === customerId && isSameAmount(document, before) && before.date === issuedOn;
  const command: PostSettlement = {
    kind: 'CREDIT_NOTE',
    settlementId: id,
    customerId,
    amount,
    date: issuedOn,
    reason,
    ...(invoiceId === null ? {} : { allocations: [{ invoiceId, amount }] }),
    bodyHash: isSame ? before.bodyHash : hashOf('importCreditNote', document),
  };
  const { created } = await postSettlement(context, command);
  return { kind: created ? 'accepted' : 'duplicate' };
};

/** Posts an invoice or a credit note as the API does. @returns what became of it. */
export const postDocument = (
  document: UblDocument,
  { context, onDefect, timeLeft }: Omit<PostRows, 'kind' | 'rows'>,
): Promise<LineResult> =>
  guarded<LineResult>(
    async () => {
      const customerId = await customerOf(context, document.buyer);
      if (typeof customerId !== 'string') return { kind: 'rejected', isTransient: false, ...customerId };
      if (document.kind === 'CREDIT_NOTE') return postCreditNote(context, document, customerId);
      const rows = [await invoiceRow(context, document, customerId)];
      const [result] = await postRows({ context, kind: 'invoices', rows, onDefect, timeLeft });
      return result ?? { kind: 'rejected', message: 'was not posted.', isTransient: true };
    },
    document.line,
    onDefect,
  );
