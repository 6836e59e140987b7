import { addDays, addDaysToInstant } from '../../shared/dates.ts';
import type { CreditCheck } from '../../shared/domain/credit-check/decision.ts';
import type { JsonObject } from '../../shared/domain/history/entry.ts';
import { grantRelease, type OrderRelease } from '../../shared/domain/order-release/release.ts';
import type { Settlement } from '../../shared/domain/settlement/settlement.ts';
import { type Money, money } from '../../shared/money.ts';
import type { Context } from '../../shared/store/context.ts';
import { type CheckAnswer, checkCredit } from '../../shared/store/credit-checks.ts';
import { putCustomer, takeOverLimit } from '../../shared/store/customers.ts';
import { publishRates } from '../../shared/store/fx-rates.ts';
import { postInvoice } from '../../shared/store/invoices.ts';
import { moveAccount } from '../../shared/store/movement.ts';
import { postSettlement } from '../../shared/store/settlements.ts';
import { fingerprint } from './context.ts';

/** What happens in a ledger, with the details that a test does not care about filled in. */
export const eur = (minorUnits: number | bigint): Money => money(BigInt(minorUnits), 'EUR');
export const usd = (minorUnits: number | bigint): Money => money(BigInt(minorUnits), 'USD');

interface NewCustomer {
  readonly currency?: string;
  readonly parentCustomerId?: string;
  readonly groupLimitShared?: boolean;
  readonly paymentTermsDays?: number;
  readonly segment?: string;
  readonly contacts?: readonly JsonObject[];
  readonly collector?: string;
  readonly creditAnalyst?: string;
  readonly legalName?: string;
  readonly registrationNumber?: string;
  readonly taxId?: string;
  /** In minor units of the customer's currency; left out: no limit is set. */
  readonly limit?: bigint | number | 'unlimited';
}

export const createCustomer = async (context: Context, customerId: string, wanted: NewCustomer = {}): Promise<void> => {
  const { limit, ...rest } = wanted;
  const masterData = {
    legalName: `${customerId} GmbH`,
    currency: 'EUR',
    segment: 'RETAIL',
    region: 'EU',
    groupLimitShared: true,
    ...rest,
  };
  await putCustomer(context, customerId, masterData, fingerprint(masterData));
  if (limit !== undefined) await setLimit(context, customerId, limit, masterData.currency);
};

export const setLimit = async (
  context: Context,
  customerId: string,
  limit: bigint | number | 'unlimited' | null,
  currency = 'EUR',
): Promise<void> => {
  const unlimited = limit === 'unlimited';
  const creditLimit = limit === null || unlimited ? null : money(BigInt(limit), currency);
  const reason = `set at ${context.moment.now}`;
  const command = { creditLimit, unlimited, reason };
  await takeOverLimit(context, customerId, { ...command, bodyHash: fingerprint(command) });
};

export const check = (
  context: Context,
  customerId: string,
  orderId: string,
  amount: Money,
  more: Partial<CreditCheck> = {},
): Promise<CheckAnswer> => checkCredit(context, { customerId, orderId, amount, reserve: true, ...more });

export const invoice = (
  context: Context,
  customerId: string,
  invoiceId: string,
  amount: Money,
  more: { orderId?: string; issuedOn?: string; dueOn?: string } = {},
) => {
  const issuedOn = more.issuedOn ?? context.moment.today;
  const body = { customerId, invoiceId, amount, issuedOn, dueOn: addDays(issuedOn, 30), ...more };
  return postInvoice(context, { ...body, bodyHash: fingerprint(body) });
};

interface Settling {
  readonly kind?: Settlement['kind'];
  readonly date?: string;
  readonly reference?: string;
  readonly allocations?: readonly { invoiceId: string; amount: Money }[];
}

export const pay = (
  context: Context,
  customerId: string,
  settlementId: string,
  amount: Money,
  { kind = 'PAYMENT', ...more }: Settling = {},
) => {
  const body = { customerId, settlementId, amount, date: context.moment.today, ...more };
  return postSettlement(context, { ...body, kind, bodyHash: fingerprint(body) });
};

export const credit = (context: Context, customerId: string, id: string, amount: Money, more: Settling = {}) =>
  pay(context, customerId, id, amount, { kind: 'CREDIT_NOTE', ...more });

/** One euro is 1.25 dollars, 160 yen or 0.4 dinars. */
export const publishTestRates = (context: Context, date = context.moment.today) => {
  const rates = { date, base: 'EUR', rates: { USD: '1.25', JPY: '160', KWD: '0.4' } };
  return publishRates(context, rates, fingerprint(rates));
};

/** Approvers let an order through, as the end of an approval does. */
export const releaseOrder = (
  context: Context,
  customerId: string,
  orderId: string,
  amount: Money,
  more: Partial<OrderRelease> = {},
): Promise<null> => {
  const { now } = context.moment;
  const release: OrderRelease = {
    requestId: `release of ${orderId} at ${now}`,
    orderId,
    amount,
    approvedBy: ['mia.manager@example.com'],
    expiresAt: addDaysToInstant(now, 14),
    ...more,
  };
  return moveAccount<null>(context, customerId, ({ account }) => ({
    ...grantRelease(account, release, now),
    writes: [],
    result: () => null,
  }));
};
