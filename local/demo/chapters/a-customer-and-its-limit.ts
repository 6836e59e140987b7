import { moneyAt } from '../../client/read.ts';
import { moneyText } from '../../terminal/text.ts';
import { customerId, euros, legalName, openInvoice } from '../cast.ts';
import type { Chapter } from '../stage.ts';

/** Takes a customer over from another system: master data, limit, what it owes. */
export const customerAndLimit: Chapter = {
  title: 'A customer and its limit',
  tell: async ({ say, call, get, show, expect }) => {
    say(`Kestrel Cycles has been a customer for years. It is taken over from the old system with its credit limit
      and the one invoice that it still owes.`);
    await call(
      'PUT',
      `/v1/customers/${customerId}`,
      {
        legalName,
        currency: 'EUR',
        segment: 'RETAIL',
        region: 'DACH',
        country: 'DE',
        paymentTermsDays: 30,
        contacts: [{ name: 'Accounts payable', email: 'payable@kestrel.example', role: 'BILLING' }],
      },
      201,
    );
    const reason = 'Taken over from the old system';
    await call('PUT', `/v1/customers/${customerId}/limit`, { creditLimit: euros('10000.00'), reason }, 200);
    const { invoiceId, amount, ...dates } = openInvoice;
    await call('PUT', `/v1/receivables/${invoiceId}`, { customerId, amount: euros(amount), ...dates }, 201);
    const profile = await get(`/v1/customers/${customerId}`);
    const available = moneyAt(profile, 'available');
    show([
      ['credit limit', moneyText(moneyAt(profile, 'creditLimit'))],
      ['exposure', moneyText(moneyAt(profile, 'exposure.total'))],
      ['available', moneyText(available)],
    ]);
    expect(available.amount === '7500.00', `7,500.00 EUR are available, not ${moneyText(available)}.`);
  },
};
