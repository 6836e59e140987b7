import { textAt } from '../../client/read.ts';
import { billingOf, chase, debtors, euros, people } from '../cast.ts';
import { caseOf, expectCase, payAll } from '../collections.ts';
import type { Chapter } from '../stage.ts';

/** Four invoices fall due and are not paid; the reminders go out, and one customer pays. */
export const reminders: Chapter = {
  title: 'Four invoices fall due, and are not paid',
  tell: async (stage) => {
    const { say, call, mailTo, waitUntil } = stage;
    await waitUntil(chase.beginsOn);
    say(`Four customers owe an invoice each, all due on ${chase.dueOn}. Nobody will remind them by hand: each morning
      the daily run finds what is overdue, and each late customer gets a case with a workflow of its own.`);
    for (const debtor of Object.values(debtors)) {
      const { amount, customerId, invoiceId, legalName } = debtor;
      const contacts = [{ name: 'Accounts payable', email: billingOf(debtor), role: 'BILLING' }];
      const place = { currency: 'EUR', segment: 'retail', region: 'DE', country: 'DE', timeZone: 'Europe/Berlin' };
      const customer = { legalName, ...place, collector: people.cora, contacts };
      await call('PUT', `/v1/customers/${customerId}`, customer, 201);
      const invoice = { customerId, amount: euros(amount), issuedOn: chase.issuedOn, dueOn: chase.dueOn };
      await call('PUT', `/v1/receivables/${invoiceId}`, invoice, 201);
    }

    await waitUntil(chase.remindedOn);
    say("The morning after, at the customers' eight o'clock, each of them is reminded in a friendly way.");
    for (const debtor of Object.values(debtors)) await mailTo(billingOf(debtor));

    say(`Pipit pays on the same day. The case closes at once, not with the next run, and Pipit is thanked; whoever has
      paid is not asked again.`);
    await payAll(stage, debtors.pays, chase.remindedOn);
    await expectCase(stage, debtors.pays, 'CLOSED');
    await mailTo(billingOf(debtors.pays), 'hank');
    const other = await caseOf(stage, debtors.goesToLegal);
    stage.show([['the next step for Heron', `${textAt(other, 'next.step.id')} on ${textAt(other, 'nextStepOn')}`]]);
  },
};
