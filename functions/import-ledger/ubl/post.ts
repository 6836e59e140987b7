import { addDays } from '../../../shared/dates.ts';
import { agreedTerms, factsOfCustomer, settingsFor } from '../../../shared/domain/policy/matching.ts';
import { requestHash } from '../../../shared/http/idempotency.ts';
import { toMoneyJson } from '../../../shared/money.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { customersOfName, existingCustomers } from '../../../shared/store/cash-in/customers-named.ts';
import type { Context } from '../../../shared/store/context.ts';
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

/** The buyer's number of an order may be that of another customer's order here: it is then not what is meant. */
const orderOf = async ({ table }: Context, orderId: string | null, customerId: string): Promise<string | undefined> => {
  if (orderId === null) return undefined;
  const reservation = await loadReservation(table, orderId);
  return reservation && reservation.customerId !== customerId ? undefined : orderId;
};

/** The day that is stated, else the terms that hold for the customer on the day of the invoice. */
const dueOn = async (
  { policy, table }: Context,
  { amount, dueOn: stated, issuedOn }: UblDocument,
  customerId: string,
): Promise<string> => {
  if (stated !== null) return stated < issuedOn ? issuedOn : stated;
  const account = await loadAccount(table, customerId);
  if (!account) return addDays(issuedOn, policy.defaultTermsDays);
  const settings = settingsFor(policy, { ...factsOfCustomer(account), amount, today: issuedOn });
  return addDays(issuedOn, agreedTerms(account, settings).days);
};

const invoiceRow = async (context: Context, document: UblDocument, customerId: string): Promise<Row> => {
  const { amount, id, issuedOn, line, number } = document;
  const [before] = await loadReceivables(context.table, [id]);
  // One that came by another way is the same when it says the same: there is no text of it to compare.
  const isSame = before?.customerId === customerId && isSameAmount(document, before) && before.issuedOn === issuedOn;
  const orderId = await orderOf(context, document.orderId, customerId);
  const command = {
    invoiceId: id,
    customerId,
    amount,
    issuedOn,
    dueOn: await dueOn(context, document, customerId),
    ...(orderId === undefined ? {} : { orderId }),
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
