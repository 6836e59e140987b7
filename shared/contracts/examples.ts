import { builtInDocument } from '../domain/policy/built-in.ts';
import type { OperationId } from './operations.ts';

/** A request as a caller would send it, and what comes back. Dates and amounts tell one story through all of them. */
export interface Example {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** For files, as text. */
  readonly file?: string;
  readonly answer?: unknown;
}

const euro = (amount: string) => ({ amount, currency: 'EUR' });
const customerId = 'C-1042';
const orderId = 'SO-7781';
const invoiceId = 'INV-2026-0311';
const requestId = '01KN1W5Z3V8Q7H2M4C9D6E0FGA';
const approvalId = '01KN1W61T2X5B8N3K7P9R4S0VY';
const runId = '01KN0K1900G02CQZXT7J056J2K';
const caseId = '01KQ8Y2D5V7H3M9T1C4W6E0RGB';
const taskId = '01KR4M8S6X2B5N7P3K9Q0V1ZTF';
const handoffId = '01KS9W3B6T8N2R5X7D0M4Q1VYE';
const decisionId = '01KN1W0M9GZ8Y3T6B4RAQX2V7C';
const builtIn = builtInDocument('EUR');
const draft = {
  ...builtIn,
  collections: { ...builtIn.collections, residuePercent: '2.5', residueUpTo: [euro('25.00')] },
};

export const examples: Readonly<Partial<Record<OperationId, Example>>> = {
  putCustomer: {
    params: { customerId },
    body: {
      legalName: 'Nordwind Fahrradhandel GmbH',
      currency: 'EUR',
      segment: 'retail',
      region: 'DE-North',
      industry: 'bicycles',
      taxId: 'DE811907980',
      language: 'de',
      timeZone: 'Europe/Berlin',
      country: 'DE',
      paymentTermsDays: 30,
      onboardedOn: '2024-05-02',
      contacts: [{ name: 'Jana Petersen', email: 'billing@nordwind.example', role: 'BILLING' }],
      collector: 'cora.collector@example.com',
    },
  },
  holdCustomer: { params: { customerId }, body: { reason: 'Two payments bounced in a row' } },
  reportInsolvency: { params: { customerId }, body: { reason: 'Local court of Essen, 163 IN 14/26' } },
  endInsolvency: { params: { customerId }, body: { reason: 'The application was dismissed' } },
  getCustomerScore: { params: { customerId } },
  unholdCustomer: { params: { customerId }, body: { reason: 'Both were paid by transfer' } },
  setCreditLimit: {
    params: { customerId },
    body: { creditLimit: euro('25000.00'), reason: 'Take-over from the previous system' },
  },
  putCover: {
    params: { customerId, coverId: 'POL-88213' },
    body: {
      kind: 'INSURANCE',
      provider: 'Hanse Kreditversicherung AG',
      amount: euro('10000.00'),
      coveredPercent: '90',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
    },
  },
  putRating: {
    params: { customerId, source: 'creditreform' },
    body: {
      score: 214,
      scale: '100..600',
      ratedOn: '2026-02-10',
      validTo: '2027-02-09',
      recommendedLimit: euro('60000.00'),
    },
  },
  putAgreement: {
    params: { customerId, agreementId: 'AGR-1042-1' },
    body: {
      signedOn: '2024-05-02',
      validTo: '2027-05-01',
      termsDays: 30,
      lateInterestPercent: '8.12',
      documentUrl: 'https://documents.example.com/agreements/AGR-1042-1.pdf',
    },
  },
  checkCredit: {
    body: { customerId, orderId, amount: euro('4200.00'), reserve: true, termsDays: 30, shipOn: '2026-04-02' },
    answer: {
      decisionId,
      decision: 'APPROVED',
      customerId,
      orderId,
      amount: euro('4200.00'),
      reserve: true,
      termsDays: 30,
      shipOn: '2026-04-02',
      reasons: [
        {
          code: 'LIMIT_NEARLY_USED',
          message: 'After this order 86 % of the limit are used.',
          facts: { utilization: '0.86' },
        },
      ],
      exposureBefore: euro('17300.00'),
      exposureAfter: euro('21500.00'),
      effectiveLimit: euro('25000.00'),
      available: euro('3500.00'),
      terms: { days: 30 },
      reservation: { orderId, amount: euro('4200.00'), expiresAt: '2026-04-14T08:15:00.000Z' },
      counterOffer: null,
      policyVersion: 1,
      decidedAt: '2026-03-31T08:15:00.000Z',
      dataAge: { accountAsOf: '2026-03-30T16:02:11.000Z' },
    },
  },
  amendReservation: { params: { orderId }, body: { amount: euro('3900.00') } },
  postReceivable: {
    params: { invoiceId },
    body: {
      customerId,
      orderId,
      amount: euro('3900.00'),
      issuedOn: '2026-04-02',
      dueOn: '2026-05-02',
      document: { url: 'https://documents.example.com/invoices/INV-2026-0311.pdf' },
    },
  },
  writeOffReceivable: { params: { invoiceId }, body: { reason: 'Insolvency, no quota' } },
  postCreditNote: {
    params: { creditNoteId: 'CN-2026-0044' },
    body: { customerId, invoiceId, amount: euro('150.00'), issuedOn: '2026-04-08', reason: 'Two helmets damaged' },
  },
  postPayment: {
    params: { paymentId: 'BANK-20260430-17' },
    body: {
      customerId,
      amount: euro('3750.00'),
      receivedOn: '2026-04-30',
      reference: 'INV-2026-0311 less credit note',
      allocations: [{ invoiceId, amount: euro('3750.00') }],
    },
  },
  reversePayment: { params: { paymentId: 'BANK-20260430-17' }, body: { reason: 'Direct debit returned' } },
  openDispute: { body: { customerId, invoiceIds: [invoiceId], reason: 'Says that two boxes never arrived' } },
  resolveDispute: {
    params: { disputeId: '01KQ3F5N0T2D8W6XJYV4ZC9HBM' },
    body: { resolution: 'CREDITED', note: 'The carrier confirmed the loss' },
  },
  importLedger: {
    file: [
      'invoiceId,customerId,amount,currency,issuedOn,dueOn',
      'INV-2026-0312,C-1042,890.00,EUR,2026-04-03,2026-05-03',
    ].join('\n'),
    answer: {
      importId: '01KN9YB1M7R3E5S8Q0TD2WFXAZ',
      accepted: 1,
      duplicates: 0,
      ignored: 0,
      rejected: [],
      unmatched: [],
    },
  },
  requestLimit: {
    body: {
      customerId,
      kind: 'PERMANENT',
      requestedLimit: euro('60000.00'),
      reason: 'Spring season: orders of about 20,000.00 a week',
      requestedBy: 'sam.sales@example.com',
    },
  },
  pauseCollectionCase: { params: { caseId }, body: { until: '2026-05-11', reason: 'The owner is in hospital' } },
  resumeCollectionCase: { params: { caseId }, body: { reason: 'The deputy has taken over' } },
  escalateCollectionCase: { params: { caseId }, body: { reason: 'Another supplier was told of insolvency' } },
  completeCollectionTask: {
    params: { taskId },
    body: {
      outcome: 'PROMISED',
      note: 'Spoke with Ms Petersen: the transfer goes out on Friday',
      promise: { amount: euro('3750.00'), payBy: '2026-05-22' },
    },
  },
  makePromise: { body: { customerId, invoiceIds: [invoiceId], amount: euro('3750.00'), payBy: '2026-05-22' } },
  acknowledgeLegalHandoff: { params: { handoffId }, body: { matterNumber: 'M-2026-118' } },
  rejectLegalHandoff: {
    params: { handoffId },
    body: { reason: 'The delivery note of the largest invoice is missing' },
  },
  recallLegalHandoff: { params: { handoffId }, body: { reason: 'The customer has agreed to instalments' } },
  runDailyJob: { body: { date: '2026-03-31' } },
  getJob: { params: { runId } },
  withdrawLimitRequest: { params: { requestId }, body: { reason: 'The customer pays in advance' } },
  informLimitRequest: { params: { requestId }, body: { information: 'The accounts of last year are in the file.' } },
  resumeLimitRequest: { params: { requestId }, body: { reason: 'The directory of people answers again' } },
  decideApproval: {
    params: { approvalId },
    body: { decision: 'APPROVE', approvedLimit: euro('50000.00'), comment: 'As far as the security reaches' },
  },
  putAbsence: {
    params: { email: 'mia.manager@example.com' },
    body: { from: '2026-04-06', to: '2026-04-17', delegate: 'ben.analyst@example.com' },
  },
  getPolicyVersion: { params: { version: '1' } },
  restorePolicyVersion: {
    params: { version: '1' },
    body: { reason: 'The new tolerance let too much through' },
  },
  putPolicyDraft: { body: draft },
  simulatePolicy: { body: { from: '2026-01-01', to: '2026-03-31' } },
  publishPolicy: { body: { draftHash: '8d2f0c5ab1e94f7c6a3d18e0b7495f62c1d8a3e97f0b4c56d2e81a7f9305bc64' } },
  putFxRates: { params: { date: '2026-03-31' }, body: { base: 'EUR', rates: { USD: '1.0832', JPY: '162.45' } } },
};
