import { CreditNoteParams, CreditNoteView, PostCreditNoteBody } from '../credit-notes.ts';
import { CustomerParams, ReasonBody } from '../customers.ts';
import {
  DisputeListView,
  DisputeParams,
  DisputeView,
  ListDisputesQuery,
  OpenDisputeBody,
  ResolveDisputeBody,
} from '../disputes.ts';
import { ImportLedgerQuery, ImportResultView, importFileTypes } from '../imports.ts';
import { PaymentParams, PaymentView, PostPaymentBody } from '../payments.ts';
import {
  InvoiceParams,
  ListReceivablesQuery,
  PostReceivableBody,
  ReceivableListView,
  ReceivableView,
} from '../receivables.ts';
import { type Contract, shown, stored } from './contract.ts';

/** The ledger: receivables, credit notes, payments, imports and disputes. */
export const ledgerContracts = {
  postReceivable: {
    summary: 'Post an invoice',
    topic: 'Receivables',
    params: InvoiceParams,
    body: PostReceivableBody,
    answers: stored(ReceivableView),
  },
  getReceivable: {
    summary: 'Show a receivable',
    topic: 'Receivables',
    params: InvoiceParams,
    answers: [shown(ReceivableView)],
  },
  listReceivables: {
    summary: 'List the receivables of a customer',
    topic: 'Receivables',
    params: CustomerParams,
    query: ListReceivablesQuery,
    answers: [shown(ReceivableListView)],
  },
  writeOffReceivable: {
    summary: 'Write off what remains of a receivable',
    topic: 'Receivables',
    params: InvoiceParams,
    body: ReasonBody,
    idempotencyKey: true,
    answers: [shown(ReceivableView, 'The receivable after the write-off')],
  },
  postCreditNote: {
    summary: 'Post a credit note',
    topic: 'Payments',
    params: CreditNoteParams,
    body: PostCreditNoteBody,
    answers: stored(CreditNoteView),
  },
  postPayment: {
    summary: 'Post a payment and apply it to receivables',
    topic: 'Payments',
    params: PaymentParams,
    body: PostPaymentBody,
    answers: stored(PaymentView),
  },
  reversePayment: {
    summary: 'Reverse a bounced payment; its receivables are open again',
    topic: 'Payments',
    params: PaymentParams,
    body: ReasonBody,
    idempotencyKey: true,
    answers: [shown(PaymentView, 'The payment, reversed')],
  },
  openDispute: {
    summary: 'Record that a customer disputes receivables',
    topic: 'Disputes',
    body: OpenDisputeBody,
    idempotencyKey: true,
    namesCustomer: true,
    answers: [
      { status: 201, description: 'Opened; the same key and body are answered the same again', view: DisputeView },
    ],
  },
  listDisputes: {
    summary: 'List the disputes that wait to be resolved, or that were, of a customer or of all, the oldest first',
    topic: 'Disputes',
    query: ListDisputesQuery,
    answers: [shown(DisputeListView)],
  },
  getDispute: {
    summary: 'Show a dispute, and how it was resolved',
    topic: 'Disputes',
    params: DisputeParams,
    answers: [shown(DisputeView)],
  },
  resolveDispute: {
    summary: 'Resolve a dispute: reject the claim, or credit it',
    topic: 'Disputes',
    params: DisputeParams,
    body: ResolveDisputeBody,
    idempotencyKey: true,
    answers: [shown(DisputeView, 'The dispute, closed')],
  },
  importLedger: {
    summary: 'Import invoices, credit notes and payments from a file: CSV, camt.053, camt.054, MT940, UBL',
    topic: 'Payments',
    query: ImportLedgerQuery,
    fileTypes: importFileTypes,
    answers: [shown(ImportResultView, 'What became of the lines')],
  },
} as const satisfies Record<string, Contract>;
