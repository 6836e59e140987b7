import { momentAt } from '../../shared/dates.ts';
import { builtInDocument } from '../../shared/domain/policy/built-in.ts';
import { builtInPolicy } from '../../shared/domain/policy/policy.ts';
import { money } from '../../shared/money.ts';
import type { Context } from '../../shared/store/context.ts';
import { checkCredit } from '../../shared/store/credit-checks.ts';
import { putCustomer, takeOverLimit } from '../../shared/store/customers.ts';
import { postInvoice } from '../../shared/store/invoices.ts';
import { saveDraft } from '../../shared/store/policy-drafts.ts';
import type { Table } from '../../shared/store/table.ts';

const FIRST_DAY = Date.parse('2026-03-02T09:00:00Z');
const DAY_MS = 86_400_000;
const CURRENCY = 'EUR';
export const DECISIONS_PER_CUSTOMER = 50;
/** Orders of a customer from the 31st on do not pass the limit any more. */
const LIMIT = money(300_00n, CURRENCY);
const ORDER = money(10_00n, CURRENCY);
const LARGE_ORDER = money(12_00n, CURRENCY);
/** Every fifth order is invoiced. */
const INVOICED = 5;
/** The orders of a customer are spread over so many days. */
const DAYS = 25;
const AT_A_TIME = 8;

export const contextOf = (table: Table, day: number): Context => ({
  table,
  moment: momentAt(FIRST_DAY + day * DAY_MS, 'Europe/Berlin'),
  policy: builtInPolicy(CURRENCY),
  environment: { timeZone: 'Europe/Berlin', country: 'DE' },
  actor: 'bench',
  correlationId: 'bench',
});

const orderOf = async (table: Table, customerId: string, number: number): Promise<void> => {
  const context = contextOf(table, number % DAYS);
  const orderId = `${customerId}-${number}`;
  const amount = number % 2 === 0 ? ORDER : LARGE_ORDER;
  await checkCredit(context, { customerId, orderId, amount, reserve: true });
  if (number % INVOICED > 0) return;
  const { today } = context.moment;
  const invoice = { customerId, orderId, amount, issuedOn: today, dueOn: today };
  await postInvoice(context, { ...invoice, invoiceId: orderId, bodyHash: orderId });
};

const customerOf = async (table: Table, customerId: string): Promise<void> => {
  const context = contextOf(table, 0);
  const masterData = {
    legalName: customerId,
    currency: CURRENCY,
    segment: 'WHOLESALE',
    region: 'DACH',
    groupLimitShared: true,
  };
  await putCustomer(context, customerId, masterData, customerId);
  const command = { creditLimit: LIMIT, unlimited: false, reason: 'Opening limit' };
  await takeOverLimit(context, customerId, { ...command, bodyHash: customerId });
  for (let number = 0; number < DECISIONS_PER_CUSTOMER; number += 1) await orderOf(table, customerId, number);
};

/** Customers whose orders were checked by the store itself, and a draft that would refuse every second one. */
export const seedDecisions = async (
  table: Table,
  customers: number,
  onShare: (share: number) => void,
): Promise<{ readonly from: string; readonly to: string }> => {
  for (let start = 0; start < customers; start += AT_A_TIME) {
    const numbers = Array.from({ length: Math.min(AT_A_TIME, customers - start) }, (_, index) => start + index);
    await Promise.all(numbers.map((number) => customerOf(table, `C-${number}`)));
    onShare(start / customers);
  }
  const builtIn = builtInDocument(CURRENCY);
  const maxOrders = [{ amount: '11.00', currency: CURRENCY }];
  await saveDraft(contextOf(table, DAYS), CURRENCY, {
    ...builtIn,
    creditChecks: { ...builtIn.creditChecks, maxOrders },
  });
  return { from: contextOf(table, 0).moment.today, to: contextOf(table, DAYS).moment.today };
};

/** The context of a simulation after all that. */
export const contextAfter = (table: Table): Context => contextOf(table, DAYS);
