import { type Settlement, unappliedOf } from '../domain/settlement/settlement.ts';
import { toMoneyJson } from '../money.ts';
import type { CreditNoteView } from './credit-notes.ts';
import type { PaymentView } from './payments.ts';

const shared = (settlement: Settlement) => {
  const { currency } = settlement.amount;
  return {
    customerId: settlement.customerId,
    amount: toMoneyJson(settlement.amount),
    allocations: settlement.allocations.map(({ invoiceId, minorUnits }) => ({
      invoiceId,
      amount: toMoneyJson({ minorUnits, currency }),
    })),
    unapplied: toMoneyJson({ minorUnits: unappliedOf(settlement), currency }),
  };
};

/** A payment as the API shows it. */
export const paymentView = (payment: Settlement): PaymentView => ({
  paymentId: payment.settlementId,
  ...shared(payment),
  receivedOn: payment.date,
  ...(payment.reference === null ? {} : { reference: payment.reference }),
  status: payment.status === 'POSTED' ? 'POSTED' : 'REVERSED',
  ...(payment.reversal
    ? {
        reversal: {
          reason: payment.reversal.reason,
          reversedAt: payment.reversal.at,
          reversedBy: payment.reversal.by,
        },
      }
    : {}),
});

/** A credit note as the API shows it. */
export const creditNoteView = (creditNote: Settlement, invoiceId?: string): CreditNoteView => ({
  creditNoteId: creditNote.settlementId,
  ...shared(creditNote),
  ...(invoiceId === undefined ? {} : { invoiceId }),
  issuedOn: creditNote.date,
  reason: creditNote.reason ?? '',
});
