import type { OperationId } from '../../../shared/contracts/operations.ts';
import { builtInDocument } from '../../../shared/domain/policy/built-in.ts';
import { runIdOf } from '../../../shared/store/daily-runs/run-id.ts';
import type { Parts } from './client.ts';
import { eur, type Ledger, newId } from './ledger.ts';

/** A customer in the middle of business: what requests that must be refused may not change. */
export interface Standing {
  readonly customerId: string;
  readonly orderId: string;
  readonly invoiceId: string;
  readonly paymentId: string;
  readonly creditNoteId: string;
  readonly decisionId: string;
  readonly disputeId: string;
  readonly today: string;
  readonly requestId: string;
  readonly caseId: string;
  readonly promiseId: string;
  /** Is away. */
  readonly absentee: string;
}

type Request = Pick<Parts, 'params' | 'body' | 'headers'>;

const file = 'invoiceId,customerId,amount,currency,issuedOn,dueOn';
const dates = { validFrom: '2026-01-01', validTo: '2026-12-31' };
const master = { legalName: 'X', currency: 'EUR', segment: 'retail', region: 'DE' };
const balance = { totalAssets: eur('3.00'), totalLiabilities: eur('2.00'), currentAssets: eur('2.00') };
const figures = { revenue: eur('9.00'), netProfit: eur('-1.00'), ...balance, currentLiabilities: eur('1.00') };
const contact = { name: 'Jana', email: 'jana@example.com', phone: '+49', role: 'BILLING' };
const terms = { signedOn: '2026-01-01', validTo: '2026-12-31', termsDays: 30, lateInterestPercent: '8.12' };
const cover = { kind: 'INSURANCE', provider: 'P', amount: eur('1.00'), coveredPercent: '90', ...dates };

/** A request for each operation that would be honoured as it stands; none of what it writes is there yet. */
export const goodRequests = (standing: Standing): Readonly<Record<OperationId, Request>> => {
  const { customerId, orderId, invoiceId, paymentId, disputeId, decisionId, today, absentee, requestId } = standing;
  const { caseId, promiseId } = standing;
  const reason = { reason: 'x' };
  const allocations = [{ invoiceId, amount: eur('1.00') }];
  const document = { url: 'https://documents.example.com/1.pdf' };
  const invoice = { customerId, amount: eur('1.00'), issuedOn: '2026-01-01', dueOn: '2026-02-01' };
  const ofCustomer = { params: { customerId } };
  return {
    putCustomer: {
      params: { customerId: newId('new') },
      body: {
        ...master,
        ...{ industry: 'x', registrationNumber: 'x', taxId: 'x', groupLimitShared: false, language: 'de' },
        ...{ parentCustomerId: customerId, timeZone: 'Europe/Berlin', country: 'DE', paymentTermsDays: 30 },
        ...{ onboardedOn: '2024-05-02', contacts: [contact], creditAnalyst: 'a@example.com' },
        ...{ collector: 'c@example.com', salesperson: 's@example.com', financials: { asOf: '2025-12-31', ...figures } },
      },
    },
    getCustomer: ofCustomer,
    listCustomers: {},
    holdCustomer: { ...ofCustomer, body: reason },
    unholdCustomer: { ...ofCustomer, body: reason },
    blacklistCustomer: { ...ofCustomer, body: reason },
    unblacklistCustomer: { ...ofCustomer, body: reason },
    reportInsolvency: { ...ofCustomer, body: reason },
    endInsolvency: { ...ofCustomer, body: reason },
    getCustomerScore: ofCustomer,
    setCreditLimit: { ...ofCustomer, body: { creditLimit: eur('7.00'), unlimited: false, ...reason } },
    putCover: { params: { customerId, coverId: 'NEW' }, body: cover },
    deleteCover: { params: { customerId, coverId: 'C1' } },
    putRating: {
      params: { customerId, source: 'agency' },
      body: {
        ...{ score: 214, scale: '100..600', ratedOn: '2026-01-01', validTo: '2026-12-31' },
        recommendedLimit: eur('500.00'),
      },
    },
    putAgreement: { params: { customerId, agreementId: 'A1' }, body: { ...terms, documentUrl: document.url } },
    listHistory: ofCustomer,
    getCreditReport: ofCustomer,
    getStatement: ofCustomer,
    checkCredit: {
      body: {
        ...{ customerId, orderId: newId('O'), amount: eur('1.00'), reserve: true },
        ...{ productCategory: 'bikes', termsDays: 10, shipOn: '2026-04-02' },
      },
    },
    getDecision: { params: { decisionId } },
    verifyDecision: { params: { decisionId } },
    amendReservation: { params: { orderId }, body: { amount: eur('2.00') } },
    getReservation: { params: { orderId } },
    releaseReservation: { params: { orderId } },
    postReceivable: {
      params: { invoiceId: newId('I') },
      body: { ...invoice, orderId, productCategory: 'bikes', document },
    },
    getReceivable: { params: { invoiceId } },
    listReceivables: ofCustomer,
    writeOffReceivable: { params: { invoiceId }, body: reason },
    postCreditNote: {
      params: { creditNoteId: newId('N') },
      body: { customerId, invoiceId, amount: eur('1.00'), issuedOn: '2026-01-01', ...reason },
    },
    postPayment: {
      params: { paymentId: newId('P') },
      body: { customerId, amount: eur('1.00'), receivedOn: '2026-01-01', reference: 'thanks', allocations },
    },
    reversePayment: { params: { paymentId }, body: reason },
    openDispute: { body: { customerId, invoiceIds: [invoiceId], ...reason, amount: eur('1.00') } },
    listDisputes: {},
    getDispute: { params: { disputeId } },
    resolveDispute: { params: { disputeId }, body: { resolution: 'REJECTED', note: 'x' } },
    importLedger: {
      headers: { 'content-type': 'text/csv' },
      body: `${file}\n${newId('I')},${customerId},1.00,EUR,2026-01-01,2026-02-01\n`,
    },
    putFxRates: { params: { date: '2001-01-01' }, body: { base: 'EUR', rates: { USD: '1.0832' } } },
    requestLimit: {
      body: { customerId, kind: 'PERMANENT', requestedLimit: eur('7.00'), ...reason, requestedBy: 'r@example.com' },
    },
    getLimitRequest: { params: { requestId } },
    listLimitRequests: {},
    withdrawLimitRequest: { params: { requestId }, body: reason },
    informLimitRequest: { params: { requestId }, body: { information: 'x' } },
    resumeLimitRequest: { params: { requestId }, body: reason },
    listApprovals: {},
    decideApproval: {
      params: { approvalId: 'A-1' },
      body: { decision: 'APPROVE', approvedLimit: eur('5.00'), comment: 'x' },
    },
    listCollectionCases: {},
    getCollectionCase: { params: { caseId } },
    pauseCollectionCase: { params: { caseId }, body: { until: '2999-01-01', ...reason } },
    resumeCollectionCase: { params: { caseId }, body: reason },
    escalateCollectionCase: { params: { caseId }, body: reason },
    listCollectionTasks: {},
    getCollectionTask: { params: { taskId: 'T-1' } },
    completeCollectionTask: {
      params: { taskId: 'T-1' },
      body: { outcome: 'PROMISED', note: 'x', promise: { amount: eur('1.00'), payBy: today } },
    },
    makePromise: { body: { customerId, invoiceIds: [invoiceId], amount: eur('1.00'), payBy: today } },
    getPromise: { params: { promiseId } },
    listLegalHandoffs: {},
    getLegalHandoff: { params: { handoffId: 'H-1' } },
    getLegalHandoffBundle: { params: { handoffId: 'H-1' } },
    getLegalHandoffPart: { params: { handoffId: 'H-1', part: 'manifest.json' } },
    acknowledgeLegalHandoff: { params: { handoffId: 'H-1' }, body: { matterNumber: 'M-1' } },
    rejectLegalHandoff: { params: { handoffId: 'H-1' }, body: reason },
    recallLegalHandoff: { params: { handoffId: 'H-1' }, body: reason },
    putAbsence: {
      params: { email: `${newId('new')}@example.com` },
      body: { from: today, to: today, delegate: 'd@example.com' },
    },
    getAbsence: { params: { email: absentee } },
    deleteAbsence: { params: { email: absentee } },
    runDailyJob: { body: { date: '2001-01-01' } },
    getJob: { params: { runId: runIdOf('2001-01-01') } },
    getPolicy: {},
    listPolicyVersions: {},
    getPolicyVersion: { params: { version: '1' } },
    restorePolicyVersion: { params: { version: '1' }, body: { reason: 'It was better' } },
    getPolicyDraft: {},
    putPolicyDraft: { body: builtInDocument('EUR') },
    deletePolicyDraft: {},
    simulatePolicy: { body: { from: '2026-01-01', to: '2026-01-31' } },
    startShadowPolicy: {},
    getShadowPolicy: {},
    endShadowPolicy: {},
    publishPolicy: { body: { draftHash: '0'.repeat(64) } },
    showApproval: { params: { token: 'x'.repeat(43) } },
    headApproval: { params: { token: 'x'.repeat(43) } },
    decideByLink: { params: { token: 'x'.repeat(43) } },
    showPaymentPage: { params: { token: 'x'.repeat(43) } },
    headPaymentPage: { params: { token: 'x'.repeat(43) } },
    actOnPaymentPage: { params: { token: 'x'.repeat(43) } },
    getAgingReport: {},
    getPortfolioReport: {},
    getDsoReport: {},
    getCollectionsReport: {},
    getApprovalsReport: {},
    getOverridesReport: {},
    getDefaultersReport: {},
    getLimitReviewsReport: {},
    getCashForecast: {},
    getHealth: {},
    getOpenApi: {},
    getDocs: {},
  };
};

export const createStanding = async (
  { customer, day, reserve, invoice, pay }: Ledger,
  call: Caller,
): Promise<Standing> => {
  const customerId = await customer('100.00');
  const orderId = newId('O');
  const { decisionId } = await reserve(customerId, eur('5.00'), { orderId });
  const { invoiceId } = await invoice({
    customerId,
    amount: eur('20.00'),
    issuedOn: await day(-40),
    dueOn: await day(-10),
  });
  const { paymentId } = await pay({ customerId, amount: eur('3.00') });
  const creditNoteId = newId('N');
  const note = { customerId, amount: eur('1.00'), issuedOn: '2026-01-01', reason: 'x' };
  await call('postCreditNote', { params: { creditNoteId }, body: note });
  await call('putCover', { params: { customerId, coverId: 'C1' }, body: cover });
  const { body } = await call('openDispute', { body: { customerId, invoiceIds: [invoiceId], reason: 'x' } });
  const [today, absentee] = [await day(), `${newId('away')}@example.com`];
  await call('putAbsence', {
    params: { email: absentee },
    body: { from: today, to: today, delegate: 'd@example.com' },
  });
  // All that is overdue is disputed, and promised as well: nothing of the case goes on by itself.
  const promised = { customerId, invoiceIds: [invoiceId], amount: eur('2.00'), payBy: await day(60) };
  const promise = (await call('makePromise', { body: promised })).body;
  const requested = { customerId, kind: 'PERMANENT', requestedLimit: eur('200.00'), reason: 'x' };
  const request = await call('requestLimit', { body: requested });
  const requestId = String(request.body['requestId']);
  // Nothing of the customer goes on by itself once it is withdrawn.
  await call('withdrawLimitRequest', { params: { requestId }, body: {} });
  return {
    customerId,
    orderId,
    invoiceId,
    paymentId,
    creditNoteId,
    decisionId,
    disputeId: String(body['disputeId']),
    requestId,
    caseId: String(promise['caseId']),
    promiseId: String(promise['promiseId']),
    today,
    absentee,
  };
};

type Caller = (
  operationId:
    | 'postCreditNote'
    | 'putCover'
    | 'openDispute'
    | 'makePromise'
    | 'putAbsence'
    | 'requestLimit'
    | 'withdrawLimitRequest',
  parts: Parts,
) => Promise<{ readonly body: Record<string, unknown> }>;
