import type { Caller } from './handlers.ts';

export const CURRENCY = 'EUR';
export const money = (amount: string) => ({ amount, currency: CURRENCY });

/** Master data as an upstream system keeps it. */
const masterData = (customerId: string) => ({
  legalName: `Bench ${customerId} GmbH`,
  currency: CURRENCY,
  segment: 'WHOLESALE',
  region: 'DACH',
  industry: 'Machinery',
  registrationNumber: 'HRB 123456',
  taxId: 'DE123456789',
  country: 'DE',
  paymentTermsDays: 30,
  contacts: [{ name: 'Accounts payable', email: 'payable@example.com', role: 'BILLING' }],
  salesperson: 'sales@example.com',
});

/** Creates a customer with a limit that no run exhausts, unless another is given. */
export const createCustomer = async (call: Caller, customerId: string, limit = '900000000.00'): Promise<void> => {
  await call('putCustomer', { params: { customerId }, body: masterData(customerId) });
  const body = { creditLimit: money(limit), reason: 'Opening limit' };
  await call('setCreditLimit', { params: { customerId }, body });
};

/** The body of a credit check of 100.00. */
export const checkBody = (customerId: string, orderId: string, reserve: boolean) => ({
  customerId,
  orderId,
  amount: money('100.00'),
  reserve,
});
