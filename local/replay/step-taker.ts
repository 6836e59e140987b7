import { type Answer, isSuccess } from '../client/api-client.ts';
import { listAt, moneyAt, textAt, valueAt } from '../client/read.ts';
import { decimal, type LedgerInvoice, moneyOf } from './ledger.ts';
import type { Meter } from './meter.ts';
import { orderIdOf, paymentIdOf, type Step } from './steps.ts';

/**
 * Takes steps through the API, each customer's one after the other. What is decided on an order is written down under
 * its invoice: the outcome and its reasons, such as `REFERRED LIMIT_EXCEEDED`.
 */
export const createStepTaker = (
  meter: Meter,
  decisions: Map<string, string>,
): ((step: Step, date: string) => Promise<void>) => {
  const disputes = new Map<string, string>();

  const takeOrder = async (invoice: LedgerInvoice): Promise<void> => {
    const { customerId, invoiceId, cents } = invoice;
    const check = { customerId, orderId: orderIdOf(invoice), amount: moneyOf(cents), reserve: true };
    const answer = await meter.call('check credit', 'POST', '/v1/credit-checks', check);
    if (isSuccess(answer)) decisions.set(invoiceId, decisionIn(answer));
  };

  const issueInvoice = async (invoice: LedgerInvoice): Promise<void> => {
    const { customerId, invoiceId, cents, issuedOn, dueOn } = invoice;
    const body = { customerId, orderId: orderIdOf(invoice), amount: moneyOf(cents), issuedOn, dueOn };
    await meter.call('post invoice', 'PUT', `/v1/receivables/${invoiceId}`, body);
  };

  const openDispute = async ({ customerId, invoiceId }: LedgerInvoice): Promise<void> => {
    const body = { customerId, invoiceIds: [invoiceId], reason: 'Marked as disputed in the ledger' };
    const answer = await meter.call('open dispute', 'POST', '/v1/disputes', body);
    if (isSuccess(answer)) disputes.set(invoiceId, textAt(answer, 'disputeId'));
  };

  const receivePayment = async (invoice: LedgerInvoice, receivedOn: string): Promise<void> => {
    const { customerId, invoiceId, cents } = invoice;
    const disputeId = disputes.get(invoiceId);
    if (disputeId !== undefined) {
      const body = { resolution: 'REJECTED', note: 'Paid in full' };
      await meter.call('resolve dispute', 'POST', `/v1/disputes/${disputeId}/resolve`, body);
    }
    // The invoice is named in the remittance text only, as in a bank's file: finding it is the platform's part.
    const body = { customerId, amount: moneyOf(cents), receivedOn, reference: `Invoice ${invoiceId}` };
    const answer = await meter.call('post payment', 'PUT', `/v1/payments/${paymentIdOf(invoice)}`, body);
    if (isSuccess(answer) && moneyAt(answer, 'unapplied').amount !== decimal(0n)) {
      meter.complain(`${answer.path} was not applied to invoice ${invoiceId}: ${JSON.stringify(answer.body)}`);
    }
  };

  return async ({ kind, invoice }: Step, date: string): Promise<void> => {
    switch (kind) {
      case 'order':
        return takeOrder(invoice);
      case 'invoice':
        return issueInvoice(invoice);
      case 'dispute':
        return openDispute(invoice);
      case 'payment':
        return receivePayment(invoice, date);
      default:
        return kind satisfies never;
    }
  };
};

/** Warnings on an approval are no reasons against the order. */
const decisionIn = (answer: Answer): string => {
  const outcome = textAt(answer, 'decision');
  const reasons = listAt(answer, 'reasons').map((reason) => String(valueAt(reason, 'code')));
  return [outcome, ...(outcome === 'APPROVED' ? [] : reasons)].join(' ');
};
