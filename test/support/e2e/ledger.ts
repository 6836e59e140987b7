import { randomUUID } from 'node:crypto';
import type { CreditDecisionView } from '../../../shared/contracts/credit-checks.ts';
import type { ProfileView } from '../../../shared/contracts/customers.ts';
import type { HistoryEntryView } from '../../../shared/contracts/history.ts';
import { type Client, connect } from './client.ts';
import { platformOfWorker } from './platform-of-worker.ts';

/** What happens in a ledger, over HTTP, with the details that a test does not care about filled in. */
export const money = (amount: string, currency: string) => ({ amount, currency });
export const eur = (amount: string) => money(amount, 'EUR');

export const newId = (prefix: string): string => `${prefix}-${randomUUID().slice(0, 13)}`;

interface Invoice {
  readonly customerId: string;
  readonly amount: ReturnType<typeof money>;
  readonly orderId?: string;
  readonly issuedOn?: string;
  readonly dueOn?: string;
}

interface Payment {
  readonly customerId: string;
  readonly amount: ReturnType<typeof money>;
  readonly receivedOn?: string;
  readonly reference?: string;
  readonly allocations?: readonly { readonly invoiceId: string; readonly amount: ReturnType<typeof money> }[];
}

export const ledgerOn = (client: Client) => {
  const now = async (): Promise<string> => {
    const response = await fetch(`${client.endpoints.control}/clock`);
    return ((await response.json()) as { now: string }).now;
  };
  /** The business date so many days from now, in the time zone of the laptop's environment. */
  const day = async (offset = 0): Promise<string> => {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date(await now()));
    return new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10);
  };
  const advance = async (duration: string): Promise<void> => {
    const body = JSON.stringify({ advance: duration });
    const response = await fetch(`${client.endpoints.control}/clock`, { method: 'POST', body });
    if (!response.ok) throw new Error(`the clock stands: ${await response.text()}`);
  };
  const profile = async (customerId: string): Promise<ProfileView> =>
    (await client.call('getCustomer', { params: { customerId } })).body;

  const setLimit = async (
    customerId: string,
    limit: string | null | 'unlimited',
    currency = 'EUR',
  ): Promise<ProfileView> => {
    const unlimited = limit === 'unlimited';
    const creditLimit = limit === null || unlimited ? null : money(limit, currency);
    const body = { creditLimit, ...(unlimited && { unlimited }), reason: `set at ${await now()}` };
    return (await client.call('setCreditLimit', { params: { customerId }, body })).body;
  };

  /** A new customer with a limit, or without one if it is left out. */
  const customer = async (limit?: string | 'unlimited', more: Readonly<Record<string, unknown>> = {}) => {
    const customerId = newId('C');
    const body = { legalName: `${customerId} GmbH`, currency: 'EUR', segment: 'retail', region: 'DE', ...more };
    await client.call('putCustomer', { params: { customerId }, body });
    if (limit !== undefined) await setLimit(customerId, limit, String(body.currency));
    return customerId;
  };

  const check = async (
    customerId: string,
    amount: ReturnType<typeof money>,
    more: { orderId?: string; reserve?: boolean; termsDays?: number; productCategory?: string; key?: string } = {},
  ): Promise<CreditDecisionView> => {
    const { key, orderId = newId('O'), ...rest } = more;
    const headers = key === undefined ? {} : { 'idempotency-key': key };
    return (await client.call('checkCredit', { body: { customerId, orderId, amount, ...rest }, headers })).body;
  };
  const reserve: typeof check = (customerId, amount, more) => check(customerId, amount, { reserve: true, ...more });

  const invoice = async ({ issuedOn, dueOn, ...rest }: Invoice, invoiceId = newId('I')) => {
    const body = { ...rest, issuedOn: issuedOn ?? (await day()), dueOn: dueOn ?? (await day(30)) };
    return (await client.call('postReceivable', { params: { invoiceId }, body })).body;
  };
  const receivable = async (invoiceId: string) => (await client.call('getReceivable', { params: { invoiceId } })).body;

  const pay = async ({ receivedOn, ...rest }: Payment, paymentId = newId('P')) => {
    const body = { ...rest, receivedOn: receivedOn ?? (await day()) };
    return (await client.call('postPayment', { params: { paymentId }, body })).body;
  };

  /** The whole history, oldest entry first. */
  const history = async (customerId: string): Promise<readonly HistoryEntryView[]> => {
    const entries: HistoryEntryView[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: Record<string, string | number> = { limit: 200, ...(cursor === '' ? {} : { cursor }) };
      const { body } = await client.call('listHistory', { params: { customerId }, query });
      entries.push(...body.items);
      cursor = body.nextCursor;
    }
    return entries.reverse();
  };

  return { now, day, advance, profile, setLimit, customer, check, reserve, invoice, receivable, pay, history };
};

export type Ledger = ReturnType<typeof ledgerOn>;

/** The platform that tests of the API share. */
export const sharedPlatform = (): Client & Ledger => {
  const client = connect(platformOfWorker().endpoints);
  return { ...client, ...ledgerOn(client) };
};
