import { Temporal } from 'temporal-polyfill';
import { type Call, CallProblem, createClient, describeAnswer, isSuccess, orFail } from '../client/api-client.ts';
import { textAt, valueAt } from '../client/read.ts';
import { type SampleCustomer, type SampleInvoice, sampleCustomers, sampleRates } from './customers.ts';

/** Where sample data goes: through the API of a running platform, as any other client's. */
export interface SampleTarget {
  readonly api: string;
  readonly control: string;
  readonly token: (scopes?: readonly string[]) => Promise<string>;
}

const CONFLICT = 409;
const REASON = 'Sample customer';

/**
 * Fills a platform with sample customers as they stand today, by the platform's clock: limits, invoices that are paid,
 * open and overdue, an order that holds its amount, the day's exchange rates. Doing it again changes nothing.
 */
export const seedSampleData = async ({ api, token }: SampleTarget): Promise<void> => {
  const accessToken = token();
  const call = createClient({ api, token: () => accessToken });
  const today = await platformDate(call);
  const seed = (customer: SampleCustomer) => seedCustomer(call, customer, (days) => today.add({ days }).toString());
  await put(call, `/v1/fx-rates/${today}`, sampleRates);
  // A member joins a group that is there already; everything else does not wait for anything else.
  await Promise.all(sampleCustomers.filter(({ parentCustomerId }) => parentCustomerId === undefined).map(seed));
  await Promise.all(sampleCustomers.filter(({ parentCustomerId }) => parentCustomerId !== undefined).map(seed));
};

/** The platform's date in its own time zone, as the statement of the first customer shows it. */
const platformDate = async (call: Call): Promise<Temporal.PlainDate> => {
  const [first] = sampleCustomers;
  if (!first) throw new RangeError('the sample has no customers');
  await createCustomer(call, first);
  return Temporal.PlainDate.from(textAt(orFail(await call('GET', `${homeOf(first)}/statement`)), 'asOf'));
};

/** What is there already stays as it is, also when it was put there on an earlier day and differs by its dates. */
const put = async (call: Call, path: string, body: unknown): Promise<void> => {
  const answer = await call('PUT', path, body);
  if (!isSuccess(answer) && answer.status !== CONFLICT) throw new CallProblem(describeAnswer(answer));
};

type DateIn = (days: number) => string;

const homeOf = ({ customerId }: SampleCustomer): string => `/v1/customers/${customerId}`;

const createCustomer = async (call: Call, customer: SampleCustomer): Promise<void> => {
  const { customerId, limit, cover, invoices, order, hold, blacklist, ...masterData } = customer;
  const email = `payable@${customerId.toLowerCase()}.example`;
  const contacts = [{ name: 'Accounts payable', email, role: 'BILLING' }];
  await put(call, homeOf(customer), { ...masterData, contacts });
};

const seedCustomer = async (call: Call, customer: SampleCustomer, dateIn: DateIn): Promise<void> => {
  const { customerId, currency, limit, cover, invoices, order, hold, blacklist } = customer;
  const home = homeOf(customer);
  await createCustomer(call, customer);
  if (limit !== 'none') await put(call, `${home}/limit`, limitBody(limit, currency));
  if (cover) {
    await put(call, `${home}/covers/POLICY-1`, {
      ...{ kind: 'INSURANCE', provider: cover.provider, coveredPercent: cover.coveredPercent },
      ...{ amount: { amount: cover.amount, currency }, validFrom: dateIn(-120), validTo: dateIn(245) },
    });
  }
  for (const [index, invoice] of invoices.entries()) {
    await seedInvoice(call, { customer, invoice, number: `${customerId}-${index + 1}`, dateIn });
  }
  if (order) {
    const amount = { amount: order, currency };
    orFail(
      await call('POST', '/v1/credit-checks', { customerId, orderId: `${customerId}-OPEN`, amount, reserve: true }),
    );
  }
  if (hold) orFail(await call('POST', `${home}/hold`, { reason: hold }));
  if (blacklist) orFail(await call('POST', `${home}/blacklist`, { reason: blacklist }));
};

const limitBody = (limit: Exclude<SampleCustomer['limit'], 'none'>, currency: string) =>
  limit === 'unlimited'
    ? { creditLimit: null, unlimited: true, reason: REASON }
    : { creditLimit: { ...limit, currency }, reason: REASON };

interface InvoiceToSeed {
  readonly customer: SampleCustomer;
  readonly invoice: SampleInvoice;
  readonly number: string;
  readonly dateIn: DateIn;
}

const seedInvoice = async (call: Call, { customer, invoice, number, dateIn }: InvoiceToSeed): Promise<void> => {
  const { customerId, currency } = customer;
  const invoiceId = `INV-${number}`;
  const body = { customerId, amount: { amount: invoice.amount, currency } };
  await put(call, `/v1/receivables/${invoiceId}`, {
    ...body,
    issuedOn: dateIn(invoice.issued),
    dueOn: dateIn(invoice.due),
  });
  const payment = invoice.part ?? (invoice.paid === undefined ? undefined : { ...invoice, paid: invoice.paid });
  if (payment) {
    const amount = { amount: payment.amount, currency };
    const receivedOn = dateIn(payment.paid);
    await put(call, `/v1/payments/PAY-${number}`, {
      customerId,
      amount,
      receivedOn,
      reference: `Invoice ${invoiceId}`,
    });
  }
  if (invoice.disputed) await dispute(call, customerId, invoiceId, invoice.disputed);
};

/** A dispute has an id of the platform's making: it is opened only where the invoice is not disputed yet. */
const dispute = async (call: Call, customerId: string, invoiceId: string, reason: string): Promise<void> => {
  const receivable = orFail(await call('GET', `/v1/receivables/${invoiceId}`));
  if (valueAt(receivable.body, 'disputed') === true) return;
  orFail(await call('POST', '/v1/disputes', { customerId, invoiceIds: [invoiceId], reason }));
};
